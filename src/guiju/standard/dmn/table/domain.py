"""Where a value lies: its kind, and a key that sorts as FEEL compares values of that kind.

Two values of one kind compare in FEEL exactly as their keys do; values of two kinds do not
compare at all (the comparison is null). Times and dates and times with a zone and without are
two kinds for this reason.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, Literal

from guiju.standard.feel.equality import point_of
from guiju.standard.feel.temporal import (
    Date,
    DateTime,
    DaysTimeDuration,
    Time,
    YearsMonthsDuration,
)
from guiju.standard.feel.temporal.durations import SECOND

Kind = Literal[
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "local time",
    "date and time",
    "local date and time",
    "days and time duration",
    "years and months duration",
]
Key = Any

DISCRETE: Final[frozenset[Kind]] = frozenset(
    {
        "boolean",
        "date",
        "time",
        "local time",
        "date and time",
        "local date and time",
        "days and time duration",
        "years and months duration",
    }
)
"""Kinds whose keys are whole numbers: between a key and the next one lies nothing."""


def place_of(value: Any) -> tuple[Kind, Key] | None:
    """Kind and key of a FEEL value; None for null, lists, contexts, ranges and functions."""
    match value:
        case bool():
            return "boolean", int(value)
        case int() | Decimal():
            return "number", value
        case str():
            return "string", value
        case Date():
            return "date", value.number
        case DateTime():
            local, second = point_of(value)
            return ("local date and time" if local else "date and time"), second
        case Time():
            local, second = point_of(value)
            return ("local time" if local else "time"), second
        case DaysTimeDuration():
            return "days and time duration", value.nanoseconds
        case YearsMonthsDuration():
            return "years and months duration", value.total_months
        case _:
            return None


def value_at(kind: Kind, key: Key) -> Any:
    """A FEEL value of that kind with that key; None where there is none."""
    match kind:
        case "number" | "string":
            return key
        case "boolean":
            return bool(key) if key in (0, 1) else None
        case "date":
            return Date.of_number(key)
        case "days and time duration":
            return DaysTimeDuration(key)
        case "years and months duration":
            return YearsMonthsDuration(key)
        case "local time":
            return Time(key * SECOND) if 0 <= key < _DAY else None
        case "time":
            return Time(key * SECOND, 0) if 0 <= key < _DAY else None
        case "local date and time":
            return _moment(key, None)
        case "date and time":
            return _moment(key, 0)


_DAY = 86_400


def _moment(seconds: int, offset: int | None) -> DateTime | None:
    day, rest = divmod(seconds, _DAY)
    date = Date.of_number(day)
    return None if date is None else DateTime(date, Time(rest * SECOND, offset))
