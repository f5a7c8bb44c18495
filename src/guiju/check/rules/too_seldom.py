"""too-seldom: a case does not have an activity as often as it must."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.parameters import missing_column
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
        when: data condition on the events that count; None: all of them.
    """

    name: ClassVar[str] = "too-seldom"
    activity: str
    least: int = 1
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case that has it fewer times."""
        template = "{activity!r} must happen at least {least} times in every case."
        values = {"activity": self.activity, "least": self.least}
        rows = meeting(log, rows_of(log, self.activity), self.when)
        if rows is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        counts = counts_per_case(log, rows)
        short = np.flatnonzero(counts < self.least)
        nothing = nowhere(short.size)
        return Breaches(
            self.name,
            template,
            values,
            log.cases,
            short,
            nothing,
            nothing,
        )
