"""without-companion: an activity happens in a case that lacks the one it needs, before or after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, counts_per_case, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class WithoutCompanion:
    """Declare's *responded existence*: a case with `activation` has `companion` too, anywhere.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activation: activity that needs the other.
        companion: the other, before or after.
        when: data condition on the activating event.
    """

    name: ClassVar[str] = "without-companion"
    activation: str
    companion: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per activating event in a case without the companion."""
        template = "A case with {activation!r} must have {companion!r} too."
        values = {"activation": self.activation, "companion": self.companion}
        rows = meeting(log, rows_of(log, self.activation), self.when)
        if rows is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        there = counts_per_case(log, rows_of(log, self.companion)) > 0
        alone = rows[~there[case_of(log, rows)]]
        missing = nowhere(alone.size)
        return Breaches(self.name, template, values, rows.size, case_of(log, alone), missing, alone)
