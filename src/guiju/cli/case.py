"""`guiju case [ID]`: where a case stands; without an id, the newest cases."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, count
from guiju.cli.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guiju.cli.screen import Screen
    from guiju.journal import Entry
    from guiju.run.engine import Engine
    from guiju.standard import Standard


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("where a case stands: open work, deadlines, incidents, entries; or the newest cases")
    parser = commands.add_parser("case", parents=[common], help=words, description=words)
    parser.add_argument("case", metavar="ID", nargs="?", help=_("id of the case"))
    parser.add_argument(
        "--most", type=count, default=20, metavar="N", help=_("cases of the list at most (20)")
    )
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show one case, or the newest; 1 where there is no such case."""
    from guiju.cli.database import engine_at

    with engine_at(arguments.db) as engine:
        if arguments.case is None:
            _list(engine, arguments.most, screen)
            return FINE
        found = as_data(engine, arguments.case)
        if found is None:
            told = _("There is no case {case}.", case=arguments.case)
            screen.data({"problem": told}) if screen.json else screen.say(told, "bold red")
            return FOUND
        if screen.json:
            screen.data(found)
        else:
            _show(engine, found, screen)
    return FINE


def as_data(engine: Engine, case: str) -> dict[str, Any] | None:
    """Where a case stands, as plain data; None where there is no such case."""
    from guiju.cli.incidents import incident
    from guiju.cli.open_work import tasks_of, time_text
    from guiju.cli.play import entry_as_data
    from guiju.journal.store import IncidentRow
    from guiju.standard import feel

    row, record = engine.reader().case(case), engine.record(case)
    if row is None or record is None:
        return None
    standard = engine.standards.by_no(row.standard).standard
    state = record.state
    jobs = engine.reader().jobs_of(row.no)
    stuck = [
        IncidentRow(row.no, iid, each.code, each.element, 0)
        for iid, each in state.incidents.items()
    ]
    return {
        "case": case,
        "status": state.status,
        "process": state.process,
        "standard": {"number": row.standard, "digest": standard.digest},
        "started": time_text(row.started),
        "ended": time_text(row.ended),
        "suspended": bool(record.facts.get("suspended")),
        "tasks": tasks_of(engine, case),
        "jobs": [
            {
                "job": each.job,
                "element": each.element,
                "topic": each.topic,
                "ready": time_text(each.ready),
                "worker": each.worker,
                "tries": each.tries,
            }
            for each in jobs
        ],
        **_waits(standard, state),
        "clocks": _clocks(engine, case),
        "incidents": [incident(engine, each, case) for each in stuck],
        "variables": feel.to_json(feel.to_feel(state.variables)),
        "entries": [{**entry_as_data(each), "actor": each.actor} for each in engine.entries(case)],
    }


def _waits(standard: Standard, state: Any) -> dict[str, Any]:
    """Deadlines and timers, and the messages and signals that are waited for."""
    deadlines, waits = [], []
    for wait in state.waits.values():
        place = standard.program.places[wait.place]
        definition = place.catches[wait.definition].definition
        about = {"element": place.id, "name": place.name or place.id}
        if wait.due is not None:
            deadlines.append({**about, "due": wait.due.isoformat()})
        elif definition.kind in ("message", "signal"):
            waits.append(
                {**about, "kind": definition.kind, "waits_for": definition.name, "key": wait.key}
            )
    return {"deadlines": sorted(deadlines, key=lambda each: each["due"]), "waits": waits}


def _clocks(engine: Engine, case: str) -> list[dict[str, Any]]:
    """The deadlines of the standard that run in a case."""
    return [
        {
            "element": each.element,
            "deadline": each.deadline,
            "state": each.reading.state,
            "due": each.reading.due.isoformat() if each.reading.due else None,
            "provisional": each.reading.provisional,
            "paused_for": each.reading.pause_reason,
            "told": list(each.told),
            "problem": each.problem,
        }
        for each in engine.deadlines(case)
    ]


