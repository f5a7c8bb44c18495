"""Silent moves leave the graph once and for all: what can be seen next, and whether it may stop.

The language is the same (epsilon elimination, Hopcroft, Motwani and Ullman, "Introduction to
Automata Theory", section 2.5, done on strongly connected components of the silent moves, each
visited once).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guiju.check.partition import distinct
from guiju.standard.steps.graph import SILENT, Graph

_SHALLOW = 64


def without_dead_ends(graph: Graph, explored: bool = False) -> Graph | None:
    """The states on some way from the initial to a final one; None where there is no such way.

    Args:
        graph: any graph.
        explored: whether every state is known to be reached from the initial one.
    """
    alive = _reached(graph.target, graph.source, graph.final.copy())
    if not graph.states or not alive[0]:
        return None
    if alive.all() and explored:
        return graph
    if not explored:
        begin = np.zeros(graph.states, dtype=np.bool_)
        begin[0] = True
        alive &= _reached(graph.source, graph.target, begin)
    keep = alive[graph.source] & alive[graph.target]
    number = np.cumsum(alive).astype(np.int32) - 1
    return Graph(
        int(alive.sum()),
        number[graph.source[keep]],
        graph.label[keep],
        number[graph.target[keep]],
        graph.final[alive],
    )


def _reached(
    source: NDArray[np.int32], target: NDArray[np.int32], begin: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """All states reached from `begin`: all moves at once a few times, then those of a frontier."""
    for _ in range(_SHALLOW):
        if begin.all():
            return begin
        entered = target[begin[source]]
        new = entered[~begin[entered]]
        if not new.size:
            return begin
        begin[new] = True
    order = np.argsort(source, kind="stable")
    target = target[order]
    first = np.searchsorted(source[order], np.arange(begin.size + 1))
    frontier: NDArray[np.int64] = np.flatnonzero(begin)
    while frontier.size:
        counts = first[frontier + 1] - first[frontier]
        offsets = np.repeat(first[frontier] - np.cumsum(counts) + counts, counts)
        found = np.unique(target[offsets + np.arange(offsets.size)]).astype(np.int64)
        frontier = found[~begin[found]]
        begin[frontier] = True
    return begin


States = frozenset[int]
"""States a case may be in, as far as its visible moves tell."""


@dataclass(frozen=True, slots=True)
class Visible:
    """A graph seen from outside.

    A state that only passes on silently is in no set: what it reaches stands for it.

    Attributes:
        begin: the states a case may be in before its first visible move.
        follow: per state, its own visible moves: label to the states it may then be in.
        final: the states in which a case may stop.
    """

    begin: States
    follow: list[dict[int, States]]
    final: States

    def sets(self) -> set[States]:
        """All sets of states there are."""
        return {self.begin, self.final}.union(*(moves.values() for moves in self.follow))


def visible(graph: Graph) -> Visible:
    """The graph with all silent moves folded into sets of states."""
    silent = graph.label == SILENT
    component, count = _components(graph.states, graph.source[silent], graph.target[silent])
    merged = _merged(graph, component, count)
    matters = np.bincount(merged.source[merged.label != SILENT], minlength=count) > 0
    closures = _closures(merged, (matters | merged.final).tolist())
    follow: list[dict[int, States]] = [{} for _ in range(count)]
    for s, label, t in moves_of(merged):
        if label != SILENT:
            known = follow[s].get(label)
            follow[s][label] = closures[t] if known is None else known | closures[t]
    final = frozenset(np.flatnonzero(merged.final).tolist())
    return Visible(closures[int(component[0])], follow, final)


def moves_of(graph: Graph) -> list[tuple[int, int, int]]:
    """The moves of a graph as (source, label, target)."""
    columns = (graph.source, graph.label, graph.target)
    return list(zip(*(c.tolist() for c in columns), strict=True))


def _merged(graph: Graph, component: NDArray[np.int32], count: int) -> Graph:
    final = np.zeros(count, dtype=np.bool_)
    final[component[graph.final]] = True
    source, target = component[graph.source], component[graph.target]
    kept = (graph.label != SILENT) | (source != target)
    return Graph(count, *distinct(source[kept], graph.label[kept], target[kept]), final)


def _components(
    states: int, source: NDArray[np.int32], target: NDArray[np.int32]
) -> tuple[NDArray[np.int32], int]:
    """Strongly connected components, successors numbered before predecessors (Tarjan 1972)."""
    follow: list[list[int]] = [[] for _ in range(states)]
    for s, t in zip(source.tolist(), target.tolist(), strict=True):
        follow[s].append(t)
    order = [0] * states
    low = [0] * states
    component = [-1] * states
    stack: list[int] = []
    clock = count = 0
    for root in range(states):
        if order[root]:
            continue
        clock += 1
        order[root] = low[root] = clock
        stack.append(root)
        work = [(root, iter(follow[root]))]
        while work:
            state, rest = work[-1]
            for successor in rest:
                if not order[successor]:
                    clock += 1
                    order[successor] = low[successor] = clock
                    stack.append(successor)
                    work.append((successor, iter(follow[successor])))
                    break
                if component[successor] < 0:
                    low[state] = min(low[state], order[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[state])
                if low[state] == order[state]:
                    while component[state] < 0:
                        component[stack.pop()] = count
                    count += 1
    return np.array(component, dtype=np.int32), count


def _closures(graph: Graph, matters: list[bool]) -> list[States]:
    """Per state the states reached silently; a component comes after what it reaches."""
    nothing: States = frozenset()
    closures = [frozenset((s,)) if matters[s] else nothing for s in range(graph.states)]
    for s, label, t in moves_of(graph):
        if label == SILENT:
            closures[s] = closures[s] | closures[t]
    return closures
