"""Public holidays and adjusted working days, from the ``holidays`` library.

The library answers for years it knows nothing certain of: for 2027 and later it gives China's
statutory days and not one adjusted working day, without a warning. Therefore :func:`known_until`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

_ESTIMATES = range(2020, 2041)


@lru_cache(maxsize=512)
def public_days(
    country: str, subdivision: str | None, year: int
) -> tuple[frozenset[date], frozenset[date]]:
    """(days off, adjusted working days) of one year; both empty where the library knows none."""
    found = _ask(country, subdivision, year)
    adjusted = frozenset(day for day in found.weekend_workdays if day.year == year)
    return frozenset(day for day in found if day.year == year) - adjusted, adjusted


@lru_cache(maxsize=128)
def known_until(country: str, subdivision: str | None) -> date | None:
    """The last day for which the holidays are more than a guess; None where rules fix them all.

    A government that moves working days announces them year by year: known are the years for
    which such a table exists. Where days follow the moon, known are the years before the first
    one with an estimated date.
    """
    found = _ask(country, subdivision, _ESTIMATES.start)
    if found.has_substituted_holidays:
        years = _announced(found)
        return date(max(years), 12, 31) if years else None
    for year in _ESTIMATES:
        if any("estimated" in name for name in _ask(country, subdivision, year, True).values()):
            return date(year - 1, 12, 31)
    return None


def is_known(country: str, subdivision: str | None) -> bool:
    """Whether the library has this country, and this subdivision of it."""
    try:
        _ask(country, subdivision, _ESTIMATES.start)
    except NotImplementedError:
        return False
    return True


def _announced(found: Any) -> set[int]:
    tables = (
        getattr(found, name)
        for name in dir(found)
        if name.startswith("special_") and name != "special_holidays"
    )
    return {year for table in tables if isinstance(table, dict) for year in table}


def _ask(country: str, subdivision: str | None, year: int, english: bool = False) -> Any:
    from holidays import country_holidays  # half a second to import: only where a country is named

    language = "en_US" if english else None
    return country_holidays(country, subdiv=subdivision, years=[year], language=language)
