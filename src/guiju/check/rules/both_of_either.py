"""both-of-either: a case has two activities that exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
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
    """

    name: ClassVar[str] = "both-of-either"
    one: str
    other: str

    def check(self, log: Log) -> Breaches:
        """A breach per case with both; at the later one's first event, since the earlier's."""
        one, other = rows_of(log, self.one), rows_of(log, self.other)
        one = one[first_of_runs(case_of(log, one))]
        other = other[first_of_runs(case_of(log, other))]
        cases, others = case_of(log, one), case_of(log, other)
        both, i, j = np.intersect1d(cases, others, assume_unique=True, return_indices=True)
        first, second = one[i], other[j]
        return Breaches(
            self.name,
            "{one!r} and {other!r} may not both happen in a case.",
            {"one": self.one, "other": self.other},
            cases.size + others.size - both.size,
            both,
            np.maximum(first, second),
            np.minimum(first, second),
        )
