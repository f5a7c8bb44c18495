"""How near one activity has to be to another: Declare's plain, alternate and chain templates.

Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
processes", EDOC 2007; with conditions as in Burattin, Maggi, Sperduti, "Conformance checking
based on multi-perspective declarative process models", Expert Systems with Applications 65 (2016).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from guiju.check.rules.rows import Rows, last_before, next_of
from guiju.journal import Log

Nearness = Literal["anywhere", "before the next", "directly"]
"""anywhere later (or earlier) in the case; with no other activation between; side by side."""

NEARNESSES: tuple[str, ...] = get_args(Nearness)

FOLLOWING: Mapping[str, str] = {
    "anywhere": "later in the case",
    "before the next": "before the next such event",
    "directly": "directly",
}
"""What each nearness says of an event that follows."""

PRECEDING: Mapping[str, str] = {
    "anywhere": "earlier in the case",
    "before the next": "since the last such event",
    "directly": "directly before",
}
"""What each nearness says of an event that comes before."""


def followed(log: Log, rows: Rows, others: Rows, nearness: Nearness) -> NDArray[np.bool_]:
    """(rows,) whether one of the others comes after each row, as near as told."""
    found = next_of(log, rows, others)
    if nearness == "directly":
        return np.asarray(found == rows + 1)
    if nearness == "before the next":
        again = next_of(log, rows, rows)
        return np.asarray((found >= 0) & ((again < 0) | (found <= again)))
    return np.asarray(found >= 0)


def preceded(log: Log, rows: Rows, others: Rows, nearness: Nearness) -> NDArray[np.bool_]:
    """(rows,) whether one of the others comes before each row, as near as told."""
    found = last_before(log, rows, others)
    if nearness == "directly":
        return np.asarray((found >= 0) & (found == rows - 1))
    if nearness == "before the next":
        return np.asarray((found >= 0) & (found >= last_before(log, rows, rows)))
    return np.asarray(found >= 0)
