"""slow-hand-over: work waits too long between one person and the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.elapsed import Elapsed, counted
from guiju.check.rules.parameters import missing_column, out_of_range
from guiju.check.rules.rows import case_of, codes_of, rows_of, seconds_between
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class SlowHandOver:
    """Hand-over time: from an event to the next of its case by another person, at most `limit`.

    A hand-over is a pair of directly following events by different people (van der Aalst, Reijers,
    Song, "Discovering social networks from event logs", CSCW 2005). Pairs without a person or
    without a time are counted as unknown.

    Attributes:
        limit: longest time between the two events.
        first: activity that hands over; "" for any.
        second: activity that takes over; "" for any.
        column: where the person stands: "resource" or an event attribute.
        elapsed: how time is counted, such as on a working calendar; None: as it passes. In a
            rules file the name of a calendar.
    """

    name: ClassVar[str] = "slow-hand-over"
    limit: timedelta
    first: str = ""
    second: str = ""
    column: str = "resource"
    elapsed: Elapsed | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per hand-over past the limit: at its second event, since its first."""
        template = "Work passes from one person to the next within {limit}."
        values = {"limit": self.limit, "first": self.first, "second": self.second}
        person = codes_of(log, self.column)
        problems = missing_column(self.name, self.column) if person is None else ()
        if self.limit < timedelta(0):
            problems += out_of_range(self.name, "limit", "of at least 0", self.limit)
        if problems or person is None:
            return Breaches(self.name, template, values, problems=problems)
        row = np.setdiff1d(np.arange(1, len(log)), log.starts, assume_unique=True)
        if self.first:
            row = row[np.isin(row - 1, rows_of(log, self.first))]
        if self.second:
            row = row[np.isin(row, rows_of(log, self.second))]
        named = (person[row] >= 0) & (person[row - 1] >= 0)
        passed = named & (person[row] != person[row - 1])
        seconds = seconds_between(log, row - 1, row)
        late = row[passed & (seconds > self.limit.total_seconds())]
        if self.elapsed:  # what is within the limit as it passes is so on every calendar
            late = late[counted(log, late - 1, late, self.elapsed) > self.limit.total_seconds()]
        unknown = ~named | (passed & np.isnan(seconds))
        return Breaches(
            self.name,
            template,
            values,
            int((passed & ~np.isnan(seconds)).sum()),
            case_of(log, late),
            late,
            late - 1,
            int(unknown.sum()),
        )
