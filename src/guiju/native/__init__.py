"""The hot part of the engine as machine code, made from the very same files.

`guiju native` has mypyc translate the modules of `MODULES` into C. There is one semantics: no
line is written twice, and without a compiler everything runs as it stands. What was built is found
under a digest of all it was built from, so that a changed file is never run in an old form.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
WANTED: Final = os.environ.get("GUIJU_NATIVE", "")
"""0: run everything as it is written. A path: build and look there. Else beside this file."""

BUILT: Final = (
    Path(WANTED) if WANTED not in ("", "0") else Path(__file__).resolve().parent / "built"
)
"""A folder for each digest; it may be deleted at any time."""

MODULES: Final[tuple[str, ...]] = (
    "journal/audit/chain.py",
    "journal/store/batch.py",
    "journal/store/block.py",
    "journal/store/crash.py",
    "journal/store/exact.py",
    "journal/store/postgres/arrays.py",
    "journal/store/postgres/transaction.py",
    "journal/store/postgres/writing.py",
    "journal/store/shards.py",
    "journal/store/statements.py",
    "journal/store/sqlite/transaction.py",
    "run/deciding/*.py",
    "run/desk.py",
    "run/digest.py",
    "run/engine.py",
    "run/facts.py",
    "run/known_turns.py",
    "run/lanes.py",
    "run/naming.py",
    "run/packing/*.py",
    "run/remembered.py",
    "run/shards.py",
    "run/times.py",
    "run/work.py",
    "standard/steps/activities.py",
    "standard/steps/arrive.py",
    "standard/steps/behaviour.py",
    "standard/steps/choose.py",
    "standard/steps/doing.py",
    "standard/steps/drain.py",
    "standard/steps/events.py",
    "standard/steps/fire.py",
    "standard/steps/gateways.py",
    "standard/steps/moves.py",
    "standard/steps/scopes.py",
    "standard/steps/settle.py",
    "standard/steps/state.py",
    "standard/steps/throwing.py",
    "standard/steps/turn.py",
    "standard/steps/values.py",
    "standard/steps/waits.py",
)
"""What is compiled, below the package: all that a command passes through between two waits."""


def sources() -> list[Path]:
    """The files of `MODULES`; packages' own files stay as they are."""
    found = {path for pattern in MODULES for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.name != "__init__.py")


def digest() -> str:
    """What a build is found by: the sources, the way of building and the interpreter."""
    made = blake2b(f"{sys.implementation.cache_tag} {sys.platform}".encode(), digest_size=10)
    for path in [*sources(), Path(__file__), Path(__file__).with_name("build.py")]:
        made.update(b"%b %d\0" % (path.name.encode(), path.stat().st_size))
        made.update(path.read_bytes())
    return made.hexdigest()


def folder() -> Path | None:
    """Where the build of these very sources lies; None where there is none or it is not wanted."""
    if WANTED == "0" or not BUILT.is_dir():
        return None
    found = BUILT / digest()
    return found if found.is_dir() else None


def files(built: Path) -> dict[str, Path]:
    """The built modules by name."""
    suffix = EXTENSION_SUFFIXES[0]
    names = {path: path.relative_to(built).as_posix() for path in built.rglob(f"*{suffix}")}
    return {name.removesuffix(suffix).replace("/", "."): path for path, name in names.items()}


class Finder:
    """Finds built modules before the files they were built from.

    Args:
        built: files by the name of their module.
    """

    def __init__(self, built: Mapping[str, Path]) -> None:
        self.built = built

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The built module of that name; None leaves it to the others (importlib.abc)."""
        found = self.built.get(name)
        if found is None:
            return None
        return spec_from_file_location(name, found, loader=ExtensionFileLoader(name, str(found)))


def use() -> None:
    """Let what was built be imported from now on, where there is something."""
    built = folder()
    if built is not None and not in_use():
        sys.meta_path.insert(0, Finder(files(built)))


def in_use() -> bool:
    """Whether this process runs what was built."""
    return any(isinstance(each, Finder) for each in sys.meta_path)
