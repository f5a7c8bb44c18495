"""one-pair-of-eyes: two steps that need two persons were done by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import Rows, case_of, codes_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class OnePairOfEyes:
    """Four eyes: within a case nobody does both `first` and `second`.

    With the same activity twice: each of its events needs another person. Events without a
    person cannot be judged and are counted as unknown.

    Source: Botha and Eloff, "Separation of duties for access control enforcement in workflow
    environments", IBM Systems Journal 40 (2001).

    Attributes:
        first: an activity.
        second: the activity that needs somebody else.
        column: where the person stands: "resource" or an event attribute.
    """

    name: ClassVar[str] = "one-pair-of-eyes"
    first: str
    second: str
    column: str = "resource"

    def check(self, log: Log) -> Breaches:
        """A breach per event of a person who did the other step before, or will after."""
        template = "{first!r} and {second!r} need two different persons."
        values = {"first": self.first, "second": self.second}
        person = codes_of(log, self.column)
        if person is None:
            problems = missing_column(self.name, self.column)
            return Breaches(self.name, template, values, problems=problems)
        first, second = rows_of(log, self.first), rows_of(log, self.second)
        known = person[second] >= 0
        unknown = int((~known).sum())
        second = second[known]
        first = first[person[first] >= 0]
        span = np.int64(person.max(initial=0)) + 1
        keys, at = np.unique(case_of(log, first) * span + person[first], return_index=True)
        since = _partner(keys, first[at], case_of(log, second) * span + person[second])
        bad = (since >= 0) & (since != second)
        return Breaches(
            self.name,
            template,
            values,
            second.size,
            case_of(log, second[bad]),
            second[bad],
            since[bad],
            unknown,
        )


def _partner(keys: Rows, rows: Rows, wanted: Rows) -> Rows:
    """Per wanted key the row that has it, -1 for none."""
    at = np.searchsorted(keys, wanted)
    found = np.append(keys, -1)[at] == wanted
    return np.where(found, np.append(rows, -1)[at], -1)
