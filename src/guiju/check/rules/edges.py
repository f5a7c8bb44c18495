"""The first or the last events of all cases, held against the activity they must be of."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.condition import Condition, meeting
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import Rows, case_of, rows_of
from guiju.journal import Log


class OnEdge(Protocol):
    """A rule on one event of each case."""

    @property
    def name(self) -> str:
        """The complaint."""
        ...

    @property
    def activity(self) -> str:
        """What that event must be of."""
        ...

    @property
    def when(self) -> Condition | None:
        """Data condition that it meets too."""
        ...


def wrong_edges(rule: OnEdge, log: Log, template: str, edges: Rows) -> Breaches:
    """A breach per case whose event is none of the rule's; a case without events is not judged.

    Args:
        rule: what the event must be.
        log: the log.
        template: the rule in words.
        edges: (cases,) the row of each case's event.
    """
    values = {"activity": rule.activity}
    good = meeting(log, rows_of(log, rule.activity), rule.when)
    if good is None:
        problems = missing_column(rule.name, rule.when.attribute if rule.when else "")
        return Breaches(rule.name, template, values, problems=problems)
    rows = edges[np.diff(log.starts) > 0]
    wrong = rows[~np.isin(rows, good)]
    cases, since = case_of(log, wrong), nowhere(wrong.size)
    return Breaches(rule.name, template, values, rows.size, cases, wrong, since)
