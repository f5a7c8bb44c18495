"""no-response: an activity that calls for another later in the case does not get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.nearness import FOLLOWING, Nearness, followed
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class NoResponse:
    """Declare's *response*: every `activation` is followed by `response` in its case.

    *Alternate response* where it must come before the next activation, *chain response* where it
    must be the very next event. Source: `guiju.check.rules.nearness`.

    Attributes:
        activation: activity that calls for the response.
        response: activity that must follow.
        when: data condition on the activating event.
        nearness: "anywhere", "before the next" or "directly".
    """

    name: ClassVar[str] = "no-response"
    activation: str
    response: str
    when: Condition | None = None
    nearness: Nearness = "anywhere"

    def check(self, log: Log) -> Breaches:
        """A breach per activating event that is never followed."""
        template = "After {activation!r}, {response!r} must follow {near}."
        near = FOLLOWING[self.nearness]
        values = {"activation": self.activation, "response": self.response, "near": near}
        rows = meeting(log, rows_of(log, self.activation), self.when)
        if rows is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        alone = rows[~followed(log, rows, rows_of(log, self.response), self.nearness)]
        missing = nowhere(alone.size)
        return Breaches(self.name, template, values, rows.size, case_of(log, alone), missing, alone)
