"""The cheapest order of tied events: min-plus vectors over what is still to come of each group.

A node stands for an ending of a case of which the first group is begun in any order: what is left
of the group, then the groups behind it. Its vector is the least over the event that comes next.
The least cost over all orders of a group of k events needs the at most 2^k parts of the group, not
its k! orders. It is the cost of the alignment of the partially ordered trace, in which tied
events have no order (Lu, Fahland, van der Aalst, "Conformance checking based on partially ordered
event data", BPM Workshops 2014), since every such alignment is one of some order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.vectors import Tables, lowered

Rest = tuple[int, ...]


@dataclass(slots=True)
class Lattice:
    """Endings of many cases as nodes; node 0 is the empty one.

    Attributes:
        number: (node behind the group, codes left of the group) to node.
        edges: per node the (code, next node) of every event that may come next.
        depth: per node how many events are still to come.
    """

    number: dict[tuple[int, Rest], int] = field(default_factory=dict)
    edges: list[list[tuple[int, int]]] = field(default_factory=lambda: [[]])
    depth: list[int] = field(default_factory=lambda: [0])

    def add(self, groups: Sequence[Sequence[int]]) -> int:
        """The node of a whole case."""
        behind = 0
        for group in reversed(groups):
            behind = self._group(behind, tuple(sorted(group)))
        return behind

    def _group(self, behind: int, whole: Rest) -> int:
        if (behind, whole) in self.number:
            return self.number[behind, whole]
        codes = sorted(set(whole))
        for counts in product(*(range(whole.count(code) + 1) for code in codes)):
            rest = tuple(c for c, n in zip(codes, counts, strict=True) for _ in range(n))
            if rest and (behind, rest) not in self.number:
                self._node(behind, rest)
        return self.number[behind, whole]

    def _node(self, behind: int, rest: Rest) -> None:
        edges = [(code, self.next(behind, rest, code)) for code in dict.fromkeys(rest)]
        self.number[behind, rest] = len(self.edges)
        self.edges.append(edges)
        self.depth.append(self.depth[behind] + len(rest))

    def next(self, behind: int, rest: Rest, code: int) -> int:
        """The node after one event of a group."""
        left = without(rest, code)
        return self.number[behind, left] if left else behind

    def vectors(self, tables: Tables) -> NDArray[Any]:
        """(nodes, states) least cost of finishing from each state, over all orders of ties."""
        depth = np.array(self.depth)
        cost = np.empty((depth.size, tables.completion.size), dtype=np.int32)
        cost[0] = tables.completion
        order = np.argsort(depth, kind="stable")
        levels = np.searchsorted(depth[order], np.arange(int(depth.max()) + 2))
        for begin, end in zip(levels[1:-1].tolist(), levels[2:].tolist(), strict=True):
            nodes = order[begin:end]
            edges = [edge for node in nodes.tolist() for edge in self.edges[node]]
            table = np.array(edges, dtype=np.int64)
            found = lowered(tables, cost[table[:, 1]], table[:, 0])
            sizes = [len(self.edges[node]) for node in nodes.tolist()]
            first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            cost[nodes] = np.minimum.reduceat(found, first, axis=0)
        return cost


def without(rest: Rest, code: int) -> Rest:
    """What is left of a group after one event."""
    at = rest.index(code)
    return rest[:at] + rest[at + 1 :]


def parts(group: Sequence[int]) -> int:
    """How many nodes a group needs at most."""
    return prod(group.count(code) + 1 for code in set(group))
