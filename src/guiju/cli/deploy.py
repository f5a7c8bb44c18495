"""`guiju deploy MODEL`: keep a standard; new cases start on it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, bytes_of, file_at
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
    parser.add_argument(
        "--forms", metavar="FOLDER", help=_("form-js schemas *.json; else the folder forms beside")
    )
    parser.add_argument(
        "--timing", metavar="FILE", help=_("calendars and deadlines; else timing.yaml beside")
    )
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Deploy one model; 1 where it has errors."""
    from guiju.cli import problems
    from guiju.cli.database import engine_at

    path = file_at(arguments.model)
    data = bytes_of(path)
    tables = _texts(path.parent, "*.dmn") if b"businessRuleTask" in data else {}
    imported = _texts(path.parent, "*.bpmn") | _texts(path.parent, "*.xsd")
    more: dict[str, Any] = {
        "beside": imported if b"importType" in data else None,
        "forms": forms_beside(path, arguments.forms),
        "timing": timing_beside(path, arguments.timing),
    }
    with engine_at(arguments.db, make=True) as engine:
        before = len(engine.reader().standards())
        deployed, told = engine.deploy(data, tables, **more)
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


def _texts(folder: Path, pattern: str) -> dict[str, bytes]:
    return {each.name: bytes_of(each) for each in sorted(folder.glob(pattern))}


def forms_beside(model: Path, given: str | None) -> dict[str, bytes] | None:
    """Form schemas by id, which is the file's name; None where there is no folder of them.

    Raises:
        Wrong: the folder that was named is not there.
    """
    folder = model.parent / "forms" if given is None else Path(given)
    if not folder.is_dir():
        if given is not None:
            raise Wrong(_("There is no folder {path}.", path=given))
        return None
    found = _texts(folder, "*.json")
    return {name.removesuffix(".json"): text for name, text in found.items()}


def timing_beside(model: Path, given: str | None) -> bytes | None:
    """Calendars and deadlines; None where there are none.

    Raises:
        Wrong: the file that was named is not there.
    """
    beside = model.parent / "timing.yaml"
    if given is not None:
        return bytes_of(file_at(given))
    return bytes_of(beside) if beside.is_file() else None


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
