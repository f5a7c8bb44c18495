"""Orders the tied events of a log by a policy, and tells how many cases that touches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guiju.check.practice import Practice, VariantTable
from guiju.check.ties.choose import cheapest_order, keeps_least
from guiju.check.ties.groups import Grouped, Numbers, grouped, groups_of, has_times, is_tied
from guiju.check.ties.lattice import Lattice, parts
from guiju.check.vectors import Tables

TiePolicy = Literal["source order", "best fitting", "partial order"]
"""What the order of events of equal time is.

- *source order*: the one of the source.
- *best fitting*: the one of the source where no other costs less, else one that costs least.
- *partial order*: they have none. Cases that differ in the order of tied events alone are one
  variant, of an order that costs least.
"""

_PARTS: Final = 1024
_NODES: Final = 1 << 25


@dataclass(frozen=True, slots=True)
class TieReport:
    """What the policy on ties did.

    Attributes:
        policy: the policy that was asked for.
        cases: cases with events of equal time.
        reordered: cases that are checked in another order than the source's.
        cut: cases with a group of tied events that is too large to look at all its orders: that
            group keeps the source's order.
        unordered: tied cases that all keep the source's order, since the standard has no
            automaton by which orders could be compared: the policy did nothing.
    """

    policy: TiePolicy
    cases: int
    reordered: int = 0
    cut: int = 0
    unordered: int = 0


@dataclass(frozen=True, slots=True)
class _Table:
    sequences: Sequence[Sequence[int]]
    of_case: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ordered:
    """A log whose tied events have got an order; it is a `Practice`."""

    activities: Sequence[str]
    table: _Table = field(repr=False)
    log: Any = field(repr=False)

    @property
    def case_ids(self) -> pa.Array:
        """The ids of all cases."""
        return self.log.case_ids

    def variants(self) -> VariantTable:
        """The distinct sequences."""
        return self.table

    def case_id(self, case: int) -> str:
        """The id of a case."""
        return str(self.log.case_id(case))


def ordered(
    log: Practice, policy: TiePolicy, tables: Tables | None, ignored: Collection[int] = ()
) -> tuple[Practice, TieReport]:
    """The log in the order that a policy says, and what the policy did.

    Args:
        log: the log; without times it has no ties.
        policy: the policy.
        tables: the automaton, ready for the log's activities; None where there is none.
        ignored: activity codes whose events are left out.
    """
    tied = int(getattr(getattr(log, "report", None), "tied_cases", 0))
    if policy == "source order" or not has_times(log):
        return log, TieReport(policy, tied)
    found = grouped(log, ignored, policy == "partial order")  # type: ignore[arg-type]
    counts = np.bincount(found.of_case, minlength=len(found.variants))
    touched = np.array([is_tied(v) for v in found.variants], dtype=np.bool_)
    cases = int(counts[touched].sum())
    if tables is None:
        return log, TieReport(policy, cases, unordered=cases)
    sequences, cut = _ordered(found.variants, tables, policy)
    table = _merged(sequences, found.of_case)
    reordered = _changed(found, sequences)
    report = TieReport(policy, cases, reordered, int(counts[cut].sum()))
    return Ordered(log.activities, table, log), report


def _ordered(
    variants: Sequence[Numbers], tables: Tables, policy: TiePolicy
) -> tuple[list[Numbers], NDArray[np.bool_]]:
    """The chosen sequence of each variant, and which ones were cut."""
    chosen: list[Numbers] = [tuple(number >> 1 for number in v) for v in variants]
    cut = np.zeros(len(variants), dtype=np.bool_)
    room = max(1, _NODES // tables.completion.size)
    batch: list[tuple[int, list[list[int]]]] = []
    used = 0
    for variant, numbers in enumerate(variants):
        if not is_tied(numbers):
            continue
        groups, cut[variant] = _within(groups_of(numbers))
        batch.append((variant, groups))
        used += sum(map(parts, groups))
        if used > room:
            _choose(batch, tables, policy, chosen)
            batch, used = [], 0
    _choose(batch, tables, policy, chosen)
    return chosen, cut


def _within(groups: list[list[int]]) -> tuple[list[list[int]], bool]:
    """Groups past the bound fall apart into single events in the given order."""
    if all(parts(group) <= _PARTS for group in groups):
        return groups, False
    kept: list[list[int]] = []
    for group in groups:
        kept += [group] if parts(group) <= _PARTS else [[code] for code in group]
    return kept, True


def _choose(
    batch: list[tuple[int, list[list[int]]]],
    tables: Tables,
    policy: TiePolicy,
    chosen: list[Numbers],
) -> None:
    lattice = Lattice()
    for _, groups in batch:
        lattice.add(groups)
    cost = lattice.costs(tables)
    for variant, groups in batch:
        if policy == "partial order" or not keeps_least(tables, lattice, cost, groups):
            chosen[variant] = tuple(cheapest_order(tables, lattice, cost, groups))


def _merged(sequences: list[Numbers], of_case: NDArray[np.int32]) -> _Table:
    """Equal sequences become one variant; the most frequent first."""
    number: dict[Numbers, int] = {}
    group = np.array([number.setdefault(s, len(number)) for s in sequences], dtype=np.int64)
    now = group[of_case]
    order = np.argsort(-np.bincount(now, minlength=len(number)), kind="stable")
    rank = np.empty(order.size, dtype=np.int32)
    rank[order] = np.arange(order.size, dtype=np.int32)
    distinct = list(number)
    return _Table([distinct[i] for i in order.tolist()], rank[now])


def _changed(found: Grouped, sequences: list[Numbers]) -> int:
    """How many cases have another order than in the source."""
    symbols, starts = found.source
    lengths = np.array([len(s) for s in sequences], dtype=np.int64)
    flat = np.array([code for s in sequences for code in s], dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(lengths)])[:-1]
    own = np.diff(starts)
    rows = np.repeat(first[found.of_case] - starts[:-1], own) + np.arange(symbols.size)
    differs = np.concatenate([[0], np.cumsum(flat[rows] != symbols)])
    return int(np.count_nonzero(differs[starts[1:]] > differs[starts[:-1]]))
