"""From least costs to one order of least cost, decided from the beginning of the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.costs import FAR
from guiju.check.ties.lattice import Costs, Lattice, Rest, without
from guiju.check.vectors import Tables

_Vector = NDArray[Any]


def cheapest_order(
    tables: Tables, lattice: Lattice, cost: Costs, groups: Sequence[Sequence[int]]
) -> list[int]:
    """The activity codes of a case in an order of least cost.

    Of several such orders it is the one that keeps the given order of each group longest.

    Args:
        tables: the automaton.
        lattice: holds the case.
        cost: what is still to be paid at its nodes.
        groups: codes of each group, in the order to be kept where it costs nothing.
    """
    behind = _behind(lattice, groups)
    done = np.full(tables.completion.size, FAR, dtype=np.int64)
    done[0] = 0
    least = int(cost.of(behind[0])[0])
    chosen: list[int] = []
    for place, group in enumerate(groups):
        rest: Rest = tuple(sorted(group))
        wanted = list(group)
        while wanted:
            for code in dict.fromkeys(wanted):
                after = forward(tables, done, code)
                node = lattice.next(behind[place + 1], rest, code)
                if len(set(wanted)) == 1 or int((after + cost.of(node)).min()) == least:
                    break
            done, rest = after, without(rest, code)
            wanted.remove(code)
            chosen.append(code)
    return chosen


def keeps_least(
    tables: Tables, lattice: Lattice, cost: Costs, groups: Sequence[Sequence[int]]
) -> bool:
    """Whether the given order is one of least cost."""
    done = np.full(tables.completion.size, FAR, dtype=np.int64)
    done[0] = 0
    for group in groups:
        for code in group:
            done = forward(tables, done, code)
    return int((done + tables.completion).min()) == int(cost.of(_behind(lattice, groups)[0])[0])


def forward(tables: Tables, done: _Vector, code: int) -> _Vector:
    """(states,) least cost of being in each state after one more event, model moves before it."""
    rows = slice(int(tables.first[code]), int(tables.first[code + 1]))
    after: _Vector = done + int(tables.log_cost[code])
    if rows.start < rows.stop:
        reached = (tables.via[rows] + done).min(axis=1)
        np.minimum.at(after, tables.via_target[rows], reached)
    return after


def _behind(lattice: Lattice, groups: Sequence[Sequence[int]]) -> list[int]:
    """Per place the node of the case from that group on; the last is the empty one."""
    found = [0]
    for group in reversed(groups):
        found.append(lattice.number[found[-1], tuple(sorted(group))])
    return found[::-1]
