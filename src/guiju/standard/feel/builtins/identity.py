"""is (DMN 1.5, 10.3.4.7): the same element of the value domain, not only an equal one."""

from __future__ import annotations

from guiju.standard.feel.equality import equal
from guiju.standard.feel.run import Run
from guiju.standard.feel.temporal import DateTime, Time
from guiju.standard.feel.values import Value, kind_of

from .signature import built_in


@built_in("is(value1: any, value2: any)", takes_run=True)
def is_same(r: Run, value1: Value, value2: Value) -> Value:
    """Whether both are of one kind, equal, and written with the same offset or zone."""
    if kind_of(value1) != kind_of(value2) or equal(value1, value2, r) is not True:
        return False
    if isinstance(value1, DateTime):
        return _zone(value1.time) == _zone(value2.time) and value1.date == value2.date
    return not isinstance(value1, Time) or _zone(value1) == _zone(value2)


def _zone(time: Time) -> tuple[int | None, str | None]:
    return time.offset, time.zone
