"""both-of-either: a case has two activities that exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.rows import case_of, rows_of
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
        cases, at_one = np.unique(case_of(log, one), return_index=True)
        others, at_other = np.unique(case_of(log, other), return_index=True)
        both, i, j = np.intersect1d(cases, others, return_indices=True)
        first, second = one[at_one[i]], other[at_other[j]]
        return Breaches(
            self.name,
            "{one!r} and {other!r} may not both happen in a case.",
            {"one": self.one, "other": self.other},
            int(np.union1d(cases, others).size),
            both,
            np.maximum(first, second),
            np.minimum(first, second),
        )
