"""The course of one clock: when it ran, when it rested, when a given share of time was used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from .arithmetic import add_time, working_between
from .calendar import Calendar
from .facts import Fact, Paused, Rescheduled, Resumed, Started, Stopped, legal


@dataclass(frozen=True, slots=True)
class Course:
    """What the facts up to one moment amount to.

    Attributes:
        started: first moment of the first run.
        upto: the moment looked from; when the clock was stopped, if it was.
        runs: stretches during which it ran; the last may be empty, and ends at ``upto`` if open.
        pause: the pause that lasts now, or None.
        stopped: whether it was stopped.
        rescheduled: the last one, or None.
    """

    started: datetime
    upto: datetime
    runs: tuple[tuple[datetime, datetime], ...]
    pause: Paused | None
    stopped: bool
    rescheduled: Rescheduled | None

    def used(self, calendar: Calendar, until: datetime | None = None) -> timedelta:
        """Working time used by all runs, as far as they lie before ``until``."""
        total = timedelta()
        for begin, end in self.runs:
            end = end if until is None else min(end, until)
            if begin < end:
                total += working_between(calendar, begin, end)
        return total

    def moment_of(self, calendar: Calendar, used: timedelta) -> datetime:
        """When ``used`` is reached, if from ``upto`` on the clock runs without a pause."""
        for begin, end in self.runs:
            here = working_between(calendar, begin, end)
            if here >= used:
                return add_time(calendar, begin, used)
            used -= here
        return add_time(calendar, self.upto, used)


def _until(facts: Sequence[Fact], now: datetime) -> Iterator[Fact]:
    """The facts up to the first one that has not happened yet."""
    return takewhile(lambda fact: fact.at <= now, facts)


def follow(facts: Sequence[Fact], now: datetime) -> Course | None:
    """The course the facts up to ``now`` describe; None where the clock has not been started.

    A fact that is dated before the one it follows (a clock was set back) counts as of that one.
    """
    happened = legal(tuple(_until(facts, now)))
    if not happened:
        return None
    runs: list[tuple[datetime, datetime]] = []
    since: datetime | None = None
    pause: Paused | None = None
    rescheduled: Rescheduled | None = None
    stopped, at = False, happened[0].at
    for fact in happened:
        at = max(at, fact.at)
        if isinstance(fact, Started | Resumed):
            since, pause = at, None
        elif isinstance(fact, Rescheduled):
            rescheduled = fact
        else:
            if since is not None:
                runs.append((since, at))
            since, stopped = None, isinstance(fact, Stopped)
            pause = fact if isinstance(fact, Paused) else pause
    upto = at if stopped else max(at, now)
    if since is not None:
        runs.append((since, upto))
    return Course(happened[0].at, upto, tuple(runs), pause, stopped, rescheduled)
