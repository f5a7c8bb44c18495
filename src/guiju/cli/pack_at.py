"""Finding and reading a pack for a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guiju.cli.usage import Wrong, meant
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.standard import Problem
    from guiju.standard.pack import Pack


def is_pack(name: str) -> bool:
    """Whether a name or path means a pack."""
    from guiju.packs import shipped

    path = Path(name)
    return name in shipped() or path.suffix == ".zip" or (path / "pack.yaml").is_file()


def read(name: str) -> tuple[Pack | None, tuple[Problem, ...]]:
    """A pack by name, folder or zip, and all its problems.

    Raises:
        Wrong: there is no such pack.
    """
    from guiju.packs import Unreadable, files_of, shipped
    from guiju.standard.pack import read_pack

    try:
        return read_pack(files_of(name))
    except Unreadable as error:
        raise Wrong(f"{error}." + meant(name, list(shipped()))) from None


def pack_at(name: str, screen: Screen) -> Pack | None:
    """The pack; where it has errors they are shown, and None.

    Raises:
        Wrong: there is no such pack.
    """
    from guiju.cli import problems

    pack, found = read(name)
    if pack is not None:
        return pack
    if screen.json:
        screen.data({"pack": name, "problems": [problems.as_data(each) for each in found]})
    else:
        screen.title(name, problems.counted(found))
        problems.table(found, screen)
    return None


def changed(pack: Pack, given: list[str], screen: Screen) -> Pack | None:
    """The pack with `P-01=30` parameters; where one is refused that is shown, and None."""
    from guiju.cli.words import sentence
    from guiju.standard.pack import change

    if not given:
        return pack
    values = dict(each.partition("=")[::2] for each in given)
    made, problems = change(pack, values)
    if made is None:
        for each in problems:
            screen.note(f"{each.element}: {_('refused')}: {sentence(each)}")
    return made
