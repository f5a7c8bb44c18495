"""A deadline clock: what its facts amount to at one moment, worked out anew every time.

Nothing is counted up and stored. Another calendar or another amount gives another reading of the
same facts, with every pause still in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from .amounts import Amount, WorkingTime
from .arithmetic import OutOfReach, add_working, is_provisional, working_between
from .calendar import Calendar
from .course import Course, follow
from .facts import Fact

State: TypeAlias = Literal["waiting", "running", "at-risk", "paused", "breached", "stopped"]
Kind: TypeAlias = Literal["warning", "breach", "escalation"]

_NONE = timedelta()
_ORDER: dict[str, int] = {"warning": 0, "breach": 1, "escalation": 2}


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the escalation ladder.

    Attributes:
        after: working time past the deadline.
        to: role that is told.
    """

    after: WorkingTime
    to: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment at which somebody is told something. No mark decides anything.

    Attributes:
        share: per cent of the time used, of a warning.
        to: role that is told, of an escalation.
    """

    kind: Kind
    at: datetime
    share: int | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock shows. Moments are UTC, durations working time.

    Attributes:
        state: ``at-risk`` and ``breached`` say more than ``running``; a breached clock that is
            paused says ``breached``. A stopped clock was in time if ``breached_at`` is None.
        due: the deadline; while the clock is paused, as if it were resumed now. None: not
            started, or there is no such moment on this calendar.
        used: time used.
        left: time left, zero when it is used up.
        overdue: time used beyond the total.
        total: the time there is.
        paused: working time that pauses kept out of ``used``.
        provisional: ``due`` lies after the last day whose holidays are known.
        passed: the marks reached so far, in order.
        next_mark: the next one, if the clock runs; when to read it again.
    """

    state: State = "waiting"
    started: datetime | None = None
    due: datetime | None = None
    used: timedelta = _NONE
    left: timedelta = _NONE
    overdue: timedelta = _NONE
    total: timedelta = _NONE
    paused: timedelta = _NONE
    paused_since: datetime | None = None
    pause_reason: str | None = None
    breached_at: datetime | None = None
    provisional: bool = False
    passed: tuple[Mark, ...] = ()
    next_mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline as it is written in a standard.

    Attributes:
        warn: shares of the time, in per cent, at which a warning is given.
        at_risk: share from which the clock is at risk.
        ladder: steps of escalation, after the deadline.
    """

    name: str
    calendar: Calendar
    amount: Amount
    warn: tuple[int, ...] = (50, 80)
    at_risk: int = 80
    ladder: tuple[Rung, ...] = ()

    def at(self, facts: Sequence[Fact], now: datetime) -> Reading:
        """The reading at ``now`` of a clock with these facts; later facts are not seen.

        The deadline itself is the first late moment. A clock that is overdue warns and
        escalates; it never approves, completes or closes anything.
        """
        course = follow(facts, now)
        if course is None:
            return Reading()
        try:
            return _read(self, course)
        except OutOfReach:
            return Reading("stopped" if course.stopped else "running", course.started)


def _read(clock: Clock, course: Course) -> Reading:
    calendar = clock.calendar
    total, used = _total(clock, course), course.used(calendar)
    due = course.moment_of(calendar, total)
    marks = sorted(_marks(clock, course, total, due), key=lambda m: (m.at, _ORDER[m.kind]))
    ahead = [mark for mark in marks if mark.at > course.upto]
    breached = due <= course.upto
    return Reading(
        state=_state(clock, course, breached, used, total),
        started=course.started,
        due=due,
        used=used,
        left=max(_NONE, total - used),
        overdue=max(_NONE, used - total),
        total=total,
        paused=working_between(calendar, course.started, course.upto) - used,
        paused_since=course.pause.at if course.pause and not course.stopped else None,
        pause_reason=course.pause.reason if course.pause and not course.stopped else None,
        breached_at=due if breached else None,
        provisional=is_provisional(calendar, due),
        passed=tuple(mark for mark in marks if mark.at <= course.upto),
        next_mark=ahead[0] if ahead and not course.pause and not course.stopped else None,
    )


def _total(clock: Clock, course: Course) -> timedelta:
    """The time there is: a number of days is what the calendar holds from the start to its end."""
    anew, calendar = course.rescheduled, clock.calendar
    if anew is not None and anew.due is not None:
        return course.used(calendar, anew.at) + max(
            _NONE, working_between(calendar, anew.at, anew.due)
        )
    amount = anew.amount if anew is not None and anew.amount is not None else clock.amount
    if isinstance(amount, WorkingTime):
        return amount.time
    due = add_working(calendar, course.started, amount)
    return working_between(calendar, course.started, due)


def _marks(clock: Clock, course: Course, total: timedelta, due: datetime) -> Iterator[Mark]:
    calendar = clock.calendar
    yield Mark("breach", due)
    for share in clock.warn:
        yield Mark("warning", course.moment_of(calendar, total * share / 100), share=share)
    for rung in clock.ladder:
        at = course.moment_of(calendar, total + rung.after.time)
        yield Mark("escalation", at, to=rung.to)


def _state(
    clock: Clock, course: Course, breached: bool, used: timedelta, total: timedelta
) -> State:
    if course.stopped:
        return "stopped"
    if breached:
        return "breached"
    if course.pause is not None:
        return "paused"
    return "at-risk" if used * 100 >= total * clock.at_risk else "running"
