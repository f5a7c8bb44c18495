"""out-of-succession: of two activities in succession one comes without the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.nearness import FOLLOWING, Nearness, followed, preceded
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class OutOfSuccession:
    """Declare's *succession*: `second` follows every `first`, and no `second` comes without one.

    *Alternate* and *chain succession* by `nearness`. Source: `guiju.check.rules.nearness`.

    Attributes:
        first: the one that comes first.
        second: the one that follows it.
        when: data condition on the events of both that are looked at.
        nearness: "anywhere", "before the next" or "directly".
    """

    name: ClassVar[str] = "out-of-succession"
    first: str
    second: str
    when: Condition | None = None
    nearness: Nearness = "anywhere"

    def check(self, log: Log) -> Breaches:
        """A breach per first that is not followed and per second that is not preceded."""
        template = "{second!r} must follow {first!r} {near}, and never come without it."
        values = {"first": self.first, "second": self.second, "near": FOLLOWING[self.nearness]}
        first = meeting(log, rows_of(log, self.first), self.when)
        second = meeting(log, rows_of(log, self.second), self.when)
        if first is None or second is None:
            problems = missing_column(self.name, self.when.attribute if self.when else "")
            return Breaches(self.name, template, values, problems=problems)
        alone = first[~followed(log, first, second, self.nearness)]
        early = second[~preceded(log, second, first, self.nearness)]
        return Breaches(
            self.name,
            template,
            values,
            first.size + second.size,
            case_of(log, np.concatenate([alone, early])),
            np.concatenate([np.full(alone.size, -1), early]),
            np.concatenate([alone, np.full(early.size, -1)]),
            reasons=("nothing follows", "nothing came before"),
            reason=np.repeat([0, 1], [alone.size, early.size]),
        )
