"""Offsets of IANA zones, also for years Python's datetime does not have."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from .civil import from_day_number

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+)*")


@lru_cache(maxsize=1024)
def zone(key: str) -> ZoneInfo | None:
    """The zone of this IANA key, or None where there is none."""
    if len(key) > 64 or not _KEY.fullmatch(key):
        return None
    try:
        return ZoneInfo(key)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None


def offset_at(key: str, day: int, second: int) -> int:
    """Offset in seconds of a zone at a local time.

    Args:
        key: a key :func:`zone` knows.
        day: local day number.
        second: local second of the day.

    A year Python has not is read as the year of the same shape (400 years repeat) that it has.
    """
    info = zone(key)
    return 0 if info is None else _seconds(_moment(day, second, info))


def local_offset(key: str, day: int, second: int) -> int:
    """Offset in seconds of a zone at a point in UTC given as day number and second of the day."""
    info = zone(key)
    return 0 if info is None else _seconds(_moment(day, second, UTC).astimezone(info))


def _moment(day: int, second: int, info: tzinfo) -> datetime:
    year, month, date = from_day_number(day)
    if not 2 <= year <= 9998:
        year = year % 400 + (9_200 if year > 0 else 400)
    return datetime(year, month, date, tzinfo=info) + timedelta(seconds=second)


def _seconds(moment: datetime) -> int:
    offset = moment.utcoffset()
    return round(offset.total_seconds()) if offset is not None else 0
