"""A person's own figures: how many steps were done, and how many of them in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from guiju.run.engine import Engine
from guiju.run.times import micros

DAYS: Final = 30
MOST: Final = 5000


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody did lately.

    Attributes:
        done: entries that were theirs in the last 30 days.
        cases: cases they had a hand in.
        week: entries of the last seven days.
    """

    done: int
    cases: int
    week: int


def figures_of(engine: Engine, person: str, now: datetime) -> Figures:
    """The figures of one person; at most the last 5,000 entries are counted."""
    reader: Any = engine.reader()
    since, week = (micros(now - timedelta(days=each)) for each in (DAYS, 7))
    sql = (
        "SELECT count(*), count(DISTINCT case_no), sum(CASE WHEN time >= ? THEN 1 ELSE 0 END)"
        " FROM (SELECT case_no, time FROM entries WHERE actor = ? AND time >= ? LIMIT ?) x"
    )
    done, cases, lately = reader.ask(sql, (week, person, since, MOST))[0]
    return Figures(done or 0, cases or 0, lately or 0)
