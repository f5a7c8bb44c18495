"""Silent moves leave the graph once and for all: what can be seen next, and whether it may stop.

After this a state's moves are all visible; the language is the same (epsilon elimination,
Hopcroft, Motwani and Ullman, "Introduction to Automata Theory", section 2.5, done on strongly
connected components of the silent moves, each visited once).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from guiju.standard.steps.graph import SILENT, Graph


def without_dead_ends(graph: Graph) -> Graph | None:
    """The states on some way from the initial to a final one; None where there is no such way."""
    alive = _reached(graph.target, graph.source, graph.final.copy())
    if not graph.states or not alive[0]:
        return None
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
    """All states reached from `begin`, with a frontier so that each move is looked at once."""
    order = np.argsort(source, kind="stable")
    target = target[order]
    first = np.searchsorted(source[order], np.arange(begin.size + 1))
    frontier = np.flatnonzero(begin)
    while frontier.size:
        counts = first[frontier + 1] - first[frontier]
        offsets = np.repeat(first[frontier] - np.cumsum(counts) + counts, counts)
        found = np.unique(target[offsets + np.arange(offsets.size)])
        frontier = found[~begin[found]]
        begin[frontier] = True
    return begin


def visible_moves(graph: Graph) -> Graph:
    """The same language without silent moves."""
    silent = graph.label == SILENT
    if not silent.any():
        return graph
    component, count = _components(graph.states, graph.source[silent], graph.target[silent])
    number = component[0]
    merged = _merged(graph, component, count)
    closures = _closures(count, merged)
    return _saturated(merged, closures, int(number))


def _merged(graph: Graph, component: NDArray[np.int32], count: int) -> Graph:
    final = np.zeros(count, dtype=np.bool_)
    final[component[graph.final]] = True
    moves = np.stack([component[graph.source], graph.label, component[graph.target]], axis=1)
    moves = moves[(moves[:, 1] != SILENT) | (moves[:, 0] != moves[:, 2])]
    moves = np.unique(moves, axis=0)
    return Graph(count, moves[:, 0].copy(), moves[:, 1].copy(), moves[:, 2].copy(), final)


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


def _closures(count: int, graph: Graph) -> list[set[int]]:
    """Per state the states reached silently; components come after what they reach."""
    silent = graph.label == SILENT
    closures: list[set[int]] = [{s} for s in range(count)]
    moves = zip(graph.source[silent].tolist(), graph.target[silent].tolist(), strict=True)
    for s, t in sorted(moves):
        closures[s] |= closures[t]
    return closures


def _saturated(graph: Graph, closures: list[set[int]], initial: int) -> Graph:
    """Each state gets the visible moves of all states it reaches silently."""
    own: list[list[tuple[int, int]]] = [[] for _ in range(graph.states)]
    for s, label, t in zip(
        graph.source.tolist(), graph.label.tolist(), graph.target.tolist(), strict=True
    ):
        if label != SILENT:
            own[s].append((label, t))
    final = graph.final.tolist()
    number = {initial: 0}
    queue = [initial]
    moves: list[tuple[int, int, int]] = []
    for source, state in enumerate(queue):
        for label, target in {move for s in closures[state] for move in own[s]}:
            if target not in number:
                number[target] = len(queue)
                queue.append(target)
            moves.append((source, label, number[target]))
    table = np.array(moves, dtype=np.int32).reshape(-1, 3)
    ends = np.array([any(final[s] for s in closures[state]) for state in queue], dtype=np.bool_)
    return Graph(len(queue), table[:, 0].copy(), table[:, 1].copy(), table[:, 2].copy(), ends)
