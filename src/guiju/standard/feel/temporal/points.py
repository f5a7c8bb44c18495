"""Points in time: dates, times of day, dates and times (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.6)."""

from __future__ import annotations

import datetime as py
from dataclasses import dataclass

from . import civil
from .durations import DAY, SECOND, seconds_text
from .zones import local_offset, offset_at, zone


@dataclass(frozen=True, slots=True)
class Date:
    """A day; years from -999,999,999 to 999,999,999."""

    year: int
    month: int
    day: int

    @property
    def number(self) -> int:
        """Days since 1970-01-01."""
        return civil.day_number(self.year, self.month, self.day)

    @property
    def weekday(self) -> int:
        """1 is Monday, 7 is Sunday."""
        return civil.weekday(self.number)

    @staticmethod
    def of_number(number: int) -> Date | None:
        """The day with this number, or None where the year is out of range."""
        year, month, day = civil.from_day_number(number)
        if not civil.YEAR_MIN <= year <= civil.YEAR_MAX:
            return None
        return Date(year, month, day)

    def plus_months(self, months: int) -> Date | None:
        """Months later; the day is cut to the month's end; None where the year is out of range."""
        total = self.year * 12 + self.month - 1 + months
        year, month = total // 12, total % 12 + 1
        if not civil.YEAR_MIN <= year <= civil.YEAR_MAX:
            return None
        return Date(year, month, min(self.day, civil.days_in_month(year, month)))

    def to_python(self) -> py.date:
        """As Python's date.

        Raises:
            ValueError: the year is outside 1 to 9999.
        """
        return py.date(self.year, self.month, self.day)

    def __str__(self) -> str:
        """ISO 8601, at least four digits of year."""
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day with an offset from UTC, an IANA zone, or neither.

    Attributes:
        nanoseconds: since midnight, below 86,400 seconds.
        offset: seconds east of UTC, or None.
        zone: an IANA key, or None; never together with an offset.
    """

    nanoseconds: int
    offset: int | None = None
    zone: str | None = None

    @property
    def hour(self) -> int:
        """0 to 23."""
        return self.nanoseconds // (3_600 * SECOND)

    @property
    def minute(self) -> int:
        """0 to 59."""
        return self.nanoseconds // (60 * SECOND) % 60

    @property
    def second(self) -> int:
        """0 to 59, the fraction cut off."""
        return self.nanoseconds // SECOND % 60

    @property
    def is_local(self) -> bool:
        """Whether there is neither offset nor zone."""
        return self.offset is None and self.zone is None

    def offset_on(self, day: int) -> int | None:
        """Seconds east of UTC on a day number, or None for a local time."""
        if self.zone is not None:
            return offset_at(self.zone, day, self.nanoseconds // SECOND)
        return self.offset

    def plus(self, nanoseconds: int) -> Time:
        """Later, around the clock."""
        return Time((self.nanoseconds + nanoseconds) % DAY, self.offset, self.zone)

    def to_python(self) -> py.time:
        """As Python's time, to the microsecond."""
        moment = py.time(self.hour, self.minute, self.second, self.nanoseconds % SECOND // 1_000)
        return moment.replace(tzinfo=_python_zone(self))

    def __str__(self) -> str:
        """ISO 8601; the zone is written behind ``@``."""
        rest = self.nanoseconds % (60 * SECOND)
        seconds = seconds_text(rest)
        if rest < 10 * SECOND:
            seconds = "0" + seconds
        return f"{self.hour:02d}:{self.minute:02d}:{seconds}{_zone_text(self)}"


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date with a time of day."""

    date: Date
    time: Time

    @property
    def local_nanoseconds(self) -> int:
        """Nanoseconds since 1970-01-01 of the local clock, no zone regarded."""
        return self.date.number * DAY + self.time.nanoseconds

    @property
    def nanoseconds(self) -> int:
        """Nanoseconds since 1970-01-01 in UTC; a local one is taken as it stands."""
        return self.local_nanoseconds - (self.time.offset_on(self.date.number) or 0) * SECOND

    @property
    def is_local(self) -> bool:
        """Whether there is neither offset nor zone."""
        return self.time.is_local

    def plus(self, nanoseconds: int) -> DateTime | None:
        """Later on the time line, zone kept; None where the year is out of range."""
        if self.time.zone is None:
            return _of_local(self.local_nanoseconds + nanoseconds, self.time)
        moment = self.nanoseconds + nanoseconds
        day, rest = divmod(moment, DAY)
        offset = local_offset(self.time.zone, day, rest // SECOND)
        return _of_local(moment + offset * SECOND, self.time)

    def plus_months(self, months: int) -> DateTime | None:
        """Months later, same time of day; None where the year is out of range."""
        date = self.date.plus_months(months)
        return DateTime(date, self.time) if date is not None else None

    def to_python(self) -> py.datetime:
        """As Python's datetime, to the microsecond; aware where there is an offset or a zone.

        Raises:
            ValueError: the year is outside 1 to 9999.
        """
        clock = self.time.to_python()
        return py.datetime.combine(self.date.to_python(), clock)

    def __str__(self) -> str:
        """ISO 8601; the zone is written behind ``@``."""
        return f"{self.date}T{self.time}"


def from_python(value: py.datetime | py.date | py.time) -> DateTime | Date | Time:
    """A Python point in time as FEEL has it; the zone's key is kept where there is one."""
    if isinstance(value, py.datetime):
        return DateTime(Date(value.year, value.month, value.day), _clock(value))
    if isinstance(value, py.date):
        return Date(value.year, value.month, value.day)
    return _clock(value)


def _clock(value: py.datetime | py.time) -> Time:
    seconds = value.hour * 3_600 + value.minute * 60 + value.second
    nanoseconds = seconds * SECOND + value.microsecond * 1_000
    key = getattr(value.tzinfo, "key", None)
    if isinstance(key, str) and zone(key) is not None:
        return Time(nanoseconds, zone=key)
    offset = value.utcoffset()
    return Time(nanoseconds, None if offset is None else round(offset.total_seconds()))


def _of_local(nanoseconds: int, like: Time) -> DateTime | None:
    day, rest = divmod(nanoseconds, DAY)
    date = Date.of_number(day)
    return DateTime(date, Time(rest, like.offset, like.zone)) if date is not None else None


def _python_zone(time: Time) -> py.tzinfo | None:
    if time.zone is not None:
        return zone(time.zone)
    if time.offset is None:
        return None
    return py.timezone(py.timedelta(seconds=time.offset)) if time.offset else py.UTC


def _zone_text(time: Time) -> str:
    if time.zone is not None:
        return f"@{time.zone}"
    if time.offset is None:
        return ""
    if time.offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(time.offset), 60)
    text = f"{'-' if time.offset < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text
