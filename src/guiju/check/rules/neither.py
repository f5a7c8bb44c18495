"""neither: a case has none of the activities of which it must have one."""

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
class Neither:
    """Declare's *choice*: every case has at least one of the two activities, or both.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        one: an activity.
        other: the other one.
        when: data condition on the events that count; None: all of them.
    """

    name: ClassVar[str] = "neither"
    one: str
    other: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case with neither."""
        template = "Every case must have {one!r} or {other!r}."
        values = {"one": self.one, "other": self.other}
        one = meeting(log, rows_of(log, self.one), self.when)
        other = meeting(log, rows_of(log, self.other), self.when)
        if one is None or other is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        empty = np.flatnonzero(counts_per_case(log, one) + counts_per_case(log, other) == 0)
        nothing = nowhere(empty.size)
        return Breaches(self.name, template, values, log.cases, empty, nothing, nothing)
