"""A log as the checker sees it: distinct sequences of codes, and which case has which.

Only what is needed is asked for, so that a journal's log, a table of a warehouse and a handful of
sequences in a test are all welcome.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class VariantTable(Protocol):
    """The distinct sequences of a log."""

    @property
    def sequences(self) -> Sequence[Sequence[int]]:
        """Activity codes of each variant."""
        ...

    @property
    def of_case(self) -> NDArray[np.int32]:
        """(cases,) variant of each case."""
        ...


class Practice(Protocol):
    """What really happened, as far as the order of activities goes."""

    @property
    def activities(self) -> Sequence[str]:
        """Names of the activities, by code."""
        ...

    def variants(self) -> VariantTable:
        """The distinct sequences."""
        ...

    def case_id(self, case: int) -> str:
        """The id of a case."""
        ...


@dataclass(frozen=True, slots=True)
class _Table:
    sequences: Sequence[Sequence[int]]
    of_case: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Sequences:
    """A log given as sequences of names; case ids are the places in the list, from 1."""

    activities: tuple[str, ...]
    table: _Table = field(repr=False)

    def variants(self) -> VariantTable:
        """The distinct sequences."""
        return self.table

    def case_id(self, case: int) -> str:
        """The id of a case."""
        return str(case + 1)


def sequences(cases: Iterable[Sequence[str]]) -> Sequences:
    """A log of plain sequences of activity names, one per case."""
    code: dict[str, int] = {}
    variant: dict[Hashable, int] = {}
    of_case = [
        variant.setdefault(tuple(code.setdefault(a, len(code)) for a in case), len(variant))
        for case in cases
    ]
    found = [tuple(v) for v in variant if isinstance(v, tuple)]
    return Sequences(tuple(code), _Table(found, np.array(of_case, dtype=np.int32)))


@dataclass(frozen=True, slots=True)
class Flat:
    """All variants of a log side by side.

    Attributes:
        symbols: (events,) activity codes.
        offsets: (variants + 1,) where each variant begins.
        of_case: (cases,) variant of each case.
        counts: (variants,) how many cases have it.
    """

    symbols: NDArray[np.int64]
    offsets: NDArray[np.int64]
    of_case: NDArray[np.int64]
    counts: NDArray[np.int64]

    def events(self, variant: int) -> list[int]:
        """The activity codes of one variant."""
        found: list[int] = self.symbols[self.offsets[variant] : self.offsets[variant + 1]].tolist()
        return found


def flat_of(practice: Practice, ignored: Iterable[int] = ()) -> Flat:
    """The variants of a log, without the events of ignored activities."""
    table = practice.variants()
    lengths = np.fromiter(map(len, table.sequences), np.int64, len(table.sequences))
    symbols = np.fromiter(
        (code for s in table.sequences for code in s), np.int64, int(lengths.sum())
    )
    drop = list(ignored)
    if drop:
        keep = ~np.isin(symbols, drop)
        owner = np.repeat(np.arange(lengths.size), lengths)
        symbols = symbols[keep]
        lengths = np.bincount(owner[keep], minlength=lengths.size)
    of_case = np.asarray(table.of_case, dtype=np.int64)
    return Flat(
        symbols,
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        of_case,
        np.bincount(of_case, minlength=lengths.size),
    )
