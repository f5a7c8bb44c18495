"""Cases as pages show them: lists, and one with its diagram, timeline, data and trouble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from guiju.journal import Entry
from guiju.journal.store import case_number
from guiju.run.engine import Engine
from guiju.run.packing.states import STATUS
from guiju.run.record import Record
from guiju.run.times import micros, moment
from guiju.standard.layout import Mark, picture, pools_of, to_svg
from guiju.standard.model.definitions import Definitions
from guiju.standard.pack import in_language, renamed
from guiju.web.cases import keys
from guiju.web.cases.story import hands_of
from guiju.web.people import names
from guiju.web.policy import Visitor, can
from guiju.web.sentences import sentence
from guiju.web.texts import Texts, texts

PAGE: Final = 50
STATES: Final = ("active", "completed", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list."""

    id: str
    standard: int
    status: str
    started: datetime
    ended: datetime | None
    tasks: int


@dataclass(frozen=True, slots=True)
class Case:
    """One case.

    Attributes:
        record: where it is; None where it cannot be read.
        hands: what the policy looks at.
    """

    id: str
    no: int
    status: str
    started: datetime
    ended: datetime | None
    texts: Texts
    record: Record | None
    entries: Sequence[Entry]
    hands: Any


def load(engine: Engine, id_: str) -> Case | None:
    """A case by its name."""
    reader = engine.reader()
    row = reader.case(id_)
    if row is None:
        return None
    entries = engine.entries(id_)
    told = texts(row.standard)
    assignees = [each.assignee for each in reader.tasks_of(row.no)]
    return Case(
        row.id,
        row.no,
        STATUS[row.status],
        moment(row.started),
        moment(row.ended) if row.ended else None,
        told,
        engine.record(id_),
        entries,
        hands_of(entries, assignees, told),
    )


def find(
    engine: Engine, who: Visitor, text: str, status: str, standard: int, start: int
) -> tuple[list[Row], bool]:
    """A page of the cases somebody may see, the newest first, and whether there are more.

    Args:
        text: what the name begins with, or a whole business key.
        status: one of `STATES`, or "".
        standard: number of a standard, or 0.
    """
    reader: Any = engine.reader()
    where, values = visible(engine, who)
    if text:
        more, given = called(text)
        where += more
        values += given
    if status in STATES:
        where += " AND c.status = ?"
        values.append(list(STATUS).index(status))
    if standard:
        where += " AND c.standard = ?"
        values.append(standard)
    rows = newest(reader, where, values, start + PAGE + 1)[start:]
    found = [
        Row(id_, no, STATUS[state], moment(begun), moment(ended) if ended else None, tasks)
        for id_, no, state, begun, ended, tasks, _ in rows
    ]
    return found[:PAGE], len(found) > PAGE


def called(text: str) -> tuple[str, list[Any]]:
    """The condition for cases whose name begins with a text, or that have it as a key."""
    numbers = list(keys.find(text))
    names = "c.id >= ? AND c.id < ?"
    if not numbers:
        return f" AND {names}", [text, text + "\U0010ffff"]
    marks = ",".join("?" * len(numbers))
    return f" AND ({names} OR c.no IN ({marks}))", [text, text + "\U0010ffff", *numbers]


def newest(reader: Any, where: str, values: Sequence[Any], most: int) -> list[Any]:
    """Rows (id, standard, status, started, ended, open tasks, number) of cases, the newest first.

    Cases of a shard are numbered as they start, so each shard is read from its end, by its key, and
    only as far as a page goes.
    """
    sql = (
        "SELECT c.id, c.standard, c.status, c.started, c.ended,"
        " (SELECT count(*) FROM tasks t WHERE t.case_no = c.no), c.no FROM cases c"
        f" WHERE {where} AND c.no >= ? AND c.no < ? ORDER BY c.no DESC LIMIT ?"
    )
    shards = [each for (each,) in reader.ask("SELECT shard FROM shards")]
    runs = (
        reader.ask(sql, (*values, case_number(each, 0), case_number(each + 1, 0), most))
        for each in shards
    )
    found = [row for run in runs for row in run]
    return sorted(found, key=lambda row: (row[3], row[6]), reverse=True)[:most]


def visible(engine: Engine, who: Visitor) -> tuple[str, list[Any]]:
    """The cases of standards somebody has a part in, and those they had a hand in."""
    if who.has("owner", "auditor", "administrator", "engineer"):
        return "1 = 1", []
    numbers = [
        row.no
        for row in engine.reader().standards()
        if can(who, "case.see", hands_of((), (), texts(row.no)))
    ]
    marks = ",".join("?" * len(numbers)) or "NULL"
    mine = "EXISTS (SELECT 1 FROM entries e WHERE e.case_no = c.no AND e.actor = ?)"
    return f"(c.standard IN ({marks}) OR {mine})", [*numbers, who.id]


# -- the diagram and its twin -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepRow:
    """An element of the diagram as a row.

    Attributes:
        times: how often it was reached; `open` how often it is open now.
        who: names of those who did it.
        last: when it was last completed.
        stuck: an incident keeps it from going on.
    """

    element: str
    name: str
    times: int
    open: int
    who: str
    last: datetime | None
    stuck: bool


