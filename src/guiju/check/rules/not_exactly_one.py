"""not-exactly-one: a case has both or neither of two alternatives."""

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
class NotExactlyOne:
    """Declare's *exclusive choice*: every case has one of the two activities and not the other.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        one: an activity.
        other: the alternative.
        when: data condition on the events that count; None: all of them.
    """

    name: ClassVar[str] = "not-exactly-one"
    one: str
    other: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case with both or neither."""
        template = "Every case must have either {one!r} or {other!r}."
        values = {"one": self.one, "other": self.other}
        one = meeting(log, rows_of(log, self.one), self.when)
        other = meeting(log, rows_of(log, self.other), self.when)
        if one is None or other is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        has = np.stack([counts_per_case(log, rows) > 0 for rows in (one, other)])
        wrong = np.flatnonzero(has[0] == has[1])
        nothing = nowhere(wrong.size)
        return Breaches(
            self.name,
            template,
            values,
            log.cases,
            wrong,
            nothing,
            nothing,
            reasons=("neither", "both"),
            reason=has[0][wrong].astype(np.int64),
        )
