"""`guiju incidents`: what is stuck and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, count
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.engine import Engine


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("what is stuck, why, and whether trying again helps; 1 where anything is")
    parser = commands.add_parser("incidents", parents=[common], help=words, description=words)
    parser.add_argument("--most", type=count, default=50, metavar="N", help=_("rows at most (50)"))
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show open incidents; 1 where there is one."""
    from guiju.cli.database import engine_at

    with engine_at(arguments.db) as engine:
        found = incidents(engine, arguments.most)
    if screen.json:
        screen.data({"incidents": found})
    elif not found:
        screen.say(_("Nothing is stuck."))
    else:
        screen.title(many("{count} incident", "{count} incidents", len(found)))
        show(found, screen)
        screen.say(
            _("guiju retry CASE INSTANCE tries one again, with --vars to mend its data."),
            "dim",
            indent=2,
        )
    return FOUND if found else FINE


def incidents(engine: Engine, most: int) -> list[dict[str, Any]]:
    """Open incidents, the oldest first."""
    from guiju.journal.store.queries import columns
    from guiju.journal.store.rows import IncidentRow

    reader: Any = engine.reader()
    sql = (
        f"SELECT {columns(IncidentRow, 'i')}, c.id FROM incidents i JOIN cases c ON c.no ="
        " i.case_no ORDER BY i.since, i.case_no, i.instance LIMIT ?"
    )
    return [incident(engine, IncidentRow(*row[:-1]), row[-1]) for row in reader.ask(sql, (most,))]


def incident(engine: Engine, row: Any, case: str) -> dict[str, Any]:
    """One incident as plain data."""
    from guiju.cli.open_work import time_text

    record = engine.record(case)
    known = record.state.incidents.get(row.instance) if record is not None else None
    return {
        "case": case,
        "instance": row.instance,
        "code": row.code,
        "element": row.element,
        "message": sentence(known) if known is not None else "",
        "retry_helps": known.retry_helps if known is not None else False,
        "since": time_text(row.since),
    }


def show(found: list[dict[str, Any]], screen: Screen) -> None:
    """Incidents, one row each."""
    from guiju.cli.open_work import short

    columns = (
        (_("case"), "whole"),
        (_("instance"), "right"),
        _("element"),
        _("why"),
        (_("since"), "whole"),
        (_("code"), "dim"),
    )
    screen.table(
        columns,
        (
            (
                each["case"],
                each["instance"],
                each["element"],
                each["message"],
                short(each["since"]),
                each["code"],
            )
            for each in found
        ),
    )
