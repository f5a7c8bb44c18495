"""too-seldom: a case does not have an activity as often as it must."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.rows import counts_per_case, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class TooSeldom:
    """Declare's *existence(n)*: every case has the activity at least `least` times.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activity: what must happen.
        least: how often.
    """

    name: ClassVar[str] = "too-seldom"
    activity: str
    least: int = 1

    def check(self, log: Log) -> Breaches:
        """A breach per case that has it fewer times."""
        counts = counts_per_case(log, rows_of(log, self.activity))
        short = np.flatnonzero(counts < self.least)
        nothing = np.full(short.size, -1)
        return Breaches(
            self.name,
            "{activity!r} must happen at least {least} times in every case.",
            {"activity": self.activity, "least": self.least},
            log.cases,
            short,
            nothing,
            nothing,
        )
