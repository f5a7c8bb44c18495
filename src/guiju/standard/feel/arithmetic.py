"""Arithmetic on FEEL values (DMN 1.5, 10.3.2.15 and tables 50 to 53).

Each function gives a value, or None where the operands are not of fitting kinds or the result
cannot be held; the caller warns. Strings grow without bound here; the caller checks the size.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .equality import as_date_time
from .numbers import BOUND, DECIMAL128, WIDE, Number, settled, whole
from .temporal import Date, DateTime, DaysTimeDuration, Time, YearsMonthsDuration
from .temporal.durations import DAY, SECOND
from .values import NUMERIC, Value


def add(a: Value, b: Value) -> Value:
    """``a + b``."""
    if type(a) is int and type(b) is int:
        total = a + b
        return total if -BOUND < total < BOUND else whole(total)
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return settled(DECIMAL128.add(a, b))
    if isinstance(a, str) and isinstance(b, str):
        return a + b
    if isinstance(a, (YearsMonthsDuration, DaysTimeDuration)):
        if isinstance(b, (Date, Time, DateTime)):
            return _shift(b, a, 1)
        return _add_durations(a, b, 1)
    return _shift(a, b, 1)


def subtract(a: Value, b: Value) -> Value:
    """``a - b``."""
    if type(a) is int and type(b) is int:
        total = a - b
        return total if -BOUND < total < BOUND else whole(total)
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return settled(DECIMAL128.subtract(a, b))
    if isinstance(a, (YearsMonthsDuration, DaysTimeDuration)):
        return _add_durations(a, b, -1)
    if isinstance(b, (YearsMonthsDuration, DaysTimeDuration)):
        return _shift(a, b, -1)
    return _distance(a, b)


def multiply(a: Value, b: Value) -> Value:
    """``a * b``."""
    if type(a) is int and type(b) is int:
        product = a * b
        return product if -BOUND < product < BOUND else whole(product)
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return settled(DECIMAL128.multiply(a, b))
    if type(a) in NUMERIC:
        return _scaled(b, a, WIDE.multiply)
    return _scaled(a, b, WIDE.multiply) if type(b) in NUMERIC else None


def divide(a: Value, b: Value) -> Value:
    """``a / b``; by zero it is None."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return settled(DECIMAL128.divide(a, b)) if b else None
    if type(b) in NUMERIC:
        return _scaled(a, b, WIDE.divide) if b else None
    if isinstance(a, YearsMonthsDuration) and isinstance(b, YearsMonthsDuration):
        return divide(a.total_months, b.total_months)
    if isinstance(a, DaysTimeDuration) and isinstance(b, DaysTimeDuration):
        return divide(a.nanoseconds, b.nanoseconds)
    return None


def power(a: Value, b: Value) -> Value:
    """``a ** b``."""
    if type(a) not in NUMERIC or type(b) not in NUMERIC:
        return None
    return settled(DECIMAL128.power(a, b))


def negate(a: Value) -> Value:
    """``-a``."""
    if type(a) is int:
        return -a
    if type(a) is Decimal:
        return DECIMAL128.minus(a)
    if isinstance(a, YearsMonthsDuration):
        return YearsMonthsDuration(-a.total_months)
    if isinstance(a, DaysTimeDuration):
        return DaysTimeDuration(-a.nanoseconds)
    return None


OPERATIONS: dict[str, Callable[[Value, Value], Value]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}


def _add_durations(a: YearsMonthsDuration | DaysTimeDuration, b: Value, sign: int) -> Value:
    if isinstance(a, YearsMonthsDuration) and isinstance(b, YearsMonthsDuration):
        return YearsMonthsDuration(a.total_months + sign * b.total_months)
    if isinstance(a, DaysTimeDuration) and isinstance(b, DaysTimeDuration):
        return DaysTimeDuration(a.nanoseconds + sign * b.nanoseconds)
    return None


def _shift(point: Value, by: Value, sign: int) -> Value:
    """A point in time moved by a duration; None where it cannot be."""
    if isinstance(by, YearsMonthsDuration):
        if isinstance(point, (Date, DateTime)):
            return point.plus_months(sign * by.total_months)
        return None
    if not isinstance(by, DaysTimeDuration):
        return None
    if isinstance(point, (Time, DateTime)):
        return point.plus(sign * by.nanoseconds)
    if isinstance(point, Date):
        return Date.of_number((point.number * DAY + sign * by.nanoseconds) // DAY)
    return None


def _distance(a: Value, b: Value) -> Value:
    """From one point in time to another, both local or both not."""
    if isinstance(a, Date) and isinstance(b, Date):
        return DaysTimeDuration((a.number - b.number) * DAY)
    if isinstance(a, Date) and isinstance(b, DateTime):
        a = as_date_time(a)
    elif isinstance(a, DateTime) and isinstance(b, Date):
        b = as_date_time(b)
    if isinstance(a, DateTime) and isinstance(b, DateTime) and a.is_local == b.is_local:
        return DaysTimeDuration(a.nanoseconds - b.nanoseconds)
    if isinstance(a, Time) and isinstance(b, Time) and a.is_local == b.is_local:
        east = ((a.offset_on(0) or 0) - (b.offset_on(0) or 0)) * SECOND
        return DaysTimeDuration(a.nanoseconds - b.nanoseconds - east)
    return None


def _scaled(
    duration: Value, by: Number, operation: Callable[[Number, Number], Decimal]
) -> YearsMonthsDuration | DaysTimeDuration | None:
    """A duration times or by a number, cut towards zero."""
    if isinstance(duration, YearsMonthsDuration):
        months = _cut(operation(duration.total_months, by))
        return None if months is None else YearsMonthsDuration(months)
    if isinstance(duration, DaysTimeDuration):
        length = _cut(operation(duration.nanoseconds, by))
        return None if length is None else DaysTimeDuration(length)
    return None


def _cut(value: Decimal) -> int | None:
    """The whole part; None where it has more digits than any duration needs."""
    return int(value) if value.is_finite() and value.adjusted() < 60 else None
