"""The language of a standard as a small automaton over its visible elements.

    explored graph -> dead ends cut -> equal states merged -> silent moves eliminated
                   -> determinised (subset construction, Rabin and Scott 1959) -> minimised

Letters are elements, not names, so every move of the automaton points back to exactly one element
of the diagram. Where determinising would grow past its bound the silent-free graph is merged and
used as it is: alignment over it is just as exact, only larger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from guiju.check.partition import classes, quotient
from guiju.check.reach import reached
from guiju.check.silent import States, Visible, visible, without_dead_ends
from guiju.standard.steps.graph import SILENT, Behaviour, Graph, graph_of

_FEW = 50
"""States that are not worth merging before silent moves are gone."""


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
    behaviour: Behaviour, bound: int = 60_000, subsets: int = 20_000
) -> Automaton | None:
    """The automaton of a behaviour; None where it has more than `bound` reachable states.

    Args:
        behaviour: what the standard allows.
        bound: how many states are explored.
        subsets: bound of the subset construction.
    """
    graph = reached(behaviour, bound)
    if graph is None:
        return None
    return compiled(graph, behaviour.labels, behaviour.names, subsets)


def compiled(
    graph: Graph, labels: tuple[str, ...], names: Mapping[str, str], subsets: int = 20_000
) -> Automaton:
    """The automaton of an explored graph."""
    explored = graph.states
    alive = without_dead_ends(graph, explored=True)
    if alive is None:
        return Automaton(graph_of(0, [], ()), labels, names, True, explored)
    if _is_deterministic(alive):
        return Automaton(_in_order(_merge(alive, True)), labels, names, True, explored)
    seen = visible(alive if alive.states <= _FEW else _merge(alive))
    fixed = _determinised(seen, subsets)
    if fixed is None:
        return Automaton(_merge(_states_alone(seen)), labels, names, False, explored)
    return Automaton(_in_order(_merge(fixed, deterministic=True)), labels, names, True, explored)


def _merge(graph: Graph, deterministic: bool = False) -> Graph:
    return quotient(graph, classes(graph, graph.final.astype(np.int64), deterministic))


def _determinised(seen: Visible, bound: int) -> Graph | None:
    """Subset construction; None past the bound. Sets of states are bits of whole numbers here."""
    bits = {states: sum(1 << s for s in states) for states in seen.sets()}
    follow = [[(label, bits[t]) for label, t in moves.items()] for moves in seen.follow]
    begin, final_bits = bits[seen.begin], bits[seen.final]
    number = {begin: 0}
    queue = [begin]
    moves: list[int] = []
    for source, subset in enumerate(queue):
        reached: dict[int, int] = {}
        for state in _members(subset):
            for label, targets in follow[state]:
                reached[label] = reached.get(label, 0) | targets
        for label, target in reached.items():
            known = number.get(target)
            if known is None:
                known = number[target] = len(queue)
                queue.append(target)
            moves += (source, label, known)
        if len(queue) > bound:
            return None
    columns = np.array(moves, dtype=np.int32).reshape(-1, 3).T.copy()
    final = np.array([s & final_bits != 0 for s in queue], dtype=np.bool_)
    return Graph(len(queue), columns[0], columns[1], columns[2], final)


def _members(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, ascending."""
    text = bin(bits)[:1:-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


def _is_deterministic(graph: Graph) -> bool:
    """Whether every move is visible and no state has two with one label."""
    if (graph.label == SILENT).any():
        return False
    width = int(graph.label.max(initial=0)) + 1
    pairs = np.sort(graph.source.astype(np.int64) * width + graph.label)
    return not bool((pairs[1:] == pairs[:-1]).any())


def _states_alone(seen: Visible) -> Graph:
    """The silent-free graph itself: state 0 stands for the begin, state s + 1 for state s."""
    moves: list[tuple[int, int, int]] = []
    sources = [_first_moves(seen), *seen.follow]
    for source, follow in enumerate(sources):
        for label, targets in follow.items():
            moves += [(source, label, target + 1) for target in sorted(targets)]
    final = [s + 1 for s in seen.final] + [0] * (not seen.begin.isdisjoint(seen.final))
    alive = without_dead_ends(graph_of(len(sources), moves, final))
    assert alive is not None
    return alive


def _first_moves(seen: Visible) -> dict[int, States]:
    """Where each label leads from the beginning."""
    reached: dict[int, States] = {}
    for state in seen.begin:
        for label, targets in seen.follow[state].items():
            reached[label] = reached.get(label, frozenset()) | targets
    return reached


def _in_order(graph: Graph) -> Graph:
    """Numbered breadth first by letter, so that equal languages give equal automata."""
    by_letter = np.lexsort((graph.label, graph.source))
    first = np.searchsorted(graph.source[by_letter], np.arange(graph.states + 1)).tolist()
    follow: list[int] = graph.target[by_letter].tolist()
    number = [-1] * graph.states
    number[0] = 0
    queue = [0]
    for state in queue:
        for target in follow[first[state] : first[state + 1]]:
            if number[target] < 0:
                number[target] = len(queue)
                queue.append(target)
    now = np.array(number, dtype=np.int32)
    source, target_column = now[graph.source], now[graph.target]
    order = np.lexsort((graph.label, source))
    return Graph(
        len(queue), source[order], graph.label[order], target_column[order], graph.final[queue]
    )
