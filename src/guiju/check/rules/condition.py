"""A data condition on the event that activates a rule: attribute, comparison, value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from guiju.check.rules.rows import Rows, numbers_of
from guiju.journal import Log

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]

_COMPARE = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds for events whose attribute compares so with the value; never where it is missing.

    Attributes:
        attribute: name of an event attribute, or "resource".
        comparison: = and != compare texts or numbers, the others numbers.
        value: what it is compared with.
    """

    attribute: str
    comparison: Comparison
    value: Any

    def of(self, log: Log, rows: Rows) -> NDArray[np.bool_] | None:
        """(rows,) whether it holds; None where the log has no such attribute."""
        if self.comparison in ("=", "!=") and isinstance(self.value, str):
            return self._text(log, rows)
        numbers = numbers_of(log, self.attribute)
        if numbers is None:
            return None
        here, value = numbers[rows], float(self.value)
        if self.comparison == "=":
            return np.asarray(here == value, dtype=np.bool_)
        if self.comparison == "!=":
            return np.asarray((here != value) & ~np.isnan(here), dtype=np.bool_)
        return np.asarray(_COMPARE[self.comparison](here, value), dtype=np.bool_)

    def _text(self, log: Log, rows: Rows) -> NDArray[np.bool_] | None:
        if self.attribute == "resource" and log.resource is not None:
            column = pa.array(log.resource.texts(), pa.string())
        elif self.attribute in log.attributes:
            column = log.attributes[self.attribute].dense(len(log)).cast(pa.string())
        else:
            return None
        same = pc.equal(column.take(pa.array(rows)), self.value)
        if self.comparison == "!=":
            same = pc.invert(same)
        found: NDArray[np.bool_] = pc.fill_null(same, False).to_numpy(zero_copy_only=False)
        return found


def meeting(log: Log, rows: Rows, when: Condition | None) -> Rows | None:
    """The rows for which a condition holds, all where there is none; None without the attribute."""
    if when is None:
        return rows
    holds = when.of(log, rows)
    return None if holds is None else rows[holds]
