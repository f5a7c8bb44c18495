"""`guiju requirements`: every requirement, and the scenarios and tests that show it."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND, Wrong, read_data
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.cli.screen import Screen

_ID: Final = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2,5})[-_](\d{2})(?!\d)", re.IGNORECASE)
_SHOWN: Final = 4
"""How many of those that show a requirement are named in the table."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("every requirement with the scenarios and tests that show it")
    parser = commands.add_parser("requirements", parents=[common], help=words, description=words)
    parser.add_argument("ids", nargs="*", metavar="ID", help=_("only these, or these groups"))
    parser.add_argument("--open", action="store_true", help=_("only those that nothing shows"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """List them; 1 where one is open."""
    from guiju.cli.checkout import root

    folder = root()
    listed = folder / "docs" / "requirements.yaml"
    if not listed.is_file():
        raise Wrong(_("{folder} holds no docs/requirements.yaml.", folder=folder))
    known: dict[str, str] = read_data(listed)
    wanted = {id_: text for id_, text in known.items() if _meant(id_, arguments.ids)}
    shown = shown_by(folder, known)
    open_ = [id_ for id_ in wanted if not shown.get(id_)]
    if screen.json:
        screen.data(
            {
                "requirements": [
                    {"id": id_, "requirement": text, "shown_by": shown.get(id_, [])}
                    for id_, text in wanted.items()
                ],
                "open": open_,
            }
        )
    else:
        _show(wanted, shown, open_, arguments.open, screen)
    return FOUND if open_ else FINE


def _meant(id_: str, ids: list[str]) -> bool:
    return not ids or any(id_ == each or id_.startswith(each + "-") for each in ids)


def _show(
    wanted: Mapping[str, str],
    shown: Mapping[str, list[str]],
    open_: list[str],
    only_open: bool,
    screen: Screen,
) -> None:
    total = many("{count} requirement", "{count} requirements", len(wanted))
    screen.title(f"{total}, {_('{number} open', number=len(open_))}")
    if not only_open:
        for id_ in wanted:
            by = shown.get(id_, [])
            more = f" (+{len(by) - _SHOWN})" if len(by) > _SHOWN else ""
            screen.say(f"{id_}  {', '.join(by[:_SHOWN])}{more}" if by else id_, indent=2)
    for id_ in open_:
        screen.say(f"{_('open')}  {id_}  {wanted[id_]}", "yellow", indent=2)


def shown_by(folder: Path, known: Mapping[str, str]) -> dict[str, list[str]]:
    """What shows each requirement: scenarios of shipped packs, and tests of a checkout."""
    found: dict[str, list[str]] = {}
    for id_, place in (*_scenarios(), *_tests(folder / "tests")):
        if id_ in known and place not in found.setdefault(id_, []):
            found[id_].append(place)
    return found


def _scenarios() -> Iterator[tuple[str, str]]:
    import yaml

    from guiju.packs import files_of, shipped

    for pack in shipped():
        for name, data in files_of(pack).items():
            if not name.startswith("scenarios/"):
                continue
            told = yaml.safe_load(data) or {}
            for scenario in told.get("scenarios") or ():
                for id_ in scenario.get("shows") or ():
                    yield str(id_), f"{pack}: {scenario.get('name')}"


def _tests(folder: Path) -> Iterator[tuple[str, str]]:
    """Ids in a test's name, its text, or the comment and decorators above it."""
    for path in sorted(folder.rglob("test_*.py")):
        text = path.read_text("utf-8")
        if not _ID.search(text):
            continue
        lines = text.split("\n")
        for name, first, last in _functions(ast.parse(text)):
            while first > 1 and lines[first - 2].lstrip().startswith(("#", "@")):
                first -= 1
            for line in lines[first - 1 : last]:
                for letters, digits in _ID.findall(line):
                    place = f"{path.relative_to(folder.parent).as_posix()}::{name}"
                    yield f"{letters.upper()}-{digits}", place


def _functions(tree: ast.AST) -> Iterator[tuple[str, int, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            yield node.name, first, node.end_lineno or node.lineno
