"""What stands behind a dot: entries of contexts, properties of values, projections of lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from .numbers import Number
from .run import Run
from .temporal import Date, DateTime, DaysTimeDuration, Time, YearsMonthsDuration
from .temporal.durations import SECOND
from .values import Range, Value, kind_of


def member(value: Value, name: str, at: int, r: Run) -> Value:
    """``value.name`` (DMN 1.5, 10.3.2.5 and table 53); null with a warning where there is none."""
    if isinstance(value, dict):
        if name in value:
            return value[name]
        r.warn("no-entry", at, "the context has no entry '{name}'", name=name)
        return None
    if isinstance(value, list):
        r.burn(len(value))
        return [member(item, name, at, r) for item in value]
    properties = _PROPERTIES.get(type(value))
    if properties is not None and name in properties:
        return properties[name](value)
    if isinstance(value, Mapping):
        return member(dict(value), name, at, r)
    r.warn("no-property", at, "a {kind} has no property '{name}'", kind=kind_of(value), name=name)
    return None


def _second(value: Any) -> Number:
    rest = value.nanoseconds % (60 * SECOND)
    return _seconds(rest)


def _seconds(nanoseconds: int) -> Number:
    whole, rest = divmod(nanoseconds, SECOND)
    return whole if not rest else Decimal(nanoseconds).scaleb(-9)


def _offset(value: Any) -> DaysTimeDuration | None:
    day = value.date.number if isinstance(value, DateTime) else 0
    time = value.time if isinstance(value, DateTime) else value
    offset = time.offset_on(day)
    return None if offset is None else DaysTimeDuration(offset * SECOND)


Property = Callable[[Any], Value]

_DAY: dict[str, Property] = {
    "year": lambda d: d.year,
    "month": lambda d: d.month,
    "day": lambda d: d.day,
    "weekday": lambda d: d.weekday,
}
_CLOCK: dict[str, Property] = {
    "hour": lambda t: t.hour,
    "minute": lambda t: t.minute,
    "second": _second,
    "time offset": _offset,
    "timezone": lambda t: t.zone,
}
_NO_CLOCK: dict[str, Property] = {
    "time offset": lambda _: DaysTimeDuration(0),
    "timezone": lambda _: None,
    "hour": lambda _: 0,
    "minute": lambda _: 0,
    "second": lambda _: 0,
}


def _of(part: str, properties: dict[str, Property]) -> dict[str, Property]:
    """The same properties, of a part of the value."""

    def through(read: Property) -> Property:
        return lambda value: read(getattr(value, part))

    return {name: through(read) for name, read in properties.items()}


_PROPERTIES: dict[type, dict[str, Property]] = {
    Date: _NO_CLOCK | _DAY,
    Time: _CLOCK,
    DateTime: _of("date", _DAY) | _of("time", _CLOCK) | {"time offset": _offset},
    YearsMonthsDuration: {"years": lambda d: d.years, "months": lambda d: d.months},
    DaysTimeDuration: {
        "days": lambda d: d.days,
        "hours": lambda d: d.hours,
        "minutes": lambda d: d.minutes,
        "seconds": lambda d: _seconds(d.rest_nanoseconds),
    },
    Range: {
        "start": lambda s: s.start,
        "end": lambda s: s.end,
        "start included": lambda s: s.start_included,
        "end included": lambda s: s.end_included,
    },
}
