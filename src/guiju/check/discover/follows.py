"""The directly-follows map of a log: how often, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guiju.journal import NO_TIME, Log


@dataclass(frozen=True, slots=True)
class Follow:
    """One activity directly behind another.

    Attributes:
        source: name of the first activity.
        target: name of the second.
        count: how often.
        cases: in how many cases.
        median: seconds between the two events, the middle one; None where no times are known.
        mean: seconds between the two events on average; None where no times are known.
    """

    source: str
    target: str
    count: int
    cases: int
    median: float | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class ActivityUse:
    """How often an activity happens.

    Attributes:
        activity: its name.
        count: events.
        cases: cases with one or more.
        starts: cases that begin with it.
        ends: cases that end with it.
    """

    activity: str
    count: int
    cases: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class FollowsMap:
    """A whole log as a map; what is more frequent comes first."""

    activities: tuple[ActivityUse, ...]
    follows: tuple[Follow, ...]


def follows_map(log: Log) -> FollowsMap:
    """Who directly follows whom, with frequencies and times.

    Args:
        log: cases of events in order; events without a time count, but not for the times.
    """
    codes = log.activity.codes.astype(np.int64)
    inside = np.ones(max(len(log) - 1, 0), dtype=np.bool_)
    breaks = log.starts[1:-1] - 1
    inside[breaks[(breaks >= 0) & (breaks < inside.size)]] = False
    first = np.flatnonzero(inside)
    pair = codes[first] * len(log.activities) + codes[first + 1]
    narrow = (
        len(log.activities) ** 2 <= 1 << 16
    )  # numbers of 16 bits are sorted several times faster
    order = np.argsort(pair.astype(np.uint16) if narrow else pair, kind="stable")
    found, begin = np.unique(pair[order], return_index=True)
    seconds = _seconds(log.time[first], log.time[first + 1])[order]
    case = log.case[first[order]]
    follows = []
    ends = [*begin[1:].tolist(), order.size]
    for key, first_of, end in zip(found.tolist(), begin.tolist(), ends[: found.size], strict=True):
        source, target = divmod(int(key), len(log.activities))
        known = seconds[first_of:end]
        known = known[~np.isnan(known)]
        of = case[first_of:end]  # ascending: rows of a case lie together
        cases = 1 + int(np.count_nonzero(of[1:] != of[:-1]))
        median = float(np.median(known)) if known.size else None
        mean = float(known.mean()) if known.size else None
        names = log.activities[source], log.activities[target]
        follows.append(Follow(*names, end - first_of, cases, median, mean))
    follows.sort(key=lambda f: (-f.count, f.source, f.target))
    return FollowsMap(_uses(log, codes), tuple(follows))


def _seconds(one: NDArray[np.int64], two: NDArray[np.int64]) -> NDArray[np.float64]:
    missing = (one == NO_TIME) | (two == NO_TIME)
    apart = np.where(missing, 0, two - np.where(missing, 0, one)) / 1e6
    return np.where(missing, np.nan, apart)


def _uses(log: Log, codes: NDArray[np.int64]) -> tuple[ActivityUse, ...]:
    size = len(log.activities)
    full = np.diff(log.starts) > 0
    counts = np.bincount(codes, minlength=size)
    starts = np.bincount(codes[log.starts[:-1][full]], minlength=size)
    ends = np.bincount(codes[log.starts[1:][full] - 1], minlength=size)
    pairs = pa.array(log.case.astype(np.int64) * size + codes).unique().to_numpy()
    cases = np.bincount(pairs % size, minlength=size) if size else counts
    uses = [
        ActivityUse(name, int(counts[i]), int(cases[i]), int(starts[i]), int(ends[i]))
        for i, name in enumerate(log.activities)
    ]
    return tuple(sorted(uses, key=lambda use: (-use.count, use.activity)))
