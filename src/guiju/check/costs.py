"""What a deviation costs, and the cheapest way between any two states by model moves alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from guiju.check.automaton import Automaton
from guiju.standard.steps.graph import Graph

FAR = np.int32(1 << 28)
"""No way leads there."""

_NEAR = 15_000
"""No way leads there, where costs have 16 bits."""

_FEW = 256


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost function of an alignment; synchronous and silent moves cost nothing.

    With every weight 1 (the default) this is the standard cost function of Adriansyah, "Aligning
    observed and modeled behavior", PhD thesis, Eindhoven 2014, section 4.3.

    Attributes:
        skipped: cost of a model move by element id, whole and at least 1.
        added: cost of a log move by activity name, whole and at least 0.
    """

    skipped: Mapping[str, int] = field(default_factory=dict)
    added: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuses weights for which no cheapest alignment need exist."""
        for side, weights, least in (("skipped", self.skipped, 1), ("added", self.added, 0)):
            for name, weight in weights.items():
                if not isinstance(weight, int) or weight < least:
                    raise ValueError(
                        f"cost of {side} {name!r}: expected a whole number of at least "
                        f"{least}, found {weight!r}"
                    )

    def of_elements(self, labels: Sequence[str]) -> NDArray[np.int32]:
        """Cost of a model move on each letter."""
        return np.array([self.skipped.get(e, 1) for e in labels], dtype=np.int32)

    def of_activities(self, activities: Sequence[str]) -> NDArray[np.int32]:
        """Cost of a log move on each activity."""
        return np.array([self.added.get(a, 1) for a in activities], dtype=np.int32)


def distances(graph: Graph, weight: NDArray[np.int32]) -> NDArray[np.int32]:
    """(states, states) cost of the cheapest run of model moves from row to column.

    All states at once over one more state on the way (Floyd and Warshall, 1962) while they are few,
    else over one more move (Bellman and Ford), since most runs have few.

    Args:
        graph: visible moves only.
        weight: (letters,) cost of a model move on each letter.
    """
    if graph.states <= _FEW:
        return _by_states(graph, weight)
    towards = np.full((graph.states, graph.states), FAR, dtype=np.int32)
    np.fill_diagonal(towards, 0)
    if graph.source.size:
        entered, counts, source, cost = _entering(graph, weight)
        columns = max(256, (1 << 22) // graph.states)
        for begin in range(0, graph.states, columns):
            _relax(towards[:, begin : begin + columns], entered, counts, source, cost)
    return towards.T


def _by_states(graph: Graph, weight: NDArray[np.int32]) -> NDArray[np.int32]:
    """`distances` with each state in turn as one on the way."""
    near = int(weight.max(initial=1)) * graph.states < _NEAR
    far, kind = (_NEAR, np.int16) if near else (FAR, np.int32)
    way = np.full((graph.states, graph.states), far, dtype=kind)
    np.minimum.at(way, (graph.source, graph.target), weight[graph.label].astype(kind))
    np.fill_diagonal(way, 0)
    through = np.empty_like(way)
    for state in range(graph.states):
        np.add(way[:, state, None], way[state], out=through)
        np.minimum(way, through, out=way)
    return np.where(way >= far, FAR, way).astype(np.int32)


def _entering(
    graph: Graph, weight: NDArray[np.int32]
) -> tuple[NDArray[np.int32], list[int], NDArray[np.int32], NDArray[np.int32]]:
    """The moves that enter each state, as layers of at most one per state.

    Returns:
        The states entered, by the most moves first; how many of them have a first, second, ...
        move; source and cost of the moves, one layer after the other.
    """
    degree = np.bincount(graph.target, minlength=graph.states)
    entered = np.argsort(-degree, kind="stable")[: int(np.count_nonzero(degree))].astype(np.int32)
    place = np.empty(graph.states, dtype=np.int64)
    place[entered] = np.arange(entered.size)
    order = np.argsort(graph.target, kind="stable")
    begins = np.cumsum(degree) - degree
    layer = np.arange(order.size) - begins[graph.target[order]]
    order = order[np.argsort(layer * graph.states + place[graph.target[order]])]
    counts = np.bincount(layer).tolist()
    return entered, counts, graph.source[order], weight[graph.label[order]]


def _relax(
    block: NDArray[np.int32],
    entered: NDArray[np.int32],
    counts: list[int],
    source: NDArray[np.int32],
    cost: NDArray[np.int32],
) -> None:
    """Lowers the costs of reaching each state (row) until nothing changes."""
    while True:
        before = block[entered]
        better, begin = before.copy(), 0
        for count in counts:
            layer = slice(begin, begin + count)
            found = block[source[layer]]
            found += cost[layer, None]
            np.minimum(better[:count], found, out=better[:count])
            begin += count
        if np.array_equal(better, before):
            return
        block[entered] = better


def to_completion(automaton: Automaton, weight: NDArray[np.int32]) -> NDArray[np.int32]:
    """(states,) cost of the cheapest completion from each state."""
    table = distances(automaton.graph, weight)
    return np.asarray(table[:, automaton.graph.final].min(axis=1, initial=FAR), dtype=np.int32)
