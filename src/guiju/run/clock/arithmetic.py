"""Adding and measuring on a working calendar.

Every moment handed in has a time zone; every moment handed out is in UTC. A moment that amounts
to both the close of one stretch and the opening of the next is given as the close.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .amounts import Amount, WorkingDays
from .calendar import Calendar, Span
from .days import covered_until, moment, spans_on

REACH = timedelta(days=60 * 366)
"""How far a calendar is followed; a deadline further away does not exist."""

_DAY = timedelta(days=1)
_NONE = timedelta()


class OutOfReach(ValueError):
    """The calendar has too little working time within :data:`REACH` of the start."""


def add_working(calendar: Calendar, start: datetime, amount: Amount) -> datetime:
    """The moment at which ``amount``, counted from ``start``, is used up.

    Raises:
        OutOfReach: there is not that much working time in the next sixty years.
    """
    if isinstance(amount, WorkingDays):
        return _add_days(calendar, start, amount)
    return add_time(calendar, start, amount.time)


def add_time(calendar: Calendar, start: datetime, time: timedelta) -> datetime:
    """The first moment with ``time`` of work between ``start`` and it; ``start`` if that is 0.

    Raises:
        OutOfReach: as :func:`add_working`.
    """
    if time <= _NONE:
        return start.astimezone(UTC)
    for begin, end in spans_after(calendar, start):
        if end - begin >= time:
            return begin + time
        time -= end - begin
    raise OutOfReach(calendar.name)


def working_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """The working time from ``start`` to ``end``; negative where ``end`` is the earlier."""
    if end < start:
        return -working_between(calendar, end, start)
    total = _NONE
    for begin, close in spans_after(calendar, start):
        if begin >= end:
            break
        total += min(close, end) - begin
    return total


def working_days_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """How many working days begin after the working day of ``start``, up to that of ``end``."""
    day, last = day_of(calendar, start), day_of(calendar, end)
    if last < day:
        return -working_days_between(calendar, end, start)
    return sum(bool(spans_on(calendar, day + _DAY * n)) for n in range(1, (last - day).days + 1))


def day_of(calendar: Calendar, at: datetime) -> date:
    """The working day ``at`` belongs to: the day on which its shift began, else its local date."""
    local = at.astimezone(ZoneInfo(calendar.zone)).date()
    if any(begin <= at for begin, _ in spans_on(calendar, local)):
        return local
    before = spans_on(calendar, local - _DAY)
    return local - _DAY if any(begin <= at <= end for begin, end in before) else local


def is_provisional(calendar: Calendar, at: datetime) -> bool:
    """Whether ``at`` lies after the last day whose holidays are known."""
    until = covered_until(calendar)
    return until is not None and at.astimezone(ZoneInfo(calendar.zone)).date() > until


def spans_after(calendar: Calendar, start: datetime) -> Iterator[Span]:
    """Working time from ``start`` on, in order, without overlap, the first span cut at it."""
    start = start.astimezone(UTC)
    first = start.astimezone(ZoneInfo(calendar.zone)).date() - _DAY
    for number in range(REACH.days):
        for begin, end in spans_on(calendar, first + _DAY * number):
            if end > start:
                yield max(begin, start), end
                start = end


def _add_days(calendar: Calendar, start: datetime, amount: WorkingDays) -> datetime:
    if amount.ends == "close":
        last = _nth_day(calendar, day_of(calendar, start), amount.days)
        return max(end for _, end in spans_on(calendar, last))
    opening = next((begin for begin, _ in spans_after(calendar, start)), None)
    if opening is None:
        raise OutOfReach(calendar.name)
    day = day_of(calendar, opening)
    last = _nth_day(calendar, day, amount.days)
    return _close_before(calendar, last, _same_time(calendar, opening, day, last))


def _nth_day(calendar: Calendar, day: date, number: int) -> date:
    for _ in range(REACH.days):
        day += _DAY
        number -= bool(spans_on(calendar, day))
        if number == 0:
            return day
    raise OutOfReach(calendar.name)


def _same_time(calendar: Calendar, at: datetime, day: date, other: date) -> datetime:
    """What the wall clock showed at ``at``, counted from ``day``, shown again on ``other``."""
    local = at.astimezone(ZoneInfo(calendar.zone)).replace(tzinfo=None)
    since = local - datetime.combine(day, datetime.min.time())
    whole, rest = divmod(since, timedelta(minutes=1))
    return moment(calendar.zone, other, whole) + rest


def _close_before(calendar: Calendar, day: date, at: datetime) -> datetime:
    """``at`` where it is working time or its close, else the last close before it."""
    for number in range(REACH.days):
        for begin, end in reversed(spans_on(calendar, day - _DAY * number)):
            if begin < at:
                return min(at, end)
    raise OutOfReach(calendar.name)
