"""Open work of a case, derived from its state alone: the rows other people look for it by."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from guiju.journal.store import (
    Batch,
    IncidentRow,
    JobRow,
    TaskRow,
    TimerRow,
    WaitRow,
    pack,
    shard_of_number,
)
from guiju.run.deciding.people import candidates
from guiju.run.facts import task_facts
from guiju.run.known_turns import KnownTurn
from guiju.run.record import Record
from guiju.run.times import micros
from guiju.standard import Instance, Standard
from guiju.standard.steps import Place, Wait
from guiju.standard.steps.program import KIND
from guiju.standard.steps.state import WORK

TRIES: Final = 3
"""How often a job is tried where the model does not say."""

_USER_TASK: Final = KIND["userTask"]
_KEYED: Final = frozenset({"message", "signal"})

Rows = dict[tuple[str, Any], Any]
"""Rows by table and key."""


class Work:
    """Writes the open work of one case into a batch, as far as it has changed.

    Args:
        standard: the version; `number` is its number in the store.
        case_no: number of the case.
        now: microseconds.
        named: ids of candidate pools that are stored for certain.

    Attributes:
        opened: (name, key) of messages the case now waits for and did not before.
    """

    __slots__ = ("batch", "case_no", "named", "now", "number", "opened", "standard")

    def __init__(
        self, batch: Batch, standard: Standard, number: int, case_no: int, now: int,
        named: Container[int] = (),
    ) -> None:  # fmt: skip
        self.batch = batch
        self.standard = standard
        self.number = number
        self.case_no = case_no
        self.now = now
        self.named = named
        self.opened: list[tuple[str, str]] = []

    @property
    def shard(self) -> int:
        """The shard of the case."""
        return shard_of_number(self.case_no)

    def change(self, before: Record | None, after: Record, turn: KnownTurn | None = None) -> None:
        """Bring the rows from what they were to what they are.

        Args:
            before: None where the case has just begun.
            after: as it stands now.
            turn: what led there, where that is a known one and the facts have stayed the same.
        """
        if turn is not None:
            self._turned(turn, before, after)
            return
        self._instances(before, after)
        self._waits(before, after)
        self._incidents(before, after)
        if before is None or before.facts is not after.facts:
            self._deadlines(before, after)

    # -- tasks and jobs -----------------------------------------------------------------------

    def _turned(self, turn: KnownTurn, before: Record | None, after: Record) -> None:
        places, case_no = self.standard.program.places, self.case_no
        for iid, index in turn.ended:
            table = "tasks" if places[index].kind == _USER_TASK else "jobs"
            self.batch.put(table, (case_no, iid), None)
        for iid, index in turn.begun:
            place = places[index]
            if place.kind == _USER_TASK:
                self._task(iid, place, after, True, before)
            else:
                self._job(iid, place, after.number)

    def _instances(self, before: Record | None, after: Record) -> None:
        old: Mapping[int, Instance] = before.state.live if before is not None else {}
        new = after.state.live
        places = self.standard.program.places
        same_facts = before is not None and before.facts is after.facts
        for iid, instance in old.items():
            if instance.phase == WORK and not _works(new.get(iid)):
                table = "tasks" if places[instance.place].kind == _USER_TASK else "jobs"
                self.batch.put(table, (self.case_no, iid), None)
        for iid, instance in new.items():
            if instance.phase != WORK:
                continue
            place = places[instance.place]
            fresh = not _works(old.get(iid))
            if place.kind == _USER_TASK:
                if fresh or not same_facts:
                    self._task(iid, place, after, fresh, before)
            elif fresh:
                self._job(iid, place, after.number)

    def _task(
        self, iid: int, place: Place, after: Record, fresh: bool, before: Record | None
    ) -> None:
        facts = task_facts(after.facts, iid)
        if not fresh and before is not None:
            old = task_facts(before.facts, iid)
            same = old.get("assignee") == facts.get("assignee")
            if same and _due(before.facts, iid, old) == _due(after.facts, iid, facts):
                return
        pool, body = _pool(*map(tuple, candidates(place, facts)))
        if ~pool not in self.named:
            self.batch.put("pools", pool, (pool, body))
        key = (self.case_no, iid)
        earlier = self.batch.get("tasks", key)
        created = self.now if earlier is None else earlier.created
        row = TaskRow(
            *key, place.id, self.number, pool, facts.get("assignee") or "", created,
            _due(after.facts, iid, facts), _priority(facts, place.node.extras.priority),
        )  # fmt: skip
        self.batch.put("tasks", key, row, new=fresh)

    def _job(self, iid: int, place: Place, number: int) -> None:
        extras = place.node.extras
        tries = tries_of(place)
        # A job that is offered again must not repeat the fences of its earlier leases.
        fence = number << 20
        key = (self.case_no, iid)
        row = JobRow(self.shard, *key, extras.job or place.id, place.id, self.now, fence, "", tries)
        self.batch.put("jobs", key, row, new=True)

    # -- waits and timers ---------------------------------------------------------------------

    def _waits(self, before: Record | None, after: Record) -> None:
        old = before.state.waits if before is not None else {}
        new = after.state.waits
        slept = before is not None and bool(before.facts.get("suspended"))
        sleeps = bool(after.facts.get("suspended"))
        if not old and not new:
            return
        for wid, wait in old.items():
            if new.get(wid) != wait or (sleeps and not slept):
                self._wait(wid, wait, slept, None)
        for wid, wait in new.items():
            if old.get(wid) != wait or slept != sleeps:
                self._wait(wid, wait, sleeps, wait)

    def _wait(self, wid: int, wait: Wait, asleep: bool, put: Wait | None) -> None:
        if asleep:
            return
        if wait.due is not None:
            key: Any = (self.shard, micros(wait.due), self.case_no, wid)
            self.batch.put(
                "timers",
                key,
                None
                if put is None
                else TimerRow(self.shard, micros(wait.due), self.case_no, wid, "wait"),
            )
            return
        definition = self.standard.program.places[wait.place].catches[wait.definition].definition
        if definition.kind in _KEYED:
            name, text = definition.name or "", correlation_text(wait.key)
            key = (self.shard, definition.kind, name, text, self.case_no, wid)
            self.batch.put("waits", key, None if put is None else WaitRow(*key))
            if put is not None and definition.kind == "message":
                self.opened.append((name, text))

    # -- deadlines ----------------------------------------------------------------------------

    def _deadlines(self, before: Record | None, after: Record) -> None:
        """The next mark of each clock is a timer under the number of its instance."""
        old = {} if before is None else _marks(before)
        new = _marks(after)
        for iid, due in old.items():
            if new.get(iid) != due:
                self.batch.put("timers", (self.shard, due, self.case_no, iid), None)
        for iid, due in new.items():
            if old.get(iid) != due:
                row = TimerRow(self.shard, due, self.case_no, iid, "deadline")
                self.batch.put("timers", row[:4], row)

    # -- incidents ----------------------------------------------------------------------------

    def _incidents(self, before: Record | None, after: Record) -> None:
        old = before.state.incidents if before is not None else {}
        new = after.state.incidents
        for iid in old:
            if iid not in new:
                self.batch.put("incidents", (self.case_no, iid), None)
        for iid, incident in new.items():
            if old.get(iid) is not incident:
                key = (self.case_no, iid)
                row = IncidentRow(*key, incident.code, incident.element, self.now)
                self.batch.put("incidents", key, row)


@lru_cache(maxsize=4096)
def _pool(roles: tuple[str, ...], users: tuple[str, ...]) -> tuple[int, bytes]:
    """A set of candidates as it is stored, and the number it is found by."""
    body = pack({"roles": list(roles), "users": list(users)})
    return int.from_bytes(blake2b(body, digest_size=6).digest(), "big"), body


def _marks(record: Record) -> dict[int, int]:
    """When the next mark of each clock is to be told; nothing is while the case is suspended."""
    known = record.facts.get("deadlines")
    if not known or record.facts.get("suspended"):
        return {}
    return {int(iid): spec["next"] for iid, spec in known.items() if "next" in spec}


def _due(facts: Mapping[str, Any], iid: int, task: Mapping[str, Any]) -> int:
    """When a task is due: as the model says, else as its deadline says; 0 where neither does."""
    deadline = facts.get("deadlines", {}).get(str(iid), {})
    return int(task.get("due") or deadline.get("due") or 0)


def tries_of(place: Place) -> int:
    """How often a job of an element is tried in all."""
    retries = place.node.extras.retries
    return TRIES if retries is None else max(1, retries)


def _works(instance: Instance | None) -> bool:
    return instance is not None and instance.phase == WORK


def _priority(task: Mapping[str, Any], text: str | None) -> int:
    """What an expression gave when the task was opened, else the number the model says, else 50."""
    found = task.get("priority")
    if found is None:
        found = text if text is not None and text.lstrip("-").isdigit() else 50
    return int(found)


def correlation_text(key: Any) -> str:
    """A correlation value as it is looked up; "" for any."""
    return "" if key is None else pack(key).decode()
