"""Repeating intervals of ISO 8601, as timers use them: ``R3/2026-01-31T08:00:00Z/PT1H``."""

from __future__ import annotations

import re
from typing import NamedTuple

from .durations import DaysTimeDuration, YearsMonthsDuration
from .iso import date_and_time, duration
from .points import DateTime

_REPEAT = re.compile(r"R(-1|\d{0,9})", re.ASCII)


class Cycle(NamedTuple):
    """A repeating interval.

    Attributes:
        repetitions: how many times, or None for without end.
        start: the first beginning, or None where it begins with the timer.
        duration: from one beginning to the next.
        end: where the last one ends, or None.
    """

    repetitions: int | None
    start: DateTime | None
    duration: YearsMonthsDuration | DaysTimeDuration
    end: DateTime | None


def cycle(text: str) -> Cycle | None:
    """Read ``R[n]/duration``, ``R[n]/start/duration``, ``R[n]/duration/end`` or ``R[n]/start/end``.

    A duration alone repeats without end. None where the text is none of these, or where the
    duration is not longer than zero.
    """
    parts = text.strip().split("/")
    repetitions: int | None = None
    match = _REPEAT.fullmatch(parts[0])
    if match is not None:
        repetitions = int(match[1]) if match[1] not in ("", "-1") else None
        parts = parts[1:]
    found = _interval(parts)
    if found is None or not _is_forward(found[1]):
        return None
    return Cycle(repetitions, *found)


def _interval(
    parts: list[str],
) -> tuple[DateTime | None, YearsMonthsDuration | DaysTimeDuration, DateTime | None] | None:
    points = [date_and_time(part) for part in parts]
    lengths = [duration(part) for part in parts]
    if len(parts) == 1 and (only := lengths[0]) is not None:
        return None, only, None
    if len(parts) != 2:
        return None
    if points[0] is not None and (second := lengths[1]) is not None:
        return points[0], second, None
    if (first := lengths[0]) is not None and points[1] is not None:
        return None, first, points[1]
    start, end = points
    if start is not None and end is not None and start.is_local == end.is_local:
        return start, DaysTimeDuration(end.nanoseconds - start.nanoseconds), None
    return None


def _is_forward(length: YearsMonthsDuration | DaysTimeDuration) -> bool:
    if isinstance(length, YearsMonthsDuration):
        return length.total_months > 0
    return length.nanoseconds > 0
