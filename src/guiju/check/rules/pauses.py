"""Stretches of a case in which a clock stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from guiju.check.rules.rows import Rows, next_of, rows_of
from guiju.journal import NO_TIME, Log


def stretches(log: Log, pairs: Iterable[tuple[str, str]]) -> NDArray[np.int64]:
    """(stretches, 2) rows where a pause begins and ends, by first row; overlapping ones joined.

    Args:
        log: the log.
        pairs: the activity that begins a pause and the one that ends it. A pause that is never
            ended lasts to the end of its case.
    """
    found: list[tuple[int, int]] = []
    for begin, end in pairs:
        first = rows_of(log, begin)
        last = next_of(log, first, rows_of(log, end))
        last = np.where(last < 0, log.starts[log.case[first] + 1] - 1, last)
        found += zip(first.tolist(), last.tolist(), strict=True)
    joined: list[tuple[int, int]] = []
    for first_row, last_row in sorted(found):
        if joined and first_row <= joined[-1][1] and _same_case(log, joined[-1][0], first_row):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last_row))
        else:
            joined.append((first_row, last_row))
    return np.array(joined, dtype=np.int64).reshape(-1, 2)


def _same_case(log: Log, one: int, other: int) -> bool:
    return bool(log.case[one] == log.case[other])


def paused_seconds(
    log: Log,
    pauses: NDArray[np.int64],
    since: Rows,
    row: Rows,
    count: Callable[[int, int], float],
) -> NDArray[np.float64]:
    """(rows,) seconds of pause that fall between two rows of one case.

    Args:
        log: the log.
        pauses: as `stretches` gives them.
        since: (rows,) where each span begins.
        row: (rows,) where it ends.
        count: seconds that count between two moments.
    """
    first = np.searchsorted(pauses[:, 1], since, side="right").tolist()
    last = np.searchsorted(pauses[:, 0], row, side="left").tolist()
    total = np.zeros(since.size)
    for i, (begin, end) in enumerate(zip(since.tolist(), row.tolist(), strict=True)):
        for a, b in pauses[first[i] : last[i]].tolist():
            moments = (int(log.time[max(a, begin)]), int(log.time[min(b, end)]))
            if NO_TIME not in moments:
                total[i] += count(*moments)
    return total