def steps_of(case: Case, tongue: str) -> list[StepRow]:
    """Every step that was reached, in the order it was first reached."""
    reached: dict[str, int] = {}
    done: dict[str, tuple[datetime, set[str]]] = {}
    for entry in case.entries:
        for what, element, _ in entry.path:
            if what in ("started", "entered", "begun", "opened"):
                reached[element] = reached.get(element, 0) + 1
            elif what == "completed":
                reached.setdefault(element, 1)
                hands = done.get(element, (entry.time, set()))[1]
                if entry.actor and entry.element == element:
                    hands.add(entry.actor)
                done[element] = (entry.time, hands)
    known = names(each for _, hands in done.values() for each in hands)
    live, stuck = _live(case)
    program = case.texts.standard.program
    rows = []
    for element in [*reached, *(each for each in live if each not in reached)]:
        index = program.index.get(element)
        if index is None:
            continue
        last, hands = done.get(element, (None, set()))
        who = ", ".join(sorted(known.get(each, each) for each in hands))
        rows.append(
            StepRow(
                element,
                case.texts.name(element, tongue),
                reached.get(element, 0),
                live.get(element, 0),
                who,
                last,
                element in stuck,
            )
        )
    return rows


def _live(case: Case) -> tuple[dict[str, int], set[str]]:
    """Open elements with their number, and those that are stuck."""
    live: dict[str, int] = {}
    stuck: set[str] = set()
    if case.record is None or case.status != "active":
        return live, stuck
    places = case.texts.standard.program.places
    state = case.record.state
    for number, instance in state.live.items():
        if instance.place < 0:
            continue
        element = places[instance.place].id
        live[element] = live.get(element, 0) + 1
        if number in state.incidents:
            stuck.add(element)
    return live, stuck


def drawing(case: Case, tongue: str, rows: Sequence[StepRow], words: Mapping[str, str]) -> str:
    """The diagram as SVG: how often each step was reached, tokens where the case is now.

    Of a file with several pools only those are drawn that the case has been in.
    """
    definitions = case.texts.standard.definitions
    marks = {
        row.element: Mark(
            0.9 if row.open else 0.15 if row.times else 0.0,
            words["stuck"] if row.stuck else "●" if row.open else str(row.times or ""),
            f"{row.name}: {words['open'] if row.open else row.who}",
        )
        for row in rows
    }
    if tongue != "en":
        definitions = _said(case.texts, tongue)
    reached = {row.element for row in rows if row.open or row.times}
    return to_svg(definitions, pools_of(picture(definitions), reached), marks, prefix="d-")


_drawn: dict[tuple[str, str], Definitions] = {}


def _said(texts: Texts, tongue: str) -> Definitions:
    """The model with its names in a language; made once for each deployed text."""
    key = (texts.standard.digest, tongue)
    if key not in _drawn:
        definitions = texts.standard.definitions
        _drawn[key] = (
            in_language(texts.pack, definitions, tongue)
            if texts.pack is not None
            else renamed(definitions, lambda name: texts.say("processes", name, tongue))
        )
    return _drawn[key]


@dataclass(frozen=True, slots=True)
class Trouble:
    """An incident: what is stuck where, and whether trying again helps."""

    instance: int
    step: str
    code: str
    text: str
    retry_helps: bool


def troubles_of(case: Case, tongue: str) -> list[Trouble]:
    """Open incidents of a case."""
    if case.record is None:
        return []
    return [
        Trouble(
            number, case.texts.name(one.element, tongue), one.code, sentence(one), one.retry_helps
        )
        for number, one in case.record.state.incidents.items()
    ]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A deadline of a case with its clock.

    Attributes:
        state: waiting, running, at-risk, breached, paused or stopped.
        used: share of the time that is used, in per cent.
        pause: why it is paused; "" where it is not.
    """

    step: str
    name: str
    state: str
    due: datetime | None
    used: int
    pause: str
    provisional: bool


def clocks_of(
    engine: Engine, id_: str, told: Texts, tongue: str, element: str = ""
) -> list[ClockRow]:
    """The deadlines of a case that run; with an element, those of it alone."""
    found = []
    for one in engine.deadlines(id_):
        if element and one.element != element:
            continue
        reading = one.reading
        whole = reading.total.total_seconds()
        share = round(100 * reading.used.total_seconds() / whole) if whole else 0
        paused = reading.paused_since is not None
        found.append(
            ClockRow(
                told.name(one.element, tongue),
                told.deadline(one.deadline, tongue),
                "paused" if paused else str(reading.state),
                reading.due,
                100 if reading.breached_at else min(100, share),
                (reading.pause_reason or "") if paused else "",
                reading.provisional,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something the case waits for: a time or a message."""

    step: str
    due: datetime | None
    key: str


def waits_of(case: Case, tongue: str) -> list[Waiting]:
    """What a case waits for beside its tasks."""
    if case.record is None or case.status != "active":
        return []
    places = case.texts.standard.program.places
    return [
        Waiting(
            case.texts.name(places[each.place].id, tongue),
            each.due,
            "" if each.key is None else str(each.key),
        )
        for each in case.record.state.waits.values()
    ]


def stuck_now(engine: Engine, most: int) -> list[tuple[str, str, str, datetime]]:
    """(case, element, code, since) of the oldest incidents."""
    reader: Any = engine.reader()
    sql = (
        "SELECT c.id, i.element, i.code, i.since FROM incidents i JOIN cases c ON c.no = i.case_no"
        " ORDER BY i.since LIMIT ?"
    )
    return [(id_, el, code, moment(since)) for id_, el, code, since in reader.ask(sql, (most,))]


def late_now(engine: Engine, now: datetime) -> int:
    """How many open tasks are late."""
    reader: Any = engine.reader()
    sql = "SELECT count(*) FROM tasks WHERE due > 0 AND due < ?"
    return int(reader.ask(sql, (micros(now),))[0][0])
