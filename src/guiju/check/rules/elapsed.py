"""How the time between two moments is counted: as it passes, or on a working calendar."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from guiju.check.rules.rows import Rows
from guiju.journal import Log

Elapsed = Callable[[int, int], float]
"""Seconds that count between two moments, each in microseconds since 1970 UTC."""


def as_it_passes(begin: int, end: int) -> float:
    """All seconds between two moments."""
    return (end - begin) / 1e6


def counted(log: Log, since: Rows, row: Rows, elapsed: Elapsed | None) -> NDArray[np.float64]:
    """(rows,) the seconds that count from one row to another; both must have a time."""
    count = elapsed or as_it_passes
    begins, ends = log.time[since].tolist(), log.time[row].tolist()
    return np.array([count(b, e) for b, e in zip(begins, ends, strict=True)], dtype=np.float64)
