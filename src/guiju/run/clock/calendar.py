"""A working calendar as data: weekly shifts, holidays, adjusted working days, company days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

DAY = 24 * 60
"""Minutes of a nominal day; a day of the wall clock may be longer or shorter."""

Span = tuple[datetime, datetime]
"""One stretch of working time in UTC, the end not included."""


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """One stretch of work on the wall clock.

    Attributes:
        start: minutes after local midnight of the day it belongs to, 0 to 1439.
        end: minutes after the same midnight, at most one nominal day after ``start``; above 1440
            the shift crosses midnight and still belongs to the day on which it began.
    """

    start: int
    end: int


Shifts = tuple[Shift, ...]
_NO_DAYS: Mapping[date, Shifts] = MappingProxyType({})
_NO_YEARLY: Mapping[tuple[int, int], Shifts] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Calendar:
    """When work is done. Which rule wins on a day is said in :func:`guiju.run.clock.shifts_on`.

    Attributes:
        name: of the calendar in its pack.
        zone: IANA name of the time zone in which the shifts are written.
        week: seven tuples of shifts, Monday first; no two of them overlap.
        country: ISO 3166 code whose public holidays and adjusted working days count, or None.
        subdivision: ISO 3166-2 code inside the country, or None.
        adjusted_as: weekday (Monday 0) whose shifts are worked on an adjusted working day.
        closed: days the company does not work.
        open: days the company works though they are a holiday or a day off.
        days: days with shifts of their own: half days, stock-taking.
        closed_yearly: (month, day) closed in every year.
        yearly: (month, day) with shifts of their own wherever that day is worked at all.
        covered_until: last day for which holidays are known, or None: ask the country's data.
    """

    name: str
    zone: str
    week: tuple[Shifts, ...]
    country: str | None = None
    subdivision: str | None = None
    adjusted_as: int = 0
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    days: Mapping[date, Shifts] = field(default_factory=lambda: _NO_DAYS)
    closed_yearly: frozenset[tuple[int, int]] = frozenset()
    yearly: Mapping[tuple[int, int], Shifts] = field(default_factory=lambda: _NO_YEARLY)
    covered_until: date | None = None
    spans: dict[date, tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Spans already worked out, by day; a memo, never part of the calendar's meaning."""


def always(name: str = "always", zone: str = "UTC") -> Calendar:
    """The calendar that never rests: every minute of every day is working time."""
    return Calendar(name, zone, ((Shift(0, DAY),),) * 7)
