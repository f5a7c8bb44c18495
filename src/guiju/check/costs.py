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
    """(states, states) cost of the cheapest run of model moves from row to column (Bellman-Ford).

    Args:
        graph: visible moves only.
        weight: (letters,) cost of a model move on each letter.
    """
    far = np.full((graph.states, graph.states), FAR, dtype=np.int32)
    np.fill_diagonal(far, 0)
    if not graph.source.size:
        return far
    order = np.argsort(graph.target, kind="stable")
    source, cost = graph.source[order], weight[graph.label[order]]
    entered, first = np.unique(graph.target[order], return_index=True)
    rows = max(1, (1 << 22) // source.size)
    for begin in range(0, graph.states, rows):
        _relax(far[begin : begin + rows], source, cost, entered, first)
    return far


def _relax(
    block: NDArray[np.int32],
    source: NDArray[np.int32],
    cost: NDArray[np.int32],
    entered: NDArray[np.int32],
    first: NDArray[np.intp],
) -> None:
    while True:
        reached = np.minimum.reduceat(block[:, source] + cost, first, axis=1)
        better = np.minimum(block[:, entered], reached)
        if np.array_equal(better, block[:, entered]):
            return
        block[:, entered] = better


def to_completion(automaton: Automaton, weight: NDArray[np.int32]) -> NDArray[np.int32]:
    """(states,) cost of the cheapest completion from each state."""
    table = distances(automaton.graph, weight)
    return np.asarray(table[:, automaton.graph.final].min(axis=1, initial=FAR), dtype=np.int32)
