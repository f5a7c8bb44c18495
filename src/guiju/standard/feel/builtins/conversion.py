"""Conversion functions (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

import re

from guiju.standard.feel import temporal
from guiju.standard.feel.numbers import DECIMAL128, Number, settled
from guiju.standard.feel.run import Refused, Run
from guiju.standard.feel.temporal import Date, DateTime, DaysTimeDuration, Time
from guiju.standard.feel.temporal.civil import is_date
from guiju.standard.feel.temporal.durations import SECOND
from guiju.standard.feel.temporal.zones import zone
from guiju.standard.feel.texts import text_of
from guiju.standard.feel.values import Value

from .signature import built_in

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


@built_in("date(from: string|date|date and time)")
def date(source: str | Date | DateTime) -> Value:
    """A date from its text, or of a date and time."""
    if isinstance(source, str):
        return _read(temporal.date(source), source, "date")
    return source.date if isinstance(source, DateTime) else source


@built_in("date(year: number, month: number, day: number)")
def date_of(year: Number, month: Number, day: Number) -> Value:
    """A date from its parts."""
    parts = (_part(year), _part(month), _part(day))
    if not is_date(*parts):
        raise Refused("there is no such day")
    return Date(*parts)


def _part(number: Number) -> int:
    """A part of a date as an int; far out of range where it is not whole."""
    return int(number) if -(10**12) < number < 10**12 and number == int(number) else 10**12


def _read(value: Value, text: str, kind: str) -> Value:
    if value is None:
        raise Refused("'{text}' is no {kind}", text=text[:40], kind=kind)
    return value


@built_in("time(from: string|time|date and time)")
def time(source: str | Time | DateTime) -> Value:
    """A time from its text, or of a date and time; of a date, its midnight in UTC."""
    if isinstance(source, str):
        return _read(temporal.time(source), source, "time")
    return source.time if isinstance(source, DateTime) else source


@built_in(
    "time(hour: number, minute: number, second: number, offset?: days and time duration|null)"
)
def time_of(hour: Number, minute: Number, second: Number, offset: DaysTimeDuration | None) -> Value:
    """A time from its parts, with an offset from UTC."""
    nanoseconds = _clock(hour, minute, second)
    return Time(nanoseconds, None if offset is None else _offset(offset))


def _clock(hour: Number, minute: Number, second: Number) -> int:
    if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second < 60):
        raise Refused("there is no such time of day")
    return (int(hour) * 3_600 + int(minute) * 60) * SECOND + int(second * SECOND)


def _offset(offset: DaysTimeDuration) -> int:
    seconds = int(offset.nanoseconds / SECOND)
    if abs(seconds) > 18 * 3_600:
        raise Refused("an offset is at most 18 hours")
    return seconds


@built_in("date and time(from: string|date and time)")
def date_and_time(source: str | DateTime) -> Value:
    """A date and time from its text; of a date, its midnight."""
    if isinstance(source, str):
        return _read(temporal.date_and_time(source), source, "date and time")
    return source


@built_in("date and time(date: date|date and time, time: time)")
def date_and_time_of(day: Date | DateTime, clock: Time) -> Value:
    """A date and time from its parts; offset and zone are the time's."""
    return DateTime(day.date if isinstance(day, DateTime) else day, clock)


@built_in(
    "date and time(year: number, month: number, day: number, hour: number, minute: number,"
    " second: number)"
)
def date_and_time_of_parts(
    year: Number, month: Number, day: Number, hour: Number, minute: Number, second: Number
) -> Value:
    """A local date and time from its six parts."""
    return DateTime(date_of(year, month, day), Time(_clock(hour, minute, second)))


@built_in(
    "date and time(year: number, month: number, day: number, hour: number, minute: number,"
    " second: number, offset: days and time duration)"
)
def date_and_time_with_offset(
    year: Number,
    month: Number,
    day: Number,
    hour: Number,
    minute: Number,
    second: Number,
    offset: DaysTimeDuration,
) -> Value:
    """A date and time from its parts with an offset from UTC."""
    return DateTime(date_of(year, month, day), Time(_clock(hour, minute, second), _offset(offset)))


@built_in(
    "date and time(year: number, month: number, day: number, hour: number, minute: number,"
    " second: number, timezone: string)"
)
def date_and_time_with_zone(
    year: Number,
    month: Number,
    day: Number,
    hour: Number,
    minute: Number,
    second: Number,
    timezone: str,
) -> Value:
    """A date and time from its parts with an IANA zone."""
    if zone(timezone) is None:
        raise Refused("'{zone}' is no time zone", zone=timezone[:40])
    clock = Time(_clock(hour, minute, second), zone=timezone)
    return DateTime(date_of(year, month, day), clock)


@built_in("duration(from: string|days and time duration|years and months duration)")
def duration(source: Value) -> Value:
    """A duration from its text."""
    if isinstance(source, str):
        return _read(temporal.duration(source), source, "duration")
    return source


@built_in("years and months duration(from: date|date and time, to: date|date and time)")
def years_and_months(start: Date | DateTime, end: Date | DateTime) -> Value:
    """Whole months from one to the other, negative where the second is first."""
    first, last = _day(start), _day(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return temporal.YearsMonthsDuration(months)


def _day(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


@built_in("number(from: string, grouping separator?: string|null, decimal separator?: string|null)")
def number(source: str, grouping: str | None, point: str | None) -> Value:
    """A number from its text, with the separators it uses."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", "."):
        raise Refused("a separator is a blank, a comma or a point")
    if grouping is not None and grouping == (point or "."):
        raise Refused("the separators must differ")
    text = source.replace(grouping, "") if grouping else source
    if point == "," and "." in text:
        raise Refused("'{text}' is no number", text=source[:40])
    text = text.replace(point, ".") if point else text
    if not _NUMBER.fullmatch(text):
        raise Refused("'{text}' is no number", text=source[:40])
    value = settled(DECIMAL128.create_decimal(text))
    return _read(value, source, "number")


@built_in("string(from: any)", takes_run=True)
def string(r: Run, source: Value) -> Value:
    """A value as text; null is null."""
    r.weigh(source)
    return None if source is None else text_of(source)
