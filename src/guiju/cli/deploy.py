"""`guiju deploy MODEL`: keep a standard; new cases start on it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, bytes_of, file_at
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.engine import Engine
    from guiju.run.standards import Deployed


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("keep a standard in the database; new cases of its processes start on it")
    parser = commands.add_parser("deploy", parents=[common], help=words, description=words)
    parser.add_argument("model", metavar="MODEL", help=_("a BPMN file, with its DMN files beside"))
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Deploy one model; 1 where it has errors."""
    from guiju.cli import problems
    from guiju.cli.database import engine_at

    path = file_at(arguments.model)
    data = bytes_of(path)
    beside = sorted(path.parent.glob("*.dmn")) if b"businessRuleTask" in data else ()
    tables = {each.name: bytes_of(each) for each in beside}
    with engine_at(arguments.db, make=True) as engine:
        before = len(engine.reader().standards())
        deployed, told = engine.deploy(data, tables)
        if deployed is not None:
            is_new = len(engine.reader().standards()) > before
            _show(engine, deployed, is_new, screen)
            return FINE
    if screen.json:
        found = [problems.as_data(each) for each in told]
        screen.data({"model": str(path), "problems": found})
    else:
        screen.title(str(path), problems.counted(told))
        problems.table(told, screen)
    return FOUND


def _show(engine: Engine, deployed: Deployed, is_new: bool, screen: Screen) -> None:
    standard = deployed.standard
    newest = {
        process: found is not None and found.no == deployed.no
        for process in standard.program.bodies
        for found in [engine.standards.newest(process)]
    }
    name = standard.definitions.name or standard.definitions.id
    if screen.json:
        screen.data(
            {
                "name": name,
                "number": deployed.no,
                "digest": standard.digest,
                "new": is_new,
                "processes": [{"id": each, "newest": now} for each, now in newest.items()],
            }
        )
        return
    told = _("deployed as number {no}") if is_new else _("is there already, as number {no}")
    screen.title(f"{name}  {standard.digest[:12]}", told.format(no=deployed.no))
    for process, now in newest.items():
        if now:
            screen.say(_("new cases of {process} start on it", process=process), indent=2)
        else:
            text = _("new cases of {process} start on a newer version", process=process)
            screen.say(text, "yellow", indent=2)
