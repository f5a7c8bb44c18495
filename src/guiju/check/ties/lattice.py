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

import numpy as np
from numpy.typing import NDArray

from guiju.check.endings import Vector, Vectors
from guiju.check.vectors import Tables

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

    def costs(self, tables: Tables) -> Costs:
        """The least costs of finishing from each state, over all orders of ties, per node."""
        vectors = Vectors(tables, max(self.depth))
        found = [(vectors.empty, vectors.least)] * len(self.edges)
        for node in sorted(range(1, len(self.edges)), key=self.depth.__getitem__):
            ways = []
            for code, behind in self.edges[node]:
                vector, base = found[behind]
                lead = vector.leads[code] or vectors.learn(vector, code)
                ways.append((lead.vector, base + lead.more))
            found[node] = vectors.either(ways)
        return Costs(found)


@dataclass(frozen=True, slots=True)
class Costs:
    """What is still to be paid at the nodes of a lattice.

    Attributes:
        ending: per node its vector and what to add to its entries.
    """

    ending: list[tuple[Vector, int]]

    def of(self, node: int) -> NDArray[np.int64]:
        """(states,) the least cost of finishing from each state."""
        vector, base = self.ending[node]
        return np.array(list(vector.costs), dtype=np.int64) + base


def without(rest: Rest, code: int) -> Rest:
    """What is left of a group after one event."""
    at = rest.index(code)
    return rest[:at] + rest[at + 1 :]


def parts(group: Sequence[int]) -> int:
    """How many nodes a group needs at most."""
    return prod(group.count(code) + 1 for code in set(group))
