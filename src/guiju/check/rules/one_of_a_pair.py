"""one-of-a-pair: a case has one of two activities that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, first_of_runs, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class OneOfAPair:
    """Declare's *co-existence*: a case has both activities or none of them.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        one: an activity.
        other: the one that belongs to it.
        when: data condition on the events that count; None: all of them.
    """

    name: ClassVar[str] = "one-of-a-pair"
    one: str
    other: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case with one alone; since its first event."""
        template = "{one!r} and {other!r} happen in a case both or not at all."
        values = {"one": self.one, "other": self.other}
        one = meeting(log, rows_of(log, self.one), self.when)
        other = meeting(log, rows_of(log, self.other), self.when)
        if one is None or other is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        first = np.concatenate([r[first_of_runs(case_of(log, r))] for r in (one, other)])
        having, place, count = np.unique(case_of(log, first), return_index=True, return_counts=True)
        since = first[place[count == 1]]
        missing = nowhere(since.size)
        return Breaches(
            self.name, template, values, having.size, case_of(log, since), missing, since
        )
