"""Behaviour as a labelled transition system, and its exploration to an explicit graph.

A `Behaviour` is the smallest thing that a checker, a simulator or an exercise needs of a standard:
where it begins, what may happen next, and whether it may stop here. Elements that leave a trace in
a log are *visible* and carry a label; everything else is a *silent* move.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENT = -1


class Unbounded(Exception):
    """A state cannot be written down any more: tokens pile up without end."""


class Behaviour(Protocol):
    """What a standard allows, step by step.

    Attributes:
        labels: ids of the visible elements; a label is an index into this tuple.
        names: element id to the name it has on the diagram.
    """

    @property
    def labels(self) -> tuple[str, ...]:
        """Ids of the visible elements."""
        ...

    @property
    def names(self) -> Mapping[str, str]:
        """Names of the visible elements, by id."""
        ...

    @property
    def initial(self) -> Hashable:
        """The state of a case that has just begun."""
        ...

    def successors(self, state: Any) -> Iterable[tuple[int | None, Any]]:
        """The moves from a state: label of the visible element (None: silent) and next state."""
        ...

    def is_final(self, state: Any) -> bool:
        """Whether a case in this state is complete."""
        ...


@dataclass(frozen=True, slots=True)
class Graph:
    """An explored behaviour: states are numbers, 0 is the initial one.

    Attributes:
        states: how many.
        source: (moves,) int32, the state a move leaves.
        label: (moves,) int32, label index, or SILENT.
        target: (moves,) int32, the state a move enters.
        final: (states,) bool.
    """

    states: int
    source: NDArray[np.int32]
    label: NDArray[np.int32]
    target: NDArray[np.int32]
    final: NDArray[np.bool_]


def graph_of(
    states: int, moves: list[tuple[int, int, int]], final: Iterable[int] | NDArray[np.bool_]
) -> Graph:
    """A graph of (source, label, target) triples; final as numbers or as a mask."""
    # An engine that runs cases never explores: numpy would be a third of its start.
    import numpy as np

    table = np.array(moves, dtype=np.int32).reshape(-1, 3)
    if not isinstance(final, np.ndarray):
        mask = np.zeros(states, dtype=np.bool_)
        mask[list(final)] = True
        final = mask
    return Graph(states, table[:, 0].copy(), table[:, 1].copy(), table[:, 2].copy(), final)


def explore(behaviour: Behaviour, bound: int = 60_000) -> Graph | None:
    """All reachable states, breadth first; None where there are more than `bound`."""
    number: dict[Any, int] = {behaviour.initial: 0}
    queue: list[Any] = [behaviour.initial]
    moves: list[tuple[int, int, int]] = []
    for source, state in enumerate(queue):
        try:
            follow = list(behaviour.successors(state))
        except Unbounded:
            return None
        for label, successor in follow:
            target = number.get(successor)
            if target is None:
                target = number[successor] = len(queue)
                queue.append(successor)
            moves.append((source, SILENT if label is None else label, target))
        if len(queue) > bound:
            return None
    final = [number for number, state in enumerate(queue) if behaviour.is_final(state)]
    return graph_of(len(queue), moves, final)
