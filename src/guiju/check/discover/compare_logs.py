"""What is different between two logs, in words: activities, order, ways, times."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from guiju.check.discover.difference import Difference, differs, duration
from guiju.check.discover.follows import Follow, follows_map
from guiju.journal import NO_TIME, Log

_FEWEST = 5
"""A time is compared where both logs have it so often."""


def compare_logs(
    one: Log, two: Log, share: float = 0.05, times: float = 1.25, most: int = 20
) -> tuple[Difference, ...]:
    """The differences of a second log from a first, the whole first, then the largest.

    Args:
        one: the log compared with, such as last year's.
        two: the log that is told.
        share: shares of cases that differ by less than this are the same.
        times: median times that differ by less than this factor are the same.
        most: how many of each kind.
    """
    found = [
        differs("sizes", "{one} cases in {ways_one} variants against {two} cases in {ways_two}.",
                one=one.cases, two=two.cases, ways_one=len(one.variants()),
                ways_two=len(two.variants()))
    ]  # fmt: skip
    found += _durations(one, two, times)
    kinds = (_activities(one, two, share), _ways(one, two, share), _follows(one, two, share, times))
    for kind in kinds:
        ranked = sorted(kind, key=lambda pair: -pair[0])
        found += [difference for _, difference in ranked[:most]]
    return tuple(found)


_Ranked = Iterator[tuple[float, Difference]]


def _activities(one: Log, two: Log, share: float) -> _Ranked:
    """Shares of cases that have an activity."""
    uses = [{use.activity: use for use in follows_map(log).activities} for log in (one, two)]
    for name in dict.fromkeys((*uses[0], *uses[1])):
        had, has = (use.get(name) for use in uses)
        a = had.cases / one.cases if had and one.cases else 0.0
        b = has.cases / two.cases if has and two.cases else 0.0
        if had is None or not had.cases:
            yield 1 + b, differs("activity-new", "{name} is new: in {share:.0%} of the cases.",
                                 name, name=name, share=b)  # fmt: skip
        elif has is None or not has.cases:
            text = "{name} is gone: it was in {share:.0%} of the cases."
            yield 1 + a, differs("activity-gone", text, name, name=name, share=a)
        elif abs(a - b) >= share:
            text = "{name} is in {after:.0%} of the cases; it was in {before:.0%}."
            yield abs(a - b), differs("activity-share", text, name, name=name, before=a, after=b)


def _ways(one: Log, two: Log, share: float) -> _Ranked:
    """Shares of cases that take the same way from begin to end."""
    shares = [_variant_shares(log) for log in (one, two)]
    for way in dict.fromkeys((*shares[0], *shares[1])):
        before, after = (found.get(way, 0.0) for found in shares)
        if abs(before - after) >= share:
            text = "{after:.0%} of the cases go {way}; it was {before:.0%}."
            told = " > ".join(way) if way else "no way at all"
            yield abs(before - after), differs("variant-share", text, None, way=told,
                                               before=before, after=after)  # fmt: skip


def _variant_shares(log: Log) -> dict[tuple[str, ...], float]:
    variants = log.variants()
    return {
        tuple(log.activities[code] for code in sequence): count / log.cases
        for sequence, count in zip(variants.sequences, variants.counts.tolist(), strict=True)
    }


def _follows(one: Log, two: Log, share: float, times: float) -> _Ranked:
    """What comes directly behind what, and how soon."""
    maps = [{(f.source, f.target): f for f in follows_map(log).follows} for log in (one, two)]
    for pair in dict.fromkeys((*maps[0], *maps[1])):
        had, has = (found.get(pair) for found in maps)
        a = had.cases / one.cases if had else 0.0
        b = has.cases / two.cases if has else 0.0
        names = {"source": pair[0], "target": pair[1]}
        if abs(a - b) >= share:
            text = "{target} comes directly after {source} in {after:.0%} of the cases; it was {before:.0%}."  # noqa: E501
            yield abs(a - b), differs("follows-share", text, pair[1], before=a, after=b, **names)
        if had and has and _changed(had, has, times):
            before, after = had.median or 0.0, has.median or 0.0
            text = "From {source} to {target} it takes {after} (median); it was {before}."
            rank = abs(math.log((after + 1) / (before + 1))) * min(a, b)
            yield rank, differs("follows-time", text, pair[1], before=duration(before),
                                after=duration(after), **names)  # fmt: skip


def _changed(had: Follow, has: Follow, times: float) -> bool:
    if had.median is None or has.median is None or min(had.count, has.count) < _FEWEST:
        return False
    low, high = sorted((had.median, has.median))
    return high > times * low


def _durations(one: Log, two: Log, times: float) -> Iterator[Difference]:
    lasts = [_lasting(log) for log in (one, two)]
    if min(last.size for last in lasts) < _FEWEST:
        return
    before, after = (float(np.median(last)) for last in lasts)
    low, high = sorted((before, after))
    if high > times * low:
        text = "A case takes {after} (median); it was {before}."
        yield differs("case-time", text, None, before=duration(before), after=duration(after))


def _lasting(log: Log) -> NDArray[np.float64]:
    """Seconds from the first to the last event of each case with times."""
    full = np.diff(log.starts) > 0
    first, last = log.time[log.starts[:-1][full]], log.time[log.starts[1:][full] - 1]
    known = (first != NO_TIME) & (last != NO_TIME)
    return np.asarray((last[known] - first[known]) / 1e6)
