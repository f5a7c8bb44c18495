"""missing-document: a step was done without the document it needs, or before it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.parameters import missing_column, out_of_range
from guiju.check.rules.rows import (
    Rows,
    case_of,
    last_before,
    next_of,
    rows_of,
    seconds_between,
    texts_of,
)
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """Each `activity` has the `document` in its case before it, or within `grace` after it.

    A document arrives with the event that is named so, or that names it in `column`. One that
    comes too late and one that never comes are told apart by the reason.

    Attributes:
        activity: the step that needs the document.
        document: the document: an activity, or a text in `column`.
        grace: how long after the step the document may still come.
        column: where documents stand: "activity" or an event attribute.
    """

    name: ClassVar[str] = "missing-document"
    activity: str
    document: str
    grace: timedelta = timedelta(0)
    column: str = "activity"

    def check(self, log: Log) -> Breaches:
        """A breach per step: at the late document, or at no row; since the step."""
        template = "{activity!r} needs {document!r}, at the latest {grace} after it."
        values = {"activity": self.activity, "document": self.document, "grace": self.grace}
        arrived = self._arrived(log)
        problems = missing_column(self.name, self.column) if arrived is None else ()
        if self.grace < timedelta(0):
            problems += out_of_range(self.name, "grace", "of at least 0", self.grace)
        if problems or arrived is None:
            return Breaches(self.name, template, values, problems=problems)
        rows = rows_of(log, self.activity)
        itself = np.isin(rows, arrived)
        rows = rows[~itself & (last_before(log, rows, arrived) < 0)]
        document = next_of(log, rows, arrived)
        seconds = seconds_between(log, rows, document)
        within = (document >= 0) & (seconds <= self.grace.total_seconds())
        if not self.grace:
            within[:] = False
        unknown = (document >= 0) & np.isnan(seconds) & bool(self.grace)
        bad = ~within & ~unknown
        return Breaches(
            self.name,
            template,
            values,
            int(itself.size - unknown.sum()),
            case_of(log, rows[bad]),
            document[bad],
            rows[bad],
            int(unknown.sum()),
            reasons=("never came", "came too late"),
            reason=(document[bad] >= 0).astype(np.int64),
        )

    def _arrived(self, log: Log) -> Rows | None:
        """The rows with which a document arrived."""
        if self.column == "activity":
            return rows_of(log, self.document)
        texts = texts_of(log, self.column)
        if texts is None:
            return None
        return np.array(
            [r for r, text in enumerate(texts) if text == self.document], dtype=np.int64
        )
