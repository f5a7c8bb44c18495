"""The two kinds of duration; they do not mix (DMN 1.5, 10.3.2.3.7 and 10.3.2.3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

SECOND = 1_000_000_000
"""Nanoseconds of a second."""
DAY = 86_400 * SECOND

D = TypeVar("D", bound=datetime)


@dataclass(frozen=True, slots=True, order=True)
class YearsMonthsDuration:
    """A duration of whole months; ``total_months`` may be negative."""

    total_months: int

    @property
    def years(self) -> int:
        """Whole years, cut towards zero."""
        return _cut(self.total_months, 12)

    @property
    def months(self) -> int:
        """Months beside the whole years."""
        return self.total_months - 12 * self.years

    def __str__(self) -> str:
        """ISO 8601: ``P1Y2M``."""
        years, months = divmod(abs(self.total_months), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.total_months < 0 else "") + "P" + (text or "0M")

    def after(self, start: D) -> D:
        """A Python point in time plus this duration; the day is cut to the month's end.

        Raises:
            OverflowError: the year is outside 1 to 9999.
        """
        from .civil import days_in_month

        months = start.year * 12 + start.month - 1 + self.total_months
        year, month = months // 12, months % 12 + 1
        if not 1 <= year <= 9999:
            raise OverflowError(f"year {year} is out of range")
        return start.replace(year=year, month=month, day=min(start.day, days_in_month(year, month)))


@dataclass(frozen=True, slots=True, order=True)
class DaysTimeDuration:
    """A duration of exact length; ``nanoseconds`` may be negative."""

    nanoseconds: int

    @property
    def days(self) -> int:
        """Whole days, cut towards zero."""
        return _cut(self.nanoseconds, DAY)

    @property
    def hours(self) -> int:
        """Hours beside the whole days."""
        return _cut(self.nanoseconds, 3_600 * SECOND) - 24 * self.days

    @property
    def minutes(self) -> int:
        """Minutes beside the whole hours."""
        return _cut(self.nanoseconds, 60 * SECOND) - 60 * _cut(self.nanoseconds, 3_600 * SECOND)

    @property
    def rest_nanoseconds(self) -> int:
        """What is left beside the whole minutes, in nanoseconds."""
        return self.nanoseconds - 60 * SECOND * _cut(self.nanoseconds, 60 * SECOND)

    def __str__(self) -> str:
        """ISO 8601: ``P1DT2H3M4.5S``."""
        days, rest = divmod(abs(self.nanoseconds), DAY)
        hours, rest = divmod(rest, 3_600 * SECOND)
        minutes, rest = divmod(rest, 60 * SECOND)
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        if rest:
            clock += seconds_text(rest) + "S"
        text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return ("-" if self.nanoseconds < 0 else "") + "P" + (text or "T0S")

    def after(self, start: D) -> D:
        """A Python point in time plus this duration, to the microsecond.

        Raises:
            OverflowError: the year is outside 1 to 9999.
        """
        return start + self.to_python()

    def to_python(self) -> timedelta:
        """As Python's timedelta, to the microsecond.

        Raises:
            OverflowError: more than 999,999,999 days.
        """
        return timedelta(microseconds=_cut(self.nanoseconds, 1_000))


def seconds_text(nanoseconds: int) -> str:
    """Seconds with as many digits after the point as are needed."""
    seconds, rest = divmod(nanoseconds, SECOND)
    return f"{seconds}.{rest:09d}".rstrip("0").rstrip(".") if rest else str(seconds)


def _cut(value: int, unit: int) -> int:
    """The whole quotient, cut towards zero."""
    return value // unit if value >= 0 else -(-value // unit)
