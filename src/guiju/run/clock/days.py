"""What a calendar says of one day, and which moments of UTC that is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .calendar import DAY, Calendar, Shifts, Span
from .public import known_until, public_days


def shifts_on(calendar: Calendar, day: date) -> Shifts:
    """The shifts that begin on ``day``, in order. The first rule that speaks of the day wins.

    1. ``days``: shifts written for this very date; 2. ``closed``; 3. ``open``; 4. closed every
    year; 5. the country's adjusted working days and holidays; 6. the week. A day that is worked
    by rule 5 or 6 takes the ``yearly`` shifts where there are some for its month and day.
    """
    if day in calendar.days:
        return calendar.days[day]
    if day in calendar.closed:
        return ()
    if day in calendar.open:
        return calendar.week[day.weekday()] or calendar.week[calendar.adjusted_as]
    if (day.month, day.day) in calendar.closed_yearly:
        return ()
    usual = _by_country(calendar, day)
    return calendar.yearly.get((day.month, day.day), usual) if usual else usual


def _by_country(calendar: Calendar, day: date) -> Shifts:
    if calendar.country is not None:
        off, adjusted = public_days(calendar.country, calendar.subdivision, day.year)
        if day in adjusted:
            return calendar.week[calendar.adjusted_as]
        if day in off:
            return ()
    return calendar.week[day.weekday()]


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether a shift begins on ``day``."""
    return bool(shifts_on(calendar, day))


def covered_until(calendar: Calendar) -> date | None:
    """The last day the calendar is sure of; a deadline after it is provisional. None: no end."""
    if calendar.covered_until is not None or calendar.country is None:
        return calendar.covered_until
    return known_until(calendar.country, calendar.subdivision)


def spans_on(calendar: Calendar, day: date) -> tuple[Span, ...]:
    """The shifts that begin on ``day`` as spans of UTC, in order; none of them is empty.

    Where a night shift reaches into the shifts of the next day (a special day, a holiday beside
    it), the time is the night shift's: no moment belongs to two days, and days close in order.
    """
    found = calendar.spans.get(day)
    if found is None:
        before = max((end for _, end in _written(calendar, day - timedelta(days=1))), default=None)
        found = tuple(
            (begin if before is None else max(begin, before), end)
            for begin, end in _written(calendar, day)
            if before is None or before < end
        )
        calendar.spans[day] = found
    return found


def _written(calendar: Calendar, day: date) -> tuple[Span, ...]:
    """The shifts as they are written, each in UTC."""
    moments = (
        (moment(calendar.zone, day, shift.start), moment(calendar.zone, day, shift.end))
        for shift in sorted(shifts_on(calendar, day))
    )
    return tuple((begin, end) for begin, end in moments if begin < end)


def moment(zone: str, day: date, minutes: int) -> datetime:
    """The UTC moment at which the wall clock of ``zone`` shows ``minutes`` after midnight.

    A time the clock shows twice is its first showing; a time it leaps over is the moment of the
    leap. So shifts that touch on the wall clock touch in UTC too, and an hour is always an hour:
    a night shift is seven or nine hours long in the nights when the clock is changed.
    """
    local = datetime.combine(day + timedelta(days=minutes // DAY), time(), ZoneInfo(zone))
    local += timedelta(minutes=minutes % DAY)
    before = local.replace(fold=0).astimezone(UTC)
    if before.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None):
        return before
    return _leap(local)


def _leap(local: datetime) -> datetime:
    """The moment at which the clock leaps over ``local``: where its offset from UTC changes."""
    low, high = (local.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    offset = high.astimezone(local.tzinfo).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(local.tzinfo).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