def _show(engine: Engine, found: dict[str, Any], screen: Screen) -> None:
    from guiju.cli.open_work import short, task_table

    standard = engine.standards.by_no(found["standard"]["number"]).standard
    status = _("suspended") if found["suspended"] else _(found["status"])
    version = found["standard"]["digest"][:12]
    screen.title(found["case"], f"{found['process']}, {_('version')} {version}")
    ended = _(", ended {time}", time=short(found["ended"])) if found["ended"] else ""
    begun = _("started {time}", time=short(found["started"]))
    screen.say(f"{status}; {begun}{ended}", "bold", indent=2)
    if found["tasks"]:
        screen.title(_("Open tasks"))
        task_table(found["tasks"], screen)
    _show_waiting(found, screen)
    _show_incidents(found, screen)
    screen.title(_("Entries"))
    _show_entries(engine.entries(found["case"]), standard, screen)


def _show_waiting(found: dict[str, Any], screen: Screen) -> None:
    from guiju.cli.open_work import short

    if found["jobs"]:
        screen.title(_("Open jobs"))
        screen.table(
            (_("element"), _("topic"), (_("ready"), "whole"), _("worker"), (_("tries"), "right")),
            (
                (
                    each["element"],
                    each["topic"],
                    short(each["ready"]),
                    each["worker"],
                    each["tries"],
                )
                for each in found["jobs"]
            ),
        )
    if found["deadlines"]:
        screen.title(_("Deadlines"))
        screen.table(
            ((_("due"), "whole"), _("what")),
            ((short(each["due"]), each["name"]) for each in found["deadlines"]),
        )
    if found["clocks"]:
        screen.title(_("Clocks"))
        screen.table(
            (_("deadline"), _("at"), (_("due"), "whole"), _("state")),
            (
                (
                    each["deadline"],
                    each["element"],
                    short(each["due"]) + (_(" (provisional)") if each["provisional"] else ""),
                    _(each["state"]) + (f": {each['paused_for']}" if each["paused_for"] else ""),
                )
                for each in found["clocks"]
            ),
        )
    if found["waits"]:
        screen.title(_("Waits for"))
        screen.table(
            (_("kind"), _("name"), _("key"), _("at")),
            (
                (_(each["kind"]), each["waits_for"], each["key"] or "", each["name"])
                for each in found["waits"]
            ),
        )


def _show_incidents(found: dict[str, Any], screen: Screen) -> None:
    from guiju.cli.incidents import show

    if found["incidents"]:
        screen.title(_("Incidents"))
        show(found["incidents"], screen)


def _show_entries(entries: Sequence[Entry], standard: Standard, screen: Screen) -> None:
    from guiju.cli.story import story

    columns = ((_("time"), "whole"), _("entry"), _("who"), _("what happened"), _("then"))
    lines = zip(entries, story(entries, standard), strict=True)
    screen.table(
        columns,
        ((line.time, line.entry, entry.actor or "", line.what, line.then) for entry, line in lines),
    )


def _list(engine: Engine, most: int, screen: Screen) -> None:
    """The newest cases."""
    from guiju.cli.open_work import short, time_text
    from guiju.journal.store.queries import columns
    from guiju.journal.store.rows import CaseRow
    from guiju.run.packing.states import STATUS

    reader: Any = engine.reader()
    sql = f"SELECT {columns(CaseRow)} FROM cases ORDER BY started DESC, no DESC LIMIT ?"
    rows = [CaseRow(*each) for each in reader.ask(sql, (most,))]
    found: list[dict[str, Any]] = [
        {
            "case": row.id,
            "status": STATUS[row.status],
            "started": time_text(row.started),
            "ended": time_text(row.ended),
            "standard": row.standard,
            "entries": row.number,
        }
        for row in rows
    ]
    if screen.json:
        screen.data({"cases": found})
    elif not found:
        screen.say(_("There is no case yet."))
    else:
        screen.table(
            (
                (_("case"), "whole"),
                _("status"),
                (_("started"), "whole"),
                (_("ended"), "whole"),
                (_("entries"), "right"),
            ),
            (
                (
                    each["case"],
                    _(each["status"]),
                    short(each["started"]),
                    short(each["ended"]),
                    each["entries"],
                )
                for each in found
            ),
        )
