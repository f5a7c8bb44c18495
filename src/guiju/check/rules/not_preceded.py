"""not-preceded: an activity happens without what must come before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.condition import Condition
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, last_before, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class NotPreceded:
    """Declare's *precedence*: every `activation` has a `requirement` before it in its case.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activation: activity that needs the other.
        requirement: activity that must have happened.
        when: data condition on the activating event.
    """

    name: ClassVar[str] = "not-preceded"
    activation: str
    requirement: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per activating event with nothing before it."""
        template = "Before {activation!r}, {requirement!r} must have happened in the case."
        values = {"activation": self.activation, "requirement": self.requirement}
        rows = rows_of(log, self.activation)
        if self.when is not None:
            holds = self.when.of(log, rows)
            if holds is None:
                problems = missing_column(self.name, self.when.attribute)
                return Breaches(self.name, template, values, problems=problems)
            rows = rows[holds]
        early = rows[last_before(log, rows, rows_of(log, self.requirement)) < 0]
        nothing = np.full(early.size, -1)
        return Breaches(self.name, template, values, rows.size, case_of(log, early), early, nothing)
