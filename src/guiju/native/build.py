"""Building: a copy of the sources, mypyc, a C compiler, and a folder under the digest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from guiju.native import BUILT, ROOT, digest, sources

OPTIONS: Final = {"opt_level": "1", "debug_level": "0", "multi_file": True}
"""For `mypycify`; in many C files, which two compilers translate side by side."""

MYPY: Final = """[mypy]
strict = True
ignore_missing_imports = True
follow_imports = silent
cache_dir = .cache
[mypy-%s.*]
follow_imports = skip
"""

_APART: Final = (
    "numpy", "pyarrow", "psycopg", "cryptography", "holidays", "lxml", "yaml", "regex", "ibis",
    "duckdb",
)  # fmt: skip
"""Libraries whose types the compiled files do not need; to read them takes longer than the rest."""

_SETUP: Final = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
from mypyc.build import mypycify
from setuptools import setup
from setuptools.command.build_ext import build_ext

class Parallel(build_ext):
    def build_extensions(self):
        one = self.compiler._compile
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            begun = []
            self.compiler._compile = lambda *given: begun.append(pool.submit(one, *given))
            link = self.compiler.link_shared_object
            def wait(*given, **named):
                for each in begun:
                    each.result()
                link(*given, **named)
            self.compiler.link_shared_object = wait
            super().build_extensions()

setup(name="guiju-native", cmdclass={{"build_ext": Parallel}},
      ext_modules=mypycify(sys.argv.pop().split(), **{options!r}))
"""


class NotBuilt(Exception):
    """It could not be built; the text says what was missing, or the builder's last words."""


def missing() -> str | None:
    """What a build wants and this machine has not; None where everything is there."""
    if not any(shutil.which(each) for each in (os.environ.get("CC", "cc"), "gcc", "clang")):
        return "a C compiler (Debian: gcc)"
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        return "Python's headers (Debian: python3-dev)"
    absent = [name for name in ("mypyc", "setuptools") if find_spec(name) is None]
    if absent:
        return f"the Python package {absent[0].replace('mypyc', 'mypy[mypyc]')}"
    return None


def build() -> Path:
    """Build the modules and put them where they are found; takes about a minute.

    Raises:
        NotBuilt: something is missing, or the compiler refused.
    """
    absent = missing()
    if absent is not None:
        raise NotBuilt(f"expected {absent}, found none")
    target = BUILT / digest()
    if target.is_dir():
        return target
    with tempfile.TemporaryDirectory(prefix="guiju-native-") as made:
        folder = Path(made)
        _copy(folder)
        _run(folder)
        _keep(folder / "built", target)
    return target


def remove() -> None:
    """Forget every build; processes that run one go on with it until they end."""
    shutil.rmtree(BUILT, ignore_errors=True)


def _copy(folder: Path) -> None:
    """The package's Python files alone, where the compiler may leave what it likes."""

    def others(where: str, names: list[str]) -> list[str]:
        place = Path(where)
        return [each for each in names if not ((place / each).is_dir() or each.endswith(".py"))]

    shutil.copytree(ROOT, folder / ROOT.name, ignore=others)
    (folder / "mypy.ini").write_text(MYPY % ".*,".join(_APART))
    (folder / "setup.py").write_text(_SETUP.format(options=OPTIONS))


def _run(folder: Path) -> None:
    names = [str(Path(ROOT.name) / path.relative_to(ROOT)) for path in sources()]
    command = [
        sys.executable, "setup.py", "-q", "build_ext", "--build-lib", "built", " ".join(names)
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt((done.stdout + done.stderr).strip()[-2000:])


def _keep(made: Path, target: Path) -> None:
    """Older builds go; the new one appears whole or not at all."""
    remove()
    BUILT.mkdir(parents=True)
    shutil.move(made, BUILT / "new")
    (BUILT / "new").rename(target)
