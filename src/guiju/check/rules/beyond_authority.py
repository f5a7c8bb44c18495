"""beyond-authority: a decision about more than the person's role may decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, numbers_of, rows_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class BeyondAuthority:
    """Authority by amount: who does `activity` has a limit of at least the event's amount.

    Somebody without a limit may decide nothing; an event without an amount or without a person
    cannot be judged and is counted as unknown.

    Attributes:
        activity: the decision.
        amount: event attribute that holds the amount.
        limits: person or role to the largest amount.
        column: where the person or role stands: "resource" or an event attribute.
    """

    name: ClassVar[str] = "beyond-authority"
    activity: str
    amount: str
    limits: Mapping[str, float]
    column: str = "resource"

    def check(self, log: Log) -> Breaches:
        """A breach per decision above the limit of its maker."""
        template = "{activity!r} is limited by the {amount!r} that its maker may decide."
        values = {"activity": self.activity, "amount": self.amount}
        amounts = numbers_of(log, self.amount)
        makers = _texts(log, self.column)
        if amounts is None or makers is None:
            column = self.amount if amounts is None else self.column
            problems = missing_column(self.name, column)
            return Breaches(self.name, template, values, problems=problems)
        rows = rows_of(log, self.activity)
        named = [makers(row) for row in rows.tolist()]
        limit = np.array([np.nan if m is None else self.limits.get(m, -np.inf) for m in named])
        known = ~np.isnan(amounts[rows]) & ~np.isnan(limit)
        bad = rows[known & (amounts[rows] > limit)]
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


def _texts(log: Log, column: str) -> Callable[[int], str | None] | None:
    if column == "resource":
        return None if log.resource is None else log.resource.text
    if column not in log.attributes:
        return None
    texts: list[str | None] = log.attributes[column].dense(len(log)).to_pylist()
    return texts.__getitem__
