"""Settings, described worlds and loose inputs, read as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from guiju.standard.feel import DaysTimeDuration, duration

Values = Mapping[str, Any]


def text(values: Values, name: str, default: str = "") -> str:
    """A text without blanks around it; numbers are written out, null is the default."""
    found = values.get(name)
    if found is None or isinstance(found, (list, Mapping)):
        return default
    return str(found).strip() or default


def texts(found: object) -> list[str]:
    """A list of texts; one text is a list of one, each stands once, blanks fall away."""
    many = found if isinstance(found, (list, tuple)) else [found]
    kept = (str(each).strip() for each in many if each is not None and not isinstance(each, dict))
    return list(dict.fromkeys(each for each in kept if each))


def read_moment(found: object) -> datetime | None:
    """A moment in UTC; None where it is none or has no offset."""
    if not isinstance(found, datetime):
        written = str(found).partition("@")[0].strip()
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            return None
    return None if found.tzinfo is None else found.astimezone(UTC)


def span(found: object, default: timedelta) -> timedelta:
    """A length of time from `PT10M`, `10 min`, or minutes as a number."""
    if isinstance(found, timedelta):
        return found
    if found is None or isinstance(found, bool):
        return default
    written = str(found).strip()
    count, _, unit = written.partition(" ")
    factor = _UNITS.get(unit.rstrip("s") or "min")
    try:
        if factor is not None and not written.startswith("P"):
            return float(count) * factor
    except (ValueError, OverflowError):
        return default
    return _as_delta(duration(written)) or default


def _as_delta(read: object) -> timedelta | None:
    if not isinstance(read, DaysTimeDuration):
        return None
    return timedelta(microseconds=read.nanoseconds // 1000)


_UNITS = {
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
