"""done-again: a case returns to an activity after it had gone on to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.rows import case_of, last_before, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class DoneAgain:
    """Rework: `activity` happens after `after` although it had happened before it.

    Attributes:
        activity: what is done again.
        after: the step by which it should have been settled; None: any other activity.
    """

    name: ClassVar[str] = "done-again"
    activity: str
    after: str | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per return; since the event of the activity before it."""
        rows = rows_of(log, self.activity)
        before = last_before(log, rows, rows)
        again, since = rows[before >= 0], before[before >= 0]
        if self.after is None:
            bad = again - since > 1
        else:
            bad = last_before(log, again, rows_of(log, self.after)) > since
        return Breaches(
            self.name,
            "{activity!r} should not be done again after {after}.",
            {"activity": self.activity, "after": self.after or "another step"},
            rows.size,
            case_of(log, again[bad]),
            again[bad],
            since[bad],
        )
