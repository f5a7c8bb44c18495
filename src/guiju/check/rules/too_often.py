"""too-often: a case has an activity more often than it may."""

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
class TooOften:
    """Declare's *absence(n)*: no case has the activity more than `most` times; 0 forbids it.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activity: what may not happen more often.
        most: how often it may.
        when: data condition on the events that count; None: all of them.
    """

    name: ClassVar[str] = "too-often"
    activity: str
    most: int = 0
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per event past the allowed number; the first one too many calls for nothing."""
        template = "{activity!r} may happen at most {most} times in a case."
        values = {"activity": self.activity, "most": self.most}
        rows = meeting(log, rows_of(log, self.activity), self.when)
        if rows is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        begins = first_of_runs(case_of(log, rows))
        first = np.repeat(begins, np.diff(np.append(begins, rows.size)))
        over = rows[np.arange(rows.size) - first >= self.most]
        return Breaches(
            self.name,
            template,
            values,
            log.cases,
            case_of(log, over),
            over,
            nowhere(over.size),
        )
