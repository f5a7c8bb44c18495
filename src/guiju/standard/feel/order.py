"""Order of FEEL values (DMN 1.5, 10.3.2.14): only values of one kind have one."""

from __future__ import annotations

from typing import Any

from .equality import as_date_time, point_of
from .temporal import Date, DateTime, DaysTimeDuration, Time, YearsMonthsDuration
from .values import NUMERIC, Value


def keys(a: Value, b: Value) -> tuple[Any, Any] | None:
    """Two Python values ordered as these are, or None where these have no order."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return a, b
    if isinstance(a, str) and isinstance(b, str):
        return a, b
    if isinstance(a, YearsMonthsDuration) and isinstance(b, YearsMonthsDuration):
        return a.total_months, b.total_months
    if isinstance(a, DaysTimeDuration) and isinstance(b, DaysTimeDuration):
        return a.nanoseconds, b.nanoseconds
    return _points(a, b)


def _points(a: Value, b: Value) -> tuple[Any, Any] | None:
    if isinstance(a, Date):
        if isinstance(b, Date):
            return a.number, b.number
        a = as_date_time(a) if isinstance(b, DateTime) and not b.is_local else a
    elif isinstance(b, Date) and isinstance(a, DateTime) and not a.is_local:
        b = as_date_time(b)
    if type(a) is not type(b) or not isinstance(a, (Time, DateTime)):
        return None
    (a_local, x), (b_local, y) = point_of(a), point_of(b)
    return (x, y) if a_local == b_local else None


def less(a: Value, b: Value) -> bool | None:
    """Whether ``a`` is before ``b``; None where they have no order."""
    pair = keys(a, b)
    return None if pair is None else bool(pair[0] < pair[1])


def ordered(operator: str, a: Value, b: Value) -> bool | None:
    """``a operator b`` for ``<``, ``<=``, ``>`` and ``>=``."""
    pair = keys(a, b)
    if pair is None:
        return None
    x, y = pair
    if operator == "<":
        return bool(x < y)
    if operator == "<=":
        return bool(x <= y)
    return bool(x > y) if operator == ">" else bool(x >= y)
