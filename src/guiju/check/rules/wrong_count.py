"""wrong-count: a case does not have an activity exactly as often as it must."""

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
class WrongCount:
    """Declare's *exactly(n)*: every case has the activity exactly `times` times.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activity: what must happen.
        times: how often.
        when: data condition on the events that count; None: all of them.
    """

    name: ClassVar[str] = "wrong-count"
    activity: str
    times: int = 1
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case that has it more or fewer times."""
        template = "{activity!r} must happen exactly {times} times in every case."
        values = {"activity": self.activity, "times": self.times}
        rows = meeting(log, rows_of(log, self.activity), self.when)
        if rows is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        counts = counts_per_case(log, rows)
        wrong = np.flatnonzero(counts != self.times)
        nothing = nowhere(wrong.size)
        return Breaches(
            self.name,
            template,
            values,
            log.cases,
            wrong,
            nothing,
            nothing,
            reasons=("too few", "too many"),
            reason=(counts[wrong] > self.times).astype(np.int64),
        )
