"""Open tasks as people see them, each with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from guiju.journal.store import unpack
from guiju.journal.store.rows import TaskRow
from guiju.run.engine import Engine
from guiju.run.facts import task_facts
from guiju.run.record import Record
from guiju.run.times import moment
from guiju.standard.steps import Place
from guiju.web.policy import Visitor
from guiju.web.texts import Texts, texts

Offer = tuple[tuple[str, ...], tuple[str, ...]]
"""Roles and users of a set of candidates."""


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


@lru_cache(maxsize=65_536)
def _offer(body: bytes) -> Offer:
    told = unpack(body)
    return tuple(told["roles"]), tuple(told["users"])


def offers_of(reader: Any) -> dict[int, Offer]:
    """Roles and users of every set of candidates."""
    return {id_: _offer(bytes(body)) for id_, body in reader.pools()}


def task_of(row: TaskRow, case: str, offers: Mapping[int, Offer]) -> Task:
    """A task as people see it, from its row and the name of its case."""
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
    task = task_of(found, case, offers_of(reader))
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
