"""no-response: an activity that calls for another later in the case does not get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.condition import Condition
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, next_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class NoResponse:
    """Declare's *response*: every `activation` is followed by `response` in its case.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activation: activity that calls for the response.
        response: activity that must follow.
        when: data condition on the activating event.
    """

    name: ClassVar[str] = "no-response"
    activation: str
    response: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per activating event that is never followed."""
        template = "After {activation!r}, {response!r} must follow in the case."
        values = {"activation": self.activation, "response": self.response}
        rows = rows_of(log, self.activation)
        if self.when is not None:
            holds = self.when.of(log, rows)
            if holds is None:
                problems = missing_column(self.name, self.when.attribute)
                return Breaches(self.name, template, values, problems=problems)
            rows = rows[holds]
        alone = rows[next_of(log, rows, rows_of(log, self.response)) < 0]
        missing = np.full(alone.size, -1)
        return Breaches(self.name, template, values, rows.size, case_of(log, alone), missing, alone)
