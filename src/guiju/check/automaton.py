"""The language of a standard as a small automaton over its visible elements.

    explored graph -> dead ends cut -> silent moves eliminated -> equal states merged
                   -> determinised (subset construction, Rabin and Scott 1959) -> minimised

Letters are elements, not names, so every move of the automaton points back to exactly one element
of the diagram. Where determinising would grow past its bound the merged, silent-free graph is
used as it is: alignment over it is just as exact, only larger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from guiju.check.partition import classes, quotient
from guiju.check.silent import visible_moves, without_dead_ends
from guiju.standard.steps.graph import SILENT, Behaviour, Graph, explore, graph_of


@dataclass(frozen=True, slots=True)
class Automaton:
    """All complete runs of a standard, seen from outside.

    Attributes:
        graph: visible moves only; states on a way from 0 to a final one; empty where the
            standard has no complete run.
        labels: element id of each letter.
        names: element id to name.
        deterministic: whether no state has two moves with one letter.
        explored: states of the standard that were looked at.
    """

    graph: Graph = field(repr=False)
    labels: tuple[str, ...]
    names: Mapping[str, str] = field(repr=False)
    deterministic: bool
    explored: int


def automaton_of(
    behaviour: Behaviour,
    bound: int = 60_000,
    hidden: Iterable[str] = (),
    subsets: int = 20_000,
) -> Automaton | None:
    """The automaton of a behaviour; None where it has more than `bound` reachable states.

    Args:
        behaviour: what the standard allows.
        bound: how many states are explored.
        hidden: element ids that leave no trace in the log and count as silent.
        subsets: bound of the subset construction.
    """
    graph = explore(behaviour, bound)
    if graph is None:
        return None
    return compiled(graph, behaviour.labels, behaviour.names, hidden, subsets)


def compiled(
    graph: Graph,
    labels: tuple[str, ...],
    names: Mapping[str, str],
    hidden: Iterable[str] = (),
    subsets: int = 20_000,
) -> Automaton:
    """The automaton of an explored graph."""
    explored = graph.states
    alive = without_dead_ends(_hide(graph, labels, hidden))
    if alive is None:
        return Automaton(graph_of(0, [], ()), labels, names, True, explored)
    seen = _merge(visible_moves(_merge(alive)))
    fixed = _determinised(seen, subsets)
    if fixed is None:
        return Automaton(seen, labels, names, False, explored)
    return Automaton(_in_order(_merge(fixed)), labels, names, True, explored)


def _hide(graph: Graph, labels: tuple[str, ...], hidden: Iterable[str]) -> Graph:
    index = [labels.index(element) for element in hidden if element in labels]
    if not index:
        return graph
    label = np.where(np.isin(graph.label, index), np.int32(SILENT), graph.label)
    return Graph(graph.states, graph.source, label, graph.target, graph.final)


def _merge(graph: Graph) -> Graph:
    return quotient(graph, classes(graph, graph.final.astype(np.int64)))


def _determinised(graph: Graph, bound: int) -> Graph | None:
    """Subset construction with states as bits of an integer; None past the bound."""
    own: list[dict[int, int]] = [{} for _ in range(graph.states)]
    for s, label, t in zip(
        graph.source.tolist(), graph.label.tolist(), graph.target.tolist(), strict=True
    ):
        own[s][label] = own[s].get(label, 0) | 1 << t
    ends = sum(1 << int(s) for s in np.flatnonzero(graph.final))
    number = {1: 0}
    queue = [1]
    moves: list[tuple[int, int, int]] = []
    for source, subset in enumerate(queue):
        for label, target in _step(own, subset).items():
            if target not in number:
                number[target] = len(queue)
                queue.append(target)
            moves.append((source, label, number[target]))
        if len(queue) > bound:
            return None
    return graph_of(len(queue), moves, [i for i, s in enumerate(queue) if s & ends])


def _step(own: list[dict[int, int]], subset: int) -> dict[int, int]:
    """Where each letter leads from a set of states."""
    reached: dict[int, int] = {}
    while subset:
        bit = subset & -subset
        for label, targets in own[bit.bit_length() - 1].items():
            reached[label] = reached.get(label, 0) | targets
        subset ^= bit
    return reached


def _in_order(graph: Graph) -> Graph:
    """Numbered breadth first by letter, so that equal languages give equal automata."""
    follow: list[list[tuple[int, int]]] = [[] for _ in range(graph.states)]
    for s, label, t in zip(
        graph.source.tolist(), graph.label.tolist(), graph.target.tolist(), strict=True
    ):
        follow[s].append((label, t))
    number = {0: 0}
    queue = [0]
    moves: list[tuple[int, int, int]] = []
    for source, state in enumerate(queue):
        for label, target in sorted(follow[state]):
            if target not in number:
                number[target] = len(queue)
                queue.append(target)
            moves.append((source, label, number[target]))
    return graph_of(len(queue), moves, [i for i, s in enumerate(queue) if graph.final[s]])
