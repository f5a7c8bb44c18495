"""followed-anyway: an activity comes after one that it may not follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.nearness import FOLLOWING, Nearness, followed
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, next_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class FollowedAnyway:
    """Declare's *not succession*: no `activation` is followed by `forbidden` in its case.

    *Not chain succession* where it may only not be the very next event. Source:
    `guiju.check.rules.nearness`.

    Attributes:
        activation: activity after which the other is forbidden.
        forbidden: activity that may not follow.
        when: data condition on the activating event.
        nearness: "anywhere", "before the next" or "directly".
    """

    name: ClassVar[str] = "followed-anyway"
    activation: str
    forbidden: str
    when: Condition | None = None
    nearness: Nearness = "anywhere"

    def check(self, log: Log) -> Breaches:
        """A breach per activating event; at the first event that follows it."""
        template = "After {activation!r}, {forbidden!r} may not follow {near}."
        near = FOLLOWING[self.nearness]
        values = {"activation": self.activation, "forbidden": self.forbidden, "near": near}
        rows = meeting(log, rows_of(log, self.activation), self.when)
        if rows is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        others = rows_of(log, self.forbidden)
        since = rows[followed(log, rows, others, self.nearness)]
        row = next_of(log, since, others)
        return Breaches(self.name, template, values, rows.size, case_of(log, row), row, since)
