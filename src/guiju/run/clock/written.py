"""Small pieces of a written calendar: times of day, weekdays, dates, with what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import regex

from guiju.standard.model.problem import Problem

from .calendar import DAY, Shift, Shifts

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_RANGE: Final = 400
"""Days a written range of dates may have."""

_SHIFT = regex.compile(r"([01]\d|2[0-4]):([0-5]\d)\s*-\s*([01]\d|2[0-4]):([0-5]\d)")
_YEARLY = regex.compile(r"(\d\d)-(\d\d)")


class Trouble(list[Problem]):
    """The problems found so far."""

    def add(self, code: str, place: str, template: str, **values: Any) -> None:
        """Keep one more; ``place`` is the path in the file, ``calendars.office.week``."""
        shown = {name: str(value)[:100] for name, value in values.items()}
        self.append(Problem(code, template, place, shown))


def read_mapping(data: object, place: str, trouble: Trouble) -> dict[str, Any]:
    """A mapping with text as keys; an empty one, and a problem, for anything else."""
    if isinstance(data, dict):
        return {_text(key): value for key, value in data.items()}
    if data is not None:
        trouble.add("mapping-expected", place, "expected a mapping, found {found}", found=data)
    return {}


def read_list(data: object, place: str, trouble: Trouble) -> list[Any]:
    """A list; an empty one, and a problem, for anything else."""
    if isinstance(data, list):
        return data
    if data is not None:
        trouble.add("list-expected", place, "expected a list, found {found}", found=data)
    return []


def read_shifts(data: object, place: str, trouble: Trouble) -> Shifts:
    """``["09:00-12:00", "13:00-18:00"]`` in order; an end before its start is the next day."""
    shifts: list[Shift] = []
    for text in read_list(data, place, trouble):
        match = _SHIFT.fullmatch(text) if isinstance(text, str) else None
        shift = _shift(*(int(part) for part in match.groups())) if match else None
        if shift is None:
            trouble.add(
                "shift-unreadable",
                place,
                "expected HH:MM-HH:MM in quotes, found {found}",
                found=text,
            )
        else:
            shifts.append(shift)
    shifts.sort()
    for one, other in pairwise(shifts):
        if other.start < one.end:
            trouble.add(
                "shifts-overlap", place, "expected shifts one after another, found an overlap"
            )
    return tuple(shifts)


def _shift(hour: int, minute: int, end_hour: int, end_minute: int) -> Shift | None:
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if start >= DAY or end > DAY:
        return None
    return Shift(start, end if end > start else end + DAY)


def read_weekdays(text: str, place: str, trouble: Trouble) -> tuple[int, ...]:
    """``mon`` or ``mon-fri`` (also ``sat-tue``) as weekdays, Monday 0."""
    names = [part.strip().lower()[:3] for part in text.split("-")]
    if len(names) > 2 or any(name not in WEEKDAYS for name in names):
        trouble.add(
            "weekday-unknown", place, "expected mon, tue, ... or mon-fri, found {found}", found=text
        )
        return ()
    first, last = (WEEKDAYS.index(name) for name in (names[0], names[-1]))
    return tuple((first + n) % 7 for n in range((last - first) % 7 + 1))


def read_date(data: object, place: str, trouble: Trouble) -> date | None:
    """A date written 2026-12-24; None, and a problem, for anything else."""
    found = _date(data)
    if found is None:
        trouble.add(
            "date-unreadable", place, "expected a date, 2026-12-24, found {found}", found=data
        )
    return found


def read_yearly(data: object) -> tuple[int, int] | None:
    """(month, day) written 12-24; None for anything else."""
    match = _YEARLY.fullmatch(data) if isinstance(data, str) else None
    if match is None:
        return None
    month, day = int(match[1]), int(match[2])
    return (month, day) if _date(f"2024-{month:02}-{day:02}") else None


def read_dates(data: object, place: str, trouble: Trouble) -> Iterator[date]:
    """One date, or the dates from one to another written 2026-12-24/2026-12-31."""
    ends = data.split("/") if isinstance(data, str) else [data]
    dates = [read_date(end, place, trouble) for end in ends]
    first, last = dates[0], dates[-1]
    if first is None or last is None:
        return
    if len(dates) > 2 or not 0 <= (last - first).days <= LONGEST_RANGE:
        trouble.add(
            "dates-unreadable",
            place,
            "expected two dates in order, at most {most} days apart, found {found}",
            most=LONGEST_RANGE,
            found=data,
        )
        return
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _date(data: object) -> date | None:
    if isinstance(data, date) and not isinstance(data, datetime):
        return data
    if not isinstance(data, str) or len(data.strip()) != 10:
        return None
    try:
        return date.fromisoformat(data.strip())
    except ValueError:
        return None


def _text(key: object) -> str:
    return key.isoformat() if isinstance(key, date) else str(key)
