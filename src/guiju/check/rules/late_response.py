"""late-response: an activity comes later than it may after the one that calls for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.elapsed import Elapsed, as_it_passes, counted
from guiju.check.rules.parameters import out_of_range
from guiju.check.rules.pauses import paused_seconds, stretches
from guiju.check.rules.rows import Rows, case_of, next_of, rows_of, seconds_between
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class LateResponse:
    """Deadline: the next `response` after `activation` comes within `limit`.

    A response that never comes is told by `no-response`. What lies in a pause does not count.

    Attributes:
        activation: activity that starts the clock.
        response: activity that stops it.
        limit: the longest time between them.
        pauses: pairs of activities that stop and go on with the clock in between.
        elapsed: how time is counted, such as on a working calendar; None: as it passes. In a
            rules file the name of a calendar.
    """

    name: ClassVar[str] = "late-response"
    activation: str
    response: str
    limit: timedelta
    pauses: tuple[tuple[str, str], ...] = ()
    elapsed: Elapsed | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per activation whose response comes after the limit."""
        template = "{response!r} must come within {limit} after {activation!r}."
        values = {"activation": self.activation, "response": self.response, "limit": self.limit}
        if self.limit < timedelta(0):
            problems = out_of_range(self.name, "limit", "of at least 0", self.limit)
            return Breaches(self.name, template, values, problems=problems)
        since = rows_of(log, self.activation)
        row = next_of(log, since, rows_of(log, self.response))
        since, row = since[row >= 0], row[row >= 0]
        seconds = seconds_between(log, since, row)
        late = np.flatnonzero(seconds > self.limit.total_seconds())
        if late.size and (self.pauses or self.elapsed):
            left = self._counted(log, since[late], row[late])
            late = late[left > self.limit.total_seconds()]
        return Breaches(
            self.name,
            template,
            values,
            since.size,
            case_of(log, row[late]),
            row[late],
            since[late],
            int(np.isnan(seconds).sum()),
        )

    def _counted(self, log: Log, since: Rows, row: Rows) -> NDArray[np.float64]:
        """(rows,) seconds that count; only asked where plain time is past the limit already."""
        whole = counted(log, since, row, self.elapsed)
        count = self.elapsed or as_it_passes
        return whole - paused_seconds(log, stretches(log, self.pauses), since, row, count)
