"""A log as sequences of groups: the events of one case and one moment are one group.

A variant of groups is written as one number per event, ``2 * activity + open``, where `open` is 1
for an event that belongs to the group of the one before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from guiju.journal import NO_TIME, Coded, find_variants

Numbers = tuple[int, ...]


class Timed(Protocol):
    """What ties need of a log: its rows with their times, cases lying together."""

    @property
    def activity(self) -> Coded:
        """Activity per event."""
        ...

    @property
    def time(self) -> NDArray[np.int64]:
        """Microseconds per event."""
        ...

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each case begins."""
        ...


@dataclass(frozen=True, slots=True)
class Grouped:
    """The distinct sequences of groups of a log.

    Attributes:
        variants: numbers of each distinct sequence, see above.
        of_case: (cases,) which one each case has.
        source: activity codes of each case's sequence as the source has it, as
            (symbols, starts); without ignored activities.
    """

    variants: Sequence[Numbers]
    of_case: NDArray[np.int32]
    source: tuple[NDArray[np.int64], NDArray[np.int64]] = field(repr=False)


def has_times(log: Any) -> bool:
    """Whether a log tells when its events happened."""
    return all(hasattr(log, name) for name in ("time", "starts", "activity"))


def grouped(log: Timed, ignored: Collection[int], sort: bool) -> Grouped:
    """The groups of a log.

    Args:
        log: the log.
        ignored: activity codes whose events are left out.
        sort: whether the events of a group are put in the order of their codes, so that cases
            that differ in the order of tied events alone are one variant.
    """
    codes, starts, time = _kept(log, ignored)
    begins = np.ones(codes.size, dtype=np.bool_)
    begins[1:] = (time[1:] != time[:-1]) | (time[1:] == NO_TIME)
    begins[starts[:-1][np.diff(starts) > 0]] = True
    source = codes
    if sort and not begins.all():
        codes = codes[np.lexsort((codes, np.cumsum(begins)))]
    found = find_variants((2 * codes + ~begins).astype(np.int32), starts)
    return Grouped(found.sequences, found.of_case, (source, starts))


def _kept(
    log: Timed, ignored: Collection[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    codes, starts, time = log.activity.codes.astype(np.int64), log.starts, log.time
    if not ignored:
        return codes, starts, time
    keep = ~np.isin(codes, list(ignored))
    before = np.concatenate([[0], np.cumsum(keep)]).astype(np.int64)
    return codes[keep], before[starts], time[keep]


def groups_of(variant: Sequence[int]) -> list[list[int]]:
    """The activity codes of each group, in order."""
    groups: list[list[int]] = []
    for number in variant:
        if number & 1:
            groups[-1].append(number >> 1)
        else:
            groups.append([number >> 1])
    return groups


def is_tied(variant: Sequence[int]) -> bool:
    """Whether some group has several events."""
    return any(number & 1 for number in variant)
