"""Calendars and deadlines out of a pack: plain data in; calendars, clocks and problems out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from guiju.standard.model.problem import Problem

from .calendar import Calendar, Shifts, always
from .clock import Clock
from .deadline import Deadline
from .deadlines import read_deadlines
from .public import is_known
from .written import (
    Trouble,
    read_date,
    read_dates,
    read_list,
    read_mapping,
    read_shifts,
    read_weekdays,
    read_yearly,
)

_KEYS: Final = frozenset(
    {
        *("zone", "always", "week", "country", "subdivision", "adjusted_as"),
        *("closed", "open", "days", "covered_until"),
    }
)


@dataclass(frozen=True, slots=True)
class Timing:
    """What a pack says about time.

    Attributes:
        calendars: by name; only those without an error.
        clocks: by name; only those without an error, and with nothing to ask of a case.
        deadlines: by name, all without an error.
        problems: all that is wrong.
    """

    calendars: Mapping[str, Calendar]
    clocks: Mapping[str, Clock]
    problems: tuple[Problem, ...]
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)


@dataclass(slots=True)
class _Days:
    """Days of one calendar while they are gathered."""

    closed: set[date] = field(default_factory=set)
    closed_yearly: set[tuple[int, int]] = field(default_factory=set)
    days: dict[date, Shifts] = field(default_factory=dict)
    yearly: dict[tuple[int, int], Shifts] = field(default_factory=dict)


def load_timing(text: str | bytes) -> Timing:
    """:func:`read_timing` of a YAML text; a text that is no YAML is a problem."""
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = Problem("yaml-unreadable", "expected YAML, found a syntax error", line=line)
        return Timing({}, {}, (problem,))
    return read_timing(data)


def read_timing(data: object) -> Timing:
    """The ``calendars:`` and ``deadlines:`` of a pack. ``docs/clock.md`` shows every key."""
    trouble = Trouble()
    pack = read_mapping(data, "pack", trouble)
    calendars: dict[str, Calendar] = {}
    for name, written in read_mapping(pack.get("calendars"), "calendars", trouble).items():
        found = _calendar(name, written, f"calendars.{name}", trouble)
        if found is not None:
            calendars[name] = found
    deadlines = read_deadlines(pack.get("deadlines"), calendars, trouble)
    clocks = {
        name: clock
        for name, each in deadlines.items()
        if not each.asks and isinstance(clock := each.clock(calendars, {}), Clock)
    }
    return Timing(calendars, clocks, tuple(trouble), deadlines)


def _calendar(name: str, data: object, place: str, trouble: Trouble) -> Calendar | None:
    before = len(trouble)
    written = read_mapping(data, place, trouble)
    for key in written.keys() - _KEYS:
        trouble.add("calendar-key-unknown", f"{place}.{key}", "expected one of {keys}", keys=_LIST)
    zone = _zone(written.get("zone"), f"{place}.zone", trouble)
    if written.get("always") is True:
        return always(name, zone) if len(trouble) == before else None
    week = _week(written.get("week"), f"{place}.week", trouble)
    country, subdivision = _country(written, place, trouble)
    days = _days(written, place, trouble)
    opened = _opened(written, days, place, trouble)
    covered = written.get("covered_until")
    calendar = Calendar(
        name,
        zone,
        week,
        country,
        subdivision,
        _adjusted_as(written, week, place, trouble),
        frozenset(days.closed),
        frozenset(opened),
        days.days,
        frozenset(days.closed_yearly),
        days.yearly,
        None if covered is None else read_date(covered, f"{place}.covered_until", trouble),
    )
    return calendar if len(trouble) == before else None


_LIST = ", ".join(sorted(_KEYS))


def _zone(data: object, place: str, trouble: Trouble) -> str:
    try:
        return ZoneInfo(data if isinstance(data, str) else "").key
    except (KeyError, ValueError, OSError):
        trouble.add("zone-unknown", place, "expected an IANA time zone, found {found}", found=data)
        return "UTC"


def _week(data: object, place: str, trouble: Trouble) -> tuple[Shifts, ...]:
    week: list[Shifts] = [()] * 7
    named: set[int] = set()
    for text, written in read_mapping(data, place, trouble).items():
        shifts = read_shifts(written, f"{place}.{text}", trouble)
        for day in read_weekdays(text, place, trouble):
            if day in named:
                trouble.add(
                    "weekday-twice", place, "expected each day once, found {found}", found=text
                )
            named.add(day)
            week[day] = shifts
    if not any(week):
        trouble.add("week-without-work", place, "expected at least one shift, found none")
    _check_nights(week, place, trouble)
    return tuple(week)


def _check_nights(week: list[Shifts], place: str, trouble: Trouble) -> None:
    """A night shift must be over when the next day's first shift begins."""
    for day, shifts in enumerate(week):
        after = week[(day + 1) % 7]
        if shifts and after and max(s.end for s in shifts) - 24 * 60 > after[0].start:
            trouble.add(
                "shifts-overlap", place, "expected the night shift to end before the next day's"
            )


def _adjusted_as(
    written: dict[str, Any], week: tuple[Shifts, ...], place: str, trouble: Trouble
) -> int:
    text = written.get("adjusted_as")
    if text is None:
        return next((day for day in range(7) if week[day]), 0)
    days = read_weekdays(str(text), f"{place}.adjusted_as", trouble)
    return days[0] if days else 0


def _country(
    written: dict[str, Any], place: str, trouble: Trouble
) -> tuple[str | None, str | None]:
    country, part = (written.get(key) for key in ("country", "subdivision"))
    if country is None and part is None:
        return None, None
    known = isinstance(country, str) and is_known(country, None)
    if not known:  # unquoted, Norway's code is the YAML word for false
        trouble.add("country-unknown", f"{place}.country", "expected an ISO 3166 code in quotes")
    elif part is not None and not (isinstance(part, str) and is_known(str(country), part)):
        trouble.add("subdivision-unknown", f"{place}.subdivision", "found {found}", found=part)
    else:
        return str(country), part
    return None, None


def _days(written: dict[str, Any], place: str, trouble: Trouble) -> _Days:
    days = _Days()
    for item in read_list(written.get("closed"), f"{place}.closed", trouble):
        yearly = read_yearly(item)
        if yearly:
            days.closed_yearly.add(yearly)
        else:
            days.closed.update(read_dates(item, f"{place}.closed", trouble))
    for text, shifts in read_mapping(written.get("days"), f"{place}.days", trouble).items():
        where = f"{place}.days.{text}"
        yearly, found = read_yearly(text), read_shifts(shifts, f"{place}.days.{text}", trouble)
        if yearly:
            days.yearly[yearly] = found
        else:
            days.days.update((day, found) for day in read_dates(text, where, trouble))
    return days


def _opened(written: dict[str, Any], days: _Days, place: str, trouble: Trouble) -> set[date]:
    opened: set[date] = set()
    for item in read_list(written.get("open"), f"{place}.open", trouble):
        opened.update(read_dates(item, f"{place}.open", trouble))
    for day in sorted(opened & days.closed):
        trouble.add(
            "day-open-and-closed", f"{place}.open", "{day} is both open and closed", day=day
        )
    return opened
