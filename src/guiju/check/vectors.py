"""Exact costs of all variants at once: a min-plus vector per distinct ending.

For an ending s and a state q, ``cost[s, q]`` is the least cost of finishing the case from q while
the log still shows s. Then for an event a in front of s

    cost[a s, p] = min( cost[s, p] + log(a),
                        min over moves q -a-> r of  way[p, q] + cost[s, r] )

where `way` is the cheapest run of model moves. The inner minimum over q is taken once per letter
and target (`via`), not per ending; all endings of one length are one operation. This is the edit
distance of Wagner and Fischer (1974) against a regular language, a min-plus matrix product as in
Mohri, "Edit-distance of weighted automata" (2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.automaton import Automaton
from guiju.check.costs import FAR, distances
from guiju.check.trie import Trie
from guiju.standard.steps.graph import Graph

Matches = Sequence[Sequence[int]]
"""Per activity code the letters it may stand for, in element order."""

_Matrix = NDArray[Any]

_NEAR = 15_000
_FEW = 6
_BLOCK = 1 << 19


@dataclass(frozen=True, slots=True)
class Tables:
    """An automaton made ready for one log's activities.

    Attributes:
        automaton: the language.
        matches: per activity the letters it may stand for.
        log_cost: (activities,) cost of a log move.
        model_cost: (letters,) cost of a model move.
        completion: (states,) cost of the cheapest completion.
        reaches: (states, states) whether a run leads from row to column.
        via: (rows, states) cheapest cost from a state to just before the row's move.
        via_target: (rows,) where the row's move leads.
        first: (activities + 1,) which rows belong to an activity.
    """

    automaton: Automaton
    matches: Matches
    log_cost: NDArray[np.int32]
    model_cost: NDArray[np.int32]
    completion: NDArray[np.int32] = field(repr=False)
    reaches: NDArray[np.bool_] = field(repr=False)
    via: NDArray[np.int32] = field(repr=False)
    via_target: NDArray[np.int32] = field(repr=False)
    first: NDArray[np.int64] = field(repr=False)

    @property
    def cheapest_run(self) -> int:
        """Cost of the cheapest complete run of the standard by model moves alone."""
        return int(self.completion[0])


def tables_of(
    automaton: Automaton,
    matches: Matches,
    log_cost: NDArray[np.int32],
    model_cost: NDArray[np.int32],
) -> Tables:
    """The tables of an automaton that has at least one complete run."""
    graph = automaton.graph
    way = distances(graph, model_cost)
    completion = way[:, graph.final].min(axis=1, initial=FAR)
    rows: list[NDArray[np.int32]] = []
    targets: list[int] = []
    first = [0]
    for letters in matches:
        chosen = moves_with(graph, letters)
        source, target = graph.source[chosen], graph.target[chosen]
        for r in np.unique(target).tolist():
            rows.append(way[:, source[target == r]].min(axis=1))
            targets.append(r)
        first.append(len(targets))
    via = np.stack(rows) if rows else np.zeros((0, graph.states), dtype=np.int32)
    return Tables(
        automaton,
        matches,
        log_cost,
        model_cost,
        completion,
        way < FAR,
        via,
        np.array(targets, dtype=np.int32),
        np.array(first),
    )


def moves_with(graph: Graph, letters: Sequence[int]) -> NDArray[np.intp]:
    """The moves whose letter is one of these."""
    if len(letters) == 1:
        return np.flatnonzero(graph.label == letters[0])
    return np.flatnonzero(np.isin(graph.label, letters))


def vectors(tables: Tables, trie: Trie) -> NDArray[Any]:
    """(nodes, states) least cost of finishing from each state with each ending still to come.

    The numbers are 16 bits wide where all of them fit.
    """
    depth = trie.levels.size - 2
    reach = int(tables.log_cost.max(initial=0)) * depth + int(tables.completion.max())
    kind: type[np.signedinteger[Any]] = np.int16 if reach < _NEAR else np.int32
    via = np.minimum(tables.via, _NEAR if kind is np.int16 else FAR).astype(kind)
    cost = np.empty((trie.parent.size, tables.completion.size), dtype=kind)
    cost[0] = tables.completion
    for level in range(1, depth + 1):
        nodes = slice(int(trie.levels[level]), int(trie.levels[level + 1]))
        cost[nodes] = lowered(tables, cost[trie.parent[nodes]], trie.symbol[nodes], via)
    return cost


def lowered(
    tables: Tables, shorter: _Matrix, symbol: NDArray[np.int64], via: _Matrix | None = None
) -> _Matrix:
    """(rows, states) the vectors of endings with one more event in front.

    Args:
        tables: the automaton.
        shorter: (rows, states) the vectors without that event.
        symbol: (rows,) its activity.
        via: the table of that name in the width of `shorter`.
    """
    best: _Matrix = shorter + tables.log_cost.astype(shorter.dtype)[symbol, None]
    lower = _by_rank if np.diff(tables.first).max(initial=0) <= _FEW else _by_activity
    lower(best, shorter, symbol, tables, tables.via if via is None else via)
    return best


def _by_rank(
    best: NDArray[Any], shorter: NDArray[Any], symbol: NDArray[Any], tables: Tables, via: _Matrix
) -> None:
    """Lowers `best` by every synchronous move, all activities at once: for few rows each."""
    rows = np.diff(tables.first)[symbol]
    first = tables.first[symbol]
    for j in range(int(rows.max(initial=0))):
        at = np.flatnonzero(rows > j)
        row = first[at] + j
        value = shorter[at, tables.via_target[row]]
        best[at] = np.minimum(best[at], via[row] + value[:, None])


def _by_activity(
    best: NDArray[Any], shorter: NDArray[Any], symbol: NDArray[Any], tables: Tables, via: _Matrix
) -> None:
    """Lowers `best` by every synchronous move, one activity at a time: for many rows each."""
    for code in np.unique(symbol).tolist():
        rows = slice(int(tables.first[code]), int(tables.first[code + 1]))
        if rows.start == rows.stop:
            continue
        at = np.flatnonzero(symbol == code)
        value = shorter[np.ix_(at, tables.via_target[rows])]
        room = max(1, _BLOCK // via[rows].size)
        for begin in range(0, at.size, room):
            part = slice(begin, begin + room)
            found = (value[part, :, None] + via[None, rows]).min(axis=1)
            best[at[part]] = np.minimum(best[at[part]], found)
