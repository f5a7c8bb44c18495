"""A value inside an elementary segment: on a bound, or between two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from guiju.standard.dmn.table.domain import Kind, value_at
from guiju.standard.feel.temporal.durations import DAY, SECOND

_STEPS: dict[str, tuple[int, ...]] = {
    "days and time duration": (DAY, 3600 * SECOND, 60 * SECOND, SECOND, 1),
    "time": (3600, 60, 1),
    "local time": (3600, 60, 1),
    "date and time": (86_400, 3600, 60, 1),
    "local date and time": (86_400, 3600, 60, 1),
}


def sample(kind: Kind, bounds: Sequence[Any], place: int) -> Any:
    """A FEEL value in one segment; None where the segment is empty.

    Args:
        kind: of the column's values.
        bounds: its keys, ascending.
        place: odd for a bound itself, even for what lies before, between or behind.
    """
    if place % 2:
        return value_at(kind, bounds[place // 2])
    low = bounds[place // 2 - 1] if place > 0 else None
    high = bounds[place // 2] if place // 2 < len(bounds) else None
    if kind == "number":
        return _number(low, high)
    if kind == "string":
        return _string(low, high)
    return _whole(kind, low, high)


def _number(low: Any, high: Any) -> Any:
    """A number between two; a whole one where there is one."""
    if low is None and high is None:
        return 0
    if low is None:
        return math.ceil(high) - 1
    if high is None:
        return math.floor(low) + 1
    whole = math.floor(low) + 1
    return whole if whole < high else (Decimal(low) + Decimal(high)) / 2


def _string(low: str | None, high: str | None) -> str | None:
    """A string between two in the order of code points."""
    start = low or ""
    if low is None and high != "":
        return "" if high is not None else "a"
    for more in ("a", " ", "\x01", "\x00"):
        if high is None or start + more < high:
            return start + more
    return None


def _whole(kind: Kind, low: Any, high: Any) -> Any:
    """A value whose key is a whole number, some natural step away from a bound."""
    steps = _STEPS.get(kind, (1,))
    if low is None and high is None:
        return value_at(kind, 0)
    for step in steps:
        key = low + step if low is not None else high - step
        if (low is None or low < key) and (high is None or key < high):
            value = value_at(kind, key)
            if value is not None:
                return value
    return None
