"""`guiju compare OLD NEW`: what is different between two logs, or two versions, in words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, WRONG_USE, Wrong, count, file_at
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.check.discover import Difference
    from guiju.cli.map_file import MapFile
    from guiju.cli.screen import Screen
    from guiju.journal import Log
    from guiju.standard.model.definitions import Definitions

_MODELS = (".bpmn", ".bpmn2")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.map_file import add_map

    words = _("what is different between two event logs, or two versions of a model, in words")
    parser = commands.add_parser("compare", parents=[common], help=words, description=words)
    parser.add_argument("old", metavar="OLD", help=_("the log or the BPMN file before"))
    parser.add_argument("new", metavar="NEW", help=_("the one that is told"))
    add_map(parser, _("YAML or JSON: columns of the logs"))
    parser.add_argument(
        "--most", type=count, default=20, metavar="N", help=_("rows of a table at most (20)")
    )


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Compare two files; 1 where two versions differ, 2 where a file cannot be read."""
    models = [name.lower().endswith(_MODELS) for name in (arguments.old, arguments.new)]
    if models[0] is not models[1]:
        raise Wrong(_("Name two logs or two BPMN files: one of each cannot be compared."))
    found = _versions(arguments) if models[0] else _logs(arguments, screen)
    if isinstance(found, str):
        if screen.json:
            screen.data({"problem": found})
        else:
            screen.err.print(f"guiju: {found}", soft_wrap=True)
        return WRONG_USE
    if screen.json:
        told = [_as_data(each) for each in found]
        screen.data({"old": arguments.old, "new": arguments.new, "differences": told})
    else:
        _show(found, screen)
    return FOUND if models[0] and found else FINE


def _versions(arguments: argparse.Namespace) -> tuple[Difference, ...] | str:
    from guiju.check.discover import compare_versions

    read = [_definitions(file_at(name)) for name in (arguments.old, arguments.new)]
    for each in read:
        if isinstance(each, str):
            return each
    old, new = read
    assert not isinstance(old, str) and not isinstance(new, str)
    return compare_versions(old, new)


def _definitions(path: Path) -> Definitions | str:
    from guiju.standard import bpmn

    read = bpmn.read(path.read_bytes())
    if read.definitions is not None:
        return read.definitions
    return f"{path}: {sentence(read.problems[0])}"


def _logs(arguments: argparse.Namespace, screen: Screen) -> tuple[Difference, ...] | str:
    from guiju.check.discover import compare_logs
    from guiju.cli.map_file import map_of
    from guiju.cli.reading import log_at

    told = map_of(arguments)
    old = _log(log_at(arguments.old), told, screen)
    if isinstance(old, str):
        return old
    new = _log(log_at(arguments.new), told, screen)
    if isinstance(new, str):
        return new
    return compare_logs(old, new, most=arguments.most)


def _log(path: Path, told: MapFile, screen: Screen) -> Log | str:
    from guiju.cli import reading

    log = reading.read(path, told, screen)
    if isinstance(log, str):
        return f"{path}: {log}"
    return log if log.cases else _("{log} holds no case.", log=path)


def _as_data(found: Difference) -> dict[str, Any]:
    return {
        "code": found.code,
        "element": found.element,
        "message": sentence(found),
        "template": found.template,
        "values": {key: str(value) for key, value in found.values.items()},
    }


def _show(found: tuple[Difference, ...], screen: Screen) -> None:
    told = many("{count} difference", "{count} differences", len(found))
    screen.title(_("What is different"), told)
    for each in found:
        screen.say(sentence(each), indent=2)
