"""Which values have been seen, without comparing each with each."""

from __future__ import annotations

from decimal import Decimal

from guiju.standard.feel.equality import equal, point_of
from guiju.standard.feel.run import Run
from guiju.standard.feel.temporal import (
    Date,
    DateTime,
    DaysTimeDuration,
    Time,
    YearsMonthsDuration,
)
from guiju.standard.feel.values import Value

_HASHED = (type(None), str, Date, YearsMonthsDuration, DaysTimeDuration)


class Seen:
    """Values already seen; scalars by hash, lists, contexts and ranges one by one."""

    def __init__(self, r: Run) -> None:
        self._run = r
        self._hashed: set[tuple[str, object]] = set()
        self._others: list[Value] = []

    def is_new(self, value: Value) -> bool:
        """Whether no value equal to this has been seen; it is from now on."""
        key = _key(value)
        if key is None:
            return self._is_new_other(value)
        if key in self._hashed:
            return False
        self._hashed.add(key)
        return True

    def _is_new_other(self, value: Value) -> bool:
        self._run.burn(1 + (len(self._others) >> 4))
        if any(equal(value, other, self._run) is True for other in self._others):
            return False
        self._others.append(value)
        return True


def _key(value: Value) -> tuple[str, object] | None:
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, (int, Decimal)):
        return "number", value
    if isinstance(value, _HASHED):
        return type(value).__name__, value
    if isinstance(value, (Time, DateTime)):
        return type(value).__name__, point_of(value)
    return None
