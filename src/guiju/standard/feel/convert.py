"""From Python to FEEL and from FEEL to JSON."""

from __future__ import annotations

import datetime as py
from collections.abc import Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from .limits import DEFAULT, LimitExceeded
from .numbers import DECIMAL128, from_float
from .temporal import DaysTimeDuration, from_python
from .texts import text_of
from .values import SCALARS, Function, Range, Value

_DEPTH = DEFAULT.depth
_AS_IS = SCALARS - {Decimal}
_FLOAT_DIGITS = 10**15
_FLOAT_MAX = Decimal("1e308")


def to_feel(value: object, depth: int = _DEPTH) -> Value:
    """A Python value as a FEEL value.

    int, float, Decimal, str, bool, None, datetime, date, time, timedelta, list, tuple, dict and
    FEEL values are known; NaN and the infinities are null, anything else is its string. What
    needs no conversion is given back as the same object.

    Raises:
        LimitExceeded: containers are nested deeper than ``depth``.
    """
    kind = type(value)
    if kind in SCALARS:
        return _finite(value) if kind is Decimal else value
    if kind is dict:
        return _context(value, depth)  # type: ignore[arg-type]
    if isinstance(value, float):
        return from_float(value)
    if kind is list or isinstance(value, (list, tuple, set, frozenset)):
        return _list(value, depth)
    if isinstance(value, Mapping):
        return _context(value, depth)
    return _scalar(value)


def _finite(value: Any) -> Value:
    return value if value.is_finite() else None


def _list(value: Any, depth: int) -> Value:
    if depth <= 0:
        raise LimitExceeded("depth")
    items = sorted(value, key=repr) if isinstance(value, (set, frozenset)) else value
    for position, item in enumerate(items):
        made = item if type(item) in _AS_IS else to_feel(item, depth - 1)
        if made is not item:
            rest = [to_feel(later, depth - 1) for later in items[position + 1 :]]
            return [*items[:position], made, *rest]
    return items if type(items) is list else list(items)


def _context(value: Mapping[Any, Any], depth: int) -> Value:
    if depth <= 0:
        raise LimitExceeded("depth")
    made: dict[str, Value] | None = None if type(value) is dict else {}
    for position, (key, item) in enumerate(value.items()):
        new = item if type(item) in _AS_IS else to_feel(item, depth - 1)
        if made is None and (new is not item or type(key) is not str):
            made = dict(islice(value.items(), position))
        if made is not None:
            made[str(key)] = new
    return value if made is None else made


def _scalar(value: object) -> Value:
    if isinstance(value, (py.datetime, py.date, py.time)):
        return from_python(value)
    if isinstance(value, py.timedelta):
        return DaysTimeDuration(value // py.timedelta(microseconds=1) * 1_000)
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal):
        return _finite(DECIMAL128.create_decimal(value))
    return "".join(value) if isinstance(value, str) else str(value)


def _json_number(value: Decimal) -> int | float | str:
    if abs(value) < _FLOAT_DIGITS and value == int(value):
        return int(value)
    return float(value) if abs(value) < _FLOAT_MAX else str(value)


def to_json(value: Value) -> Any:
    """A FEEL value as plain JSON data.

    A number is an int where it is whole and below 10**15, else a float, or its text where no
    float is so large; points in time and durations are ISO 8601 strings; a range and a function
    are their FEEL text.
    """
    kind = type(value)
    if value is None or kind is str or kind is bool or kind is int:
        return value
    if kind is Decimal:
        return _json_number(value)
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, (Range, Function)):
        return text_of(value)
    return str(value)
