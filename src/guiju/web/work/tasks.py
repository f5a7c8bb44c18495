"""Open tasks as people see them: pages of a list, and one with all that belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import merge
from typing import Any, Final

from guiju.journal.store import unpack
from guiju.journal.store.queries import columns, marks
from guiju.journal.store.rows import TaskRow
from guiju.run.engine import Engine
from guiju.run.facts import task_facts
from guiju.run.record import Record
from guiju.run.times import micros, moment
from guiju.standard.steps import Place
from guiju.web.policy import Visitor
from guiju.web.texts import Texts, texts

PAGE: Final = 50
SORTS: Final = ("due", "created", "priority")
DUES: Final = ("late", "today", "week", "none")
COUNTED: Final = 1000
"""Beyond this many, a list says "more than"."""


@dataclass(frozen=True, slots=True)
class Task:
    """An open task.

    Attributes:
        case, task: which instance of which case; `number` is the case's number in the engine.
        element, standard: which step of which standard.
        assignee: who has it; "" for nobody.
        roles, users: to whom it is offered.
        created, due: when; `due` None where nothing is set.
        signers: whose signature is waited for.
    """

    case: str
    task: int
    number: int
    element: str
    standard: int
    assignee: str
    roles: tuple[str, ...]
    users: tuple[str, ...]
    created: datetime
    due: datetime | None
    priority: int
    signers: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What addresses and forms call it."""
        return f"{self.case}:{self.task}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is to show.

    Attributes:
        whose: mine, offered, or all that are mine or offered.
        standards: numbers of standards; empty for all.
        due: one of `DUES`, or "".
        least: the lowest priority shown.
        sort: one of `SORTS`.
        start: how many are passed over.
    """

    whose: str = "both"
    standards: tuple[int, ...] = ()
    due: str = ""
    least: int = 0
    sort: str = "due"
    start: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of tasks; `more` says that there are others behind it."""

    tasks: tuple[Task, ...] = ()
    more: bool = False
    counts: dict[str, int] = field(default_factory=dict)


_ORDER: Final = {
    "due": "(t.due = 0), t.due, t.created, t.case_no, t.task",
    "created": "t.created, t.case_no, t.task",
    "priority": "-t.priority, (t.due = 0), t.due, t.created, t.case_no, t.task",
}


def find(engine: Engine, who: Visitor, asked: Asked, now: datetime) -> Found:
    """A page of the tasks somebody has or may take."""
    reader: Any = engine.reader()
    offers = offers_of(reader)
    pools = [id_ for id_, (roles, users) in offers.items() if _offered(who, roles, users)]
    groups: list[tuple[str, list[Any]]] = []
    if asked.whose in ("mine", "both"):
        groups.append(("t.assignee = ?", [who.id]))
    if asked.whose in ("offered", "both"):
        groups += [("t.assignee = '' AND t.pool = ?", [pool]) for pool in pools]
    more, values = _filters(asked, now)
    # The names of cases are joined to the page alone, not to all that is sorted for it.
    sql = (
        f"SELECT {columns(TaskRow, 't')}, c.id FROM (SELECT {columns(TaskRow, 't')} FROM tasks t"
        f" WHERE {{}} ORDER BY {_ORDER[asked.sort]} LIMIT ?) t JOIN cases c ON c.no = t.case_no"
        f" ORDER BY {_ORDER[asked.sort]}"
    )
    wanted = asked.start + PAGE + 1
    pages = [
        [
            _task(TaskRow(*row[:-1]), row[-1], offers)
            for row in reader.ask(sql.format(where + more), (*given, *values, wanted))
        ]
        for where, given in groups
    ]
    shown = list(merge(*pages, key=_keys[asked.sort]))[asked.start : wanted]
    return Found(tuple(shown[:PAGE]), len(shown) > PAGE)


def counts(engine: Engine, who: Visitor, now: datetime) -> dict[str, int]:
    """How many tasks somebody has, may take, has late, and has due today; at most `COUNTED`."""
    reader: Any = engine.reader()
    offers = offers_of(reader)
    pools = [id_ for id_, (roles, users) in offers.items() if _offered(who, roles, users)]
    moments = [micros(now), micros(now + timedelta(days=1))]

    def count(where: str, values: Sequence[Any]) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM tasks t WHERE {where} LIMIT {COUNTED + 1}) x"
        return int(reader.ask(sql, tuple(values))[0][0])

    return {
        "mine": count("t.assignee = ?", [who.id]),
        "offered": count(f"t.assignee = '' AND t.pool IN ({marks(pools)})", pools),
        "late": count("t.assignee = ? AND t.due > 0 AND t.due < ?", [who.id, moments[0]]),
        "soon": count("t.assignee = ? AND t.due >= ? AND t.due < ?", [who.id, *moments]),
    }


