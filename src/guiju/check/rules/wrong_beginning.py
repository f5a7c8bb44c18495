"""wrong-beginning: a case begins with another activity than it must."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class WrongBeginning:
    """Declare's *init*: the first event of every case is `activity`.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activity: what a case begins with.
        when: data condition that the first event meets too; None: any event of the activity.
    """

    name: ClassVar[str] = "wrong-beginning"
    activity: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case; at its first event. A case without events is not judged."""
        template = "Every case begins with {activity!r}."
        values = {"activity": self.activity}
        good = meeting(log, rows_of(log, self.activity), self.when)
        if good is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        own = np.flatnonzero(np.diff(log.starts))
        rows = log.starts[:-1][own]
        wrong = rows[~np.isin(rows, good)]
        nothing = nowhere(wrong.size)
        return Breaches(self.name, template, values, rows.size, case_of(log, wrong), wrong, nothing)
