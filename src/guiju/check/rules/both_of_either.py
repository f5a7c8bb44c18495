"""both-of-either: a case has two activities that exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, first_of_runs, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class BothOfEither:
    """Declare's *not co-existence*: no case has both activities.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        one: an activity.
        other: the one that excludes it.
        when: data condition on the events that count; None: all of them.
    """

    name: ClassVar[str] = "both-of-either"
    one: str
    other: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case with both; at the later one's first event, since the earlier's."""
        template = "{one!r} and {other!r} may not both happen in a case."
        values = {"one": self.one, "other": self.other}
        one = meeting(log, rows_of(log, self.one), self.when)
        other = meeting(log, rows_of(log, self.other), self.when)
        if one is None or other is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        one = one[first_of_runs(case_of(log, one))]
        other = other[first_of_runs(case_of(log, other))]
        cases, others = case_of(log, one), case_of(log, other)
        both, i, j = np.intersect1d(cases, others, assume_unique=True, return_indices=True)
        first, second = one[i], other[j]
        return Breaches(
            self.name,
            template,
            values,
            cases.size + others.size - both.size,
            both,
            np.maximum(first, second),
            np.minimum(first, second),
        )