def _filters(asked: Asked, now: datetime) -> tuple[str, list[Any]]:
    more, values = "", list[Any]()
    if asked.standards:
        more += f" AND t.standard IN ({marks(asked.standards)})"
        values += asked.standards
    if asked.least:
        more += " AND t.priority >= ?"
        values.append(asked.least)
    here = micros(now)
    if asked.due == "late":
        more += " AND t.due > 0 AND t.due < ?"
        values.append(here)
    elif asked.due in ("today", "week"):
        span = timedelta(days=1 if asked.due == "today" else 7)
        more += " AND t.due >= ? AND t.due < ?"
        values += [here, micros(now + span)]
    elif asked.due == "none":
        more += " AND t.due = 0"
    return more, values


_FAR: Final = datetime(9999, 12, 31)  # noqa: DTZ001


def _due_key(task: Task) -> tuple[Any, ...]:
    due = task.due.replace(tzinfo=None) if task.due else _FAR
    return (due, task.created, task.number, task.task)


_keys: Final = {
    "due": _due_key,
    "created": lambda task: (task.created, task.number, task.task),
    "priority": lambda task: (-task.priority, *_due_key(task)),
}


def offers_of(reader: Any) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Roles and users of every set of candidates."""
    found = {}
    for id_, body in reader.pools():
        offer = unpack(body)
        found[id_] = (tuple(offer["roles"]), tuple(offer["users"]))
    return found


def _offered(who: Visitor, roles: Collection[str], users: Collection[str]) -> bool:
    return (not roles and not users) or who.id in users or not who.roles.isdisjoint(roles)


def _task(row: TaskRow, case: str, offers: dict[int, Any]) -> Task:
    roles, users = offers.get(row.pool, ((), ()))
    return Task(
        case,
        row.task,
        row.case_no,
        row.element,
        row.standard,
        row.assignee,
        roles,
        users,
        moment(row.created),
        moment(row.due) if row.due else None,
        row.priority,
    )


# -- one task -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Open:
    """One open task with its case.

    Attributes:
        record: the case; None for one whose data has been erased.
        place: the step in the model.
        facts: what is known of the task beside the model: draft, owner, signers.
    """

    task: Task
    record: Record
    place: Place
    texts: Texts
    facts: dict[str, Any]

    @property
    def draft(self) -> dict[str, Any] | None:
        """What was filled in before and kept."""
        text = self.facts.get("draft")
        return dict(unpack(text.encode())) if text else None


def load(engine: Engine, id_: str) -> Open | None:
    """A task by what addresses call it; None where it is not open."""
    case, colon, number = id_.rpartition(":")
    if not colon or not number.isdecimal() or len(number) > 9:
        return None
    reader = engine.reader()
    row = reader.case(case)
    found = reader.task(row.no, int(number)) if row is not None and row.status == 0 else None
    record = engine.record(case) if found is not None else None
    if row is None or found is None or record is None:
        return None
    facts = dict(task_facts(record.facts, found.task))
    task = _task(found, case, offers_of(reader))
    missing = [each for each in facts.get("signers", ()) if each not in facts.get("signed", ())]
    deployed = texts(row.standard)
    program = deployed.standard.program
    place = program.places[program.index[found.element]]
    return Open(replace(task, signers=tuple(missing)), record, place, deployed, facts)


def to_sign(engine: Engine, who: Visitor, cases: Iterable[str]) -> list[Task]:
    """Open tasks of some cases that wait for somebody's signature."""
    found = []
    for case in cases:
        record = engine.record(case)
        for number, facts in (record.facts.get("tasks", {}) if record else {}).items():
            signed = facts.get("signed", ())
            if who.id in facts.get("signers", ()) and who.id not in signed:
                one = load(engine, f"{case}:{number}")
                if one is not None:
                    found.append(one.task)
    return found
