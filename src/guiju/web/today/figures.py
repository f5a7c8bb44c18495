"""A person's own figures, and how their steps fit the deadlines of the standards.

Nothing looks entries up by person, so the newest are read from their end; what was found holds for
a minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final

from django.core.cache import cache

from guiju.journal import Entry
from guiju.run.engine import Engine
from guiju.run.readings import of_entries
from guiju.run.times import micros
from guiju.web.texts import texts

DAYS: Final = 30
NEWEST: Final = 100_000
"""Entries of each shard that are looked at."""
CASES: Final = 40
"""Cases whose deadlines are looked at, the newest."""
HOLDS: Final = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """How a step of a standard went in somebody's hands.

    Attributes:
        done: how often they handed it in.
        lead: how long it usually took from its entering, the median.
        timed: how many of them had a deadline; `late` of these came after it.
    """

    standard: int
    element: str
    done: int
    lead: timedelta
    timed: int
    late: int

    def name(self, tongue: str) -> str:
        """What the step is called."""
        return texts(self.standard).name(self.element, tongue)


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody did lately.

    Attributes:
        done: entries that were theirs in the last 30 days.
        cases: cases they had a hand in.
        week: entries of the last seven days.
        steps: of their newest cases, the most frequent first.
    """

    done: int
    cases: int
    week: int
    steps: tuple[Kept, ...] = ()

    @property
    def timed(self) -> int:
        """Steps with a deadline."""
        return sum(each.timed for each in self.steps)

    @property
    def late(self) -> int:
        """Those of them that came after it."""
        return sum(each.late for each in self.steps)

    @property
    def share(self) -> int | None:
        """Late ones in per cent; None where nothing had a deadline."""
        return round(100 * self.late / self.timed) if self.timed else None


def figures_of(engine: Engine, person: str, now: datetime) -> Figures:
    """The figures of one person."""
    key = f"figures:{id(engine)}:{person}"
    found: Figures | None = cache.get(key)
    if found is None:
        found = _count(engine, person, now)
        cache.set(key, found, HOLDS)
    return found


def _count(engine: Engine, person: str, now: datetime) -> Figures:
    reader: Any = engine.reader()
    since, week = (micros(now - timedelta(days=each)) for each in (DAYS, 7))
    sql = (
        "SELECT time, case_no FROM entries"
        " WHERE shard = ? AND seq > ? AND actor = ? AND time >= ? ORDER BY seq DESC"
    )
    rows: list[tuple[int, int]] = []
    for shard, last in reader.ask("SELECT shard, seq FROM shards"):
        rows += reader.ask(sql, (shard, last - NEWEST, person, since))
    cases = list(dict.fromkeys(case for _, case in sorted(rows, reverse=True)))
    lately = sum(time >= week for time, _ in rows)
    steps = _steps(engine, person, cases[:CASES], now)
    return Figures(len(rows), len(cases), lately, tuple(steps))


@dataclass(frozen=True, slots=True)
class _Done:
    """A step that somebody handed in; `late` is None where no deadline ran."""

    standard: int
    element: str
    lead: timedelta
    late: bool | None


def _steps(engine: Engine, person: str, cases: Iterable[int], now: datetime) -> Sequence[Kept]:
    by_step: dict[tuple[int, str], list[_Done]] = {}
    for number in cases:
        for each in _handed_in(engine, person, number, now):
            by_step.setdefault((each.standard, each.element), []).append(each)
    found = [_kept(*step, done) for step, done in by_step.items()]
    return sorted(found, key=lambda each: (-each.done, each.element))


def _kept(standard: int, element: str, done: Sequence[_Done]) -> Kept:
    timed = [each.late for each in done if each.late is not None]
    lead = timedelta(seconds=median(each.lead.total_seconds() for each in done))
    return Kept(standard, element, len(done), lead, len(timed), sum(timed))


def _handed_in(engine: Engine, person: str, number: int, now: datetime) -> Iterator[_Done]:
    case = engine.reader().case_id(number)
    row = engine.reader().case(case) if case is not None else None
    if case is None or row is None:
        return
    entries = engine.entries(case)
    beside = engine.standards.by_no(row.standard).beside
    late = {
        each.instance: each.reading.breached_at is not None
        for each in of_entries(entries, beside, now)
    }
    entered: dict[int, datetime] = {}
    for entry in entries:
        iid = _instance(entry)
        if entry.kind == "TaskCompleted" and entry.actor == person and iid in entered:
            lead = entry.time - entered[iid]
            yield _Done(row.standard, entry.element or "", lead, late.get(iid))
        for what, _, instance in entry.path:
            if what == "entered":
                entered[instance] = entry.time


def _instance(entry: Entry) -> int:
    return entry.step[1] if entry.step else -1
