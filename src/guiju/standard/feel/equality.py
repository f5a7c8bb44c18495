"""Equality of FEEL values (DMN 1.5, 10.3.2.13): true, false, or null where kinds differ.

Times are compared to the whole second, on the time line where they have an offset or a zone.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from .temporal import Date, DateTime, Time
from .temporal.durations import SECOND
from .values import NUMERIC, Range, Value

if TYPE_CHECKING:
    from .run import Run


def equal(a: Value, b: Value, r: Run | None = None) -> bool | None:
    """Whether two values are the same; null is the same as null alone.

    Comparing containers uses the run's fuel, where one is given.
    """
    kind = type(a)
    if kind is type(b):
        if kind is str or kind is int or kind is bool or kind is Decimal:
            return bool(a == b)
        return _same_kind(a, b, r)
    if a is None or b is None:
        return False
    if kind in NUMERIC and type(b) in NUMERIC:
        return bool(a == b)
    if isinstance(a, dict) and isinstance(b, dict):
        return _same_contexts(a, b, r)
    if kind is Date and type(b) is DateTime:
        return point_of(as_date_time(a)) == point_of(b) if not b.is_local else None
    if kind is DateTime and type(b) is Date:
        return equal(b, a, r)
    return None


def _same_kind(a: Value, b: Value, r: Run | None) -> bool | None:
    if isinstance(a, list):
        return _same_lists(a, b, r)
    if isinstance(a, dict):
        return _same_contexts(a, b, r)
    if isinstance(a, (Time, DateTime)):
        x, y = point_of(a), point_of(b)
        return x == y
    if isinstance(a, Range):
        return _same_ranges(a, b)
    return bool(a == b)


def _same_lists(a: list[Value], b: list[Value], r: Run | None) -> bool | None:
    if len(a) != len(b):
        return False
    if r is not None:
        r.burn(2 + (len(a) >> 3))
    return all(equal(x, y, r) for x, y in zip(a, b, strict=True))


def _same_contexts(a: dict[str, Value], b: dict[str, Value], r: Run | None) -> bool | None:
    if a.keys() != b.keys():
        return False
    if r is not None:
        r.burn(2 + (len(a) >> 3))
    return all(equal(x, b[key], r) for key, x in a.items())


def _same_ranges(a: Range, b: Range) -> bool:
    shape = (a.start_included, a.end_included, a.operator)
    return (
        shape == (b.start_included, b.end_included, b.operator)
        and equal(a.start, b.start) is True
        and equal(a.end, b.end) is True
    )


def point_of(value: Time | DateTime) -> tuple[bool, int]:
    """Whether it is local, and its whole second on its line."""
    if isinstance(value, DateTime):
        return value.is_local, value.nanoseconds // SECOND
    if value.is_local:
        return True, value.nanoseconds // SECOND
    seconds = value.nanoseconds // SECOND - (value.offset_on(0) or 0)
    return False, seconds


def as_date_time(value: Date) -> DateTime:
    """A date where a date and time is wanted: its midnight in UTC (DMN 1.5, 10.3.2.9.4)."""
    return DateTime(value, Time(0, 0))
