"""Reading dates, times and durations (XML Schema 2, and ``@zone`` of DMN 1.5, 10.3.2.3.4)."""

from __future__ import annotations

import re

from . import civil
from .durations import SECOND, DaysTimeDuration, YearsMonthsDuration
from .points import Date, DateTime, Time
from .zones import zone

_DATE = re.compile(r"(-?)([1-9]\d{4,8}|\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.(\d*))?"
    r"(?:(Z)|([+-])(\d\d):(\d\d)(?::(\d\d))?|@([A-Za-z0-9_+\-/]+))?",
    re.ASCII | re.IGNORECASE,
)
_YEARS_MONTHS = re.compile(r"(-?)P(?:(\d{1,15})Y)?(?:(\d{1,15})M)?", re.ASCII)
_DAYS_TIME = re.compile(
    r"(-?)P(?:(\d{1,15})W)?(?:(\d{1,15})D)?"
    r"(?:T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d*))?S)?)?",
    re.ASCII,
)
_OFFSET_MAX = 18 * 3_600

Literal = Date | Time | DateTime | YearsMonthsDuration | DaysTimeDuration


def date(text: str) -> Date | None:
    """``2026-01-31``, or None where it is no date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    sign, year, month, day = match.groups()
    parts = (-int(year) if sign else int(year), int(month), int(day))
    return Date(*parts) if civil.is_date(*parts) else None


def time(text: str) -> Time | None:
    """``23:59:00``, with a fraction, an offset or ``@zone`` behind, or None."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute, second, fraction, utc, sign, hours, minutes, seconds, key = match.groups()
    nanoseconds = _clock(int(hour), int(minute), int(second), fraction)
    if nanoseconds is None:
        return None
    if key is not None:
        return Time(nanoseconds, zone=key) if zone(key) is not None else None
    if utc is not None:
        return Time(nanoseconds, 0)
    if sign is None:
        return Time(nanoseconds)
    offset = int(hours) * 3_600 + int(minutes) * 60 + int(seconds or 0)
    if offset > _OFFSET_MAX or int(minutes) > 59:
        return None
    return Time(nanoseconds, -offset if sign == "-" else offset)


def date_and_time(text: str) -> DateTime | None:
    """``2026-01-31T23:59:00``, or a date alone, which is its midnight; None where it is neither."""
    before, mark, after = text.partition("T")
    day = date(before)
    clock = time(after) if mark else Time(0)
    if day is not None and after.startswith("24:"):  # the end of a day is the next one's start
        day = Date.of_number(day.number + 1)
    return DateTime(day, clock) if day is not None and clock is not None else None


def duration(text: str) -> YearsMonthsDuration | DaysTimeDuration | None:
    """``P1Y2M`` or ``P1DT2H`` (weeks, ``P2W``, too), or None where it is neither."""
    if not text or text[-1] in "PT":
        return None
    match = _YEARS_MONTHS.fullmatch(text)
    if match is not None:
        sign, years, months = match.groups()
        total = int(years or 0) * 12 + int(months or 0)
        return YearsMonthsDuration(-total if sign else total)
    match = _DAYS_TIME.fullmatch(text)
    if match is None:
        return None
    sign, weeks, days, hours, minutes, seconds, fraction = match.groups()
    total = (int(weeks or 0) * 7 + int(days or 0)) * 86_400
    total += int(hours or 0) * 3_600 + int(minutes or 0) * 60 + int(seconds or 0)
    nanoseconds = total * SECOND + _fraction(fraction)
    return DaysTimeDuration(-nanoseconds if sign else nanoseconds)


def literal(text: str) -> Literal | None:
    """What stands behind ``@``: a date, a date and time, a time or a duration."""
    return (
        date(text) or (date_and_time(text) if "T" in text else None) or time(text) or duration(text)
    )


def _clock(hour: int, minute: int, second: int, fraction: str | None) -> int | None:
    """Nanoseconds since midnight; 24:00:00 is 00:00:00."""
    if minute > 59 or second > 59 or hour > 24:
        return None
    if hour == 24:
        return None if minute or second or _fraction(fraction) else 0
    return (hour * 3_600 + minute * 60 + second) * SECOND + _fraction(fraction)


def _fraction(digits: str | None) -> int:
    """Digits after the point in nanoseconds; what is finer is cut off."""
    return int((digits or "").ljust(9, "0")[:9])
