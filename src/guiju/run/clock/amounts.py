"""How long something may take: working time, or working days. The two are never exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, TypeAlias

import regex

from guiju.standard.model.problem import Problem

Ends: TypeAlias = Literal["close", "same-time"]

LONGEST: Final = timedelta(days=3660)
"""Working time beyond this is refused: it is a slip of the pen."""

MOST_DAYS: Final = 3660


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Time counted while the calendar works.

    Attributes:
        time: at least zero.
    """

    time: timedelta


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days of the calendar, not 24 hours.

    Attributes:
        days: at least 1. The day on which it starts is not counted.
        ends: ``close``: at the end of the last shift of the last day; ``same-time``: at the time
            of day at which it started, on the last day.
    """

    days: int
    ends: Ends = "close"


Amount: TypeAlias = WorkingTime | WorkingDays

_WRITTEN = regex.compile(
    r"(?P<number>\d{1,9})\s*(?:working[ -])?(?P<unit>min(?:ute)?s?|h(?:ours?)?|d(?:ays?)?)",
    regex.IGNORECASE,
)
_ISO = regex.compile(
    r"P(?:(?P<days>\d{1,9})D)?"
    r"(?P<time>T(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,9})S)?)?"
)


def read_amount(text: object, element: str | None = None, ends: Ends = "close") -> Amount | Problem:
    """``15 min``, ``8 h``, ``3 d``, ``3 working days``, ``PT8H`` or ``P3D`` as an amount.

    A day, in either notation, is a working day. Days and hours together (``P1DT2H``) are
    refused: a working day has no fixed number of hours.
    """
    if not isinstance(text, str):
        return _unreadable(text, element)
    found = _read_written(text.strip(), ends) or _read_iso(text.strip(), ends)
    return _in_bounds(found, text, element) if found else _unreadable(text, element)


def _read_written(text: str, ends: Ends) -> Amount | None:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    number, unit = int(match["number"]), match["unit"][0].lower()
    if unit == "d":
        return WorkingDays(number, ends)
    return WorkingTime(timedelta(hours=number) if unit == "h" else timedelta(minutes=number))


def _read_iso(text: str, ends: Ends) -> Amount | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    parts = {name: int(match[name] or 0) for name in ("hours", "minutes", "seconds")}
    if match["days"]:
        return None if match["time"] else WorkingDays(int(match["days"]), ends)
    return WorkingTime(timedelta(**parts)) if any(match[name] for name in parts) else None


def _in_bounds(amount: Amount, text: str, element: str | None) -> Amount | Problem:
    if isinstance(amount, WorkingDays):
        fits = 0 < amount.days <= MOST_DAYS
    else:
        fits = timedelta() < amount.time <= LONGEST
    if fits:
        return amount
    return Problem(
        "amount-out-of-bounds",
        "expected an amount above zero and up to {most} days, found {found}",
        element,
        {"most": MOST_DAYS, "found": text},
    )


def _unreadable(text: object, element: str | None) -> Problem:
    return Problem(
        "amount-unreadable",
        "expected working time (15 min, 8 h, PT8H) or working days (3 d, P3D), found {found}",
        element,
        {"found": str(text)[:100]},
    )
