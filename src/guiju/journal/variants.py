"""Variants: the distinct activity sequences of a log, each with its cases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .columns import Ints, Longs

Places = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """Distinct sequences, the most frequent first; among equals, the one seen first.

    Attributes:
        sequences: activity codes of each variant.
        counts: cases of each variant; shape (variants,), int64.
        of_case: variant of each case; shape (cases,), int32.
    """

    sequences: tuple[tuple[int, ...], ...]
    counts: Longs
    of_case: Ints

    def __len__(self) -> int:
        """How many variants there are."""
        return len(self.sequences)

    def cases_of(self, variant: int) -> npt.NDArray[np.int64]:
        """The codes of a variant's cases, ascending."""
        return np.flatnonzero(self.of_case == variant)


def find_variants(activity: Ints, starts: Longs) -> Variants:
    """Group cases by their activity sequence.

    Sequences are hashed to 64 bits all at once, then each case is compared with the first case
    of its hash event by event; where a hash lied the slow, certain way is taken.

    Args:
        activity: activity code per event; shape (events,).
        starts: rows ``starts[c]`` to ``starts[c + 1]`` are case c.
    """
    if len(starts) < 2:
        return Variants((), np.zeros(0, np.int64), np.zeros(0, np.int32))
    lengths = np.diff(starts)
    position = _positions(starts, lengths)
    first, group = _grouped(_hashes(activity, position, starts, lengths))
    if not _truly_equal(activity, starts, lengths, position, first[group]):
        first, group = _certain(activity, starts)
    return _ordered(activity, starts, first, group)


def _positions(starts: Longs, lengths: Longs) -> Places:
    """(events,) how many events of its case come before each, in 32 bits where that suffices."""
    kind: type[np.signedinteger] = np.int32 if starts[-1] < 1 << 31 else np.int64
    position: Places = np.arange(starts[-1]).astype(kind)
    position -= np.repeat(starts[:-1].astype(kind), lengths)
    return position


def _grouped(hashes: npt.NDArray[np.uint64]) -> tuple[Longs, Longs]:
    """The first case of each hash, by a hash table, and which hash each case has."""
    coded = pa.array(hashes).dictionary_encode()
    group = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    first = np.empty(len(coded.dictionary), dtype=np.int64)
    first[group[::-1]] = np.arange(group.size - 1, -1, -1)
    return first, group


def _hashes(
    activity: Ints, position: Places, starts: Longs, lengths: Longs
) -> npt.NDArray[np.uint64]:
    """(cases,) the sum of activity times place, each as a random number; and the length."""
    longest = int(lengths.max())
    with np.errstate(over="ignore"):
        of_place = _mixed(np.arange(longest, dtype=np.uint64) + np.uint64(1 << 32)) | np.uint64(1)
        of_activity = _mixed(np.arange(int(activity.max(initial=0)) + 1, dtype=np.uint64))
        mixed = of_activity[activity]
        mixed *= of_place[position]
        sums = np.concatenate(([np.uint64(0)], np.cumsum(mixed, dtype=np.uint64)))
        total: npt.NDArray[np.uint64] = sums[starts[1:]] - sums[starts[:-1]]
        return total + _mixed(lengths.astype(np.uint64) + np.uint64(1 << 40))


def _mixed(x: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014): every bit in changes every bit out."""
    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _truly_equal(
    activity: Ints, starts: Longs, lengths: Longs, position: Places, twin: npt.NDArray[np.int64]
) -> bool:
    if not bool((lengths == lengths[twin]).all()):
        return False
    twins_row = np.repeat(starts[:-1][twin], lengths) + position
    return bool((activity == activity[twins_row]).all())


def _certain(activity: Ints, starts: Longs) -> tuple[Longs, Longs]:
    seen: dict[bytes, int] = {}
    firsts: list[int] = []
    groups = np.empty(len(starts) - 1, np.int64)
    bounds = starts.tolist()
    for case in range(len(starts) - 1):
        key = activity[bounds[case] : bounds[case + 1]].tobytes()
        if key not in seen:
            seen[key] = len(firsts)
            firsts.append(case)
        groups[case] = seen[key]
    return np.array(firsts, np.int64), groups


def _ordered(activity: Ints, starts: Longs, first: Longs, group: Longs) -> Variants:
    counts = np.bincount(group, minlength=len(first))
    order = np.lexsort((first, -counts))
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    sequences = tuple(
        tuple(activity[starts[case] : starts[case + 1]].tolist()) for case in first[order].tolist()
    )
    return Variants(sequences, counts[order].astype(np.int64), rank[group])
