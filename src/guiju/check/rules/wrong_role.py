"""wrong-role: a step was done by a person or in a role that may not do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, rows_of, texts_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class WrongRole:
    """Role-based allocation: `activity` is done in one of the `allowed` roles, or by such a person.

    Events without a role cannot be judged and are counted as unknown.

    Source: Russell, van der Aalst, ter Hofstede, Edmond, "Workflow resource patterns", CAiSE 2005,
    pattern "role-based distribution".

    Attributes:
        activity: the step.
        allowed: roles or people who may do it.
        column: where they stand: "resource" or an event attribute.
    """

    name: ClassVar[str] = "wrong-role"
    activity: str
    allowed: tuple[str, ...]
    column: str = "resource"

    def check(self, log: Log) -> Breaches:
        """A breach per event in a role that is not allowed."""
        template = "{activity!r} is done by {allowed} only."
        values = {"activity": self.activity, "allowed": ", ".join(self.allowed)}
        texts = texts_of(log, self.column)
        if texts is None:
            problems = missing_column(self.name, self.column)
            return Breaches(self.name, template, values, problems=problems)
        rows = rows_of(log, self.activity)
        roles = [texts[row] for row in rows.tolist()]
        known = np.array([role is not None for role in roles], dtype=np.bool_)
        wrong = np.array([role not in self.allowed for role in roles], dtype=np.bool_)
        bad = rows[known & wrong]
        return Breaches(
            self.name,
            template,
            values,
            int(known.sum()),
            case_of(log, bad),
            bad,
            nowhere(bad.size),
            int((~known).sum()),
        )
