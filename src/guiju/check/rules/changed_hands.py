"""changed-hands: a step that belongs to the person of an earlier one was done by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, codes_of, last_before, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class ChangedHands:
    """Same person (binding of duties): `second` is done by whoever did the last `first` before it.

    Events without a person cannot be judged and are counted as unknown.

    Source: Russell, van der Aalst, ter Hofstede, Edmond, "Workflow resource patterns", CAiSE 2005,
    pattern "retain familiar".

    Attributes:
        first: the activity that binds.
        second: the activity bound to its person.
        column: where the person stands: "resource" or an event attribute.
    """

    name: ClassVar[str] = "changed-hands"
    first: str
    second: str
    column: str = "resource"

    def check(self, log: Log) -> Breaches:
        """A breach per `second` by another person than the last `first` before it."""
        template = "{second!r} belongs to the person who did {first!r}."
        values = {"first": self.first, "second": self.second}
        person = codes_of(log, self.column)
        if person is None:
            problems = missing_column(self.name, self.column)
            return Breaches(self.name, template, values, problems=problems)
        second = rows_of(log, self.second)
        first = last_before(log, second, rows_of(log, self.first))
        second, first = second[first >= 0], first[first >= 0]
        known = (person[first] >= 0) & (person[second] >= 0)
        bad = known & (person[first] != person[second])
        return Breaches(
            self.name,
            template,
            values,
            int(known.sum()),
            case_of(log, second[bad]),
            second[bad],
            first[bad],
            int((~known).sum()),
        )
