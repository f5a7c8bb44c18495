"""not-preceded: an activity happens without what must come before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.nearness import PRECEDING, Nearness, preceded
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class NotPreceded:
    """Declare's *precedence*: every `activation` has a `requirement` before it in its case.

    *Alternate precedence* where it must have come since the last activation, *chain precedence*
    where it must be the event right before. Source: `guiju.check.rules.nearness`.

    Attributes:
        activation: activity that needs the other.
        requirement: activity that must have happened.
        when: data condition on the activating event.
        nearness: "anywhere", "before the next" or "directly".
    """

    name: ClassVar[str] = "not-preceded"
    activation: str
    requirement: str
    when: Condition | None = None
    nearness: Nearness = "anywhere"

    def check(self, log: Log) -> Breaches:
        """A breach per activating event with nothing before it."""
        template = "Before {activation!r}, {requirement!r} must have happened {near}."
        near = PRECEDING[self.nearness]
        values = {"activation": self.activation, "requirement": self.requirement, "near": near}
        rows = meeting(log, rows_of(log, self.activation), self.when)
        if rows is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        early = rows[~preceded(log, rows, rows_of(log, self.requirement), self.nearness)]
        nothing = nowhere(early.size)
        return Breaches(self.name, template, values, rows.size, case_of(log, early), early, nothing)
