"""Exact costs of all variants at once: a min-plus vector per distinct ending.

For an ending s and a state q, ``cost[s, q]`` is the least cost of finishing the case from q while
the log still shows s. Then for an event a in front of s

    cost[a s, p] = min( cost[s, p] + log(a),
                        min over moves q -a-> r of  way[p, q] + cost[s, r] )

where `way` is the cheapest run of model moves. The inner minimum over q is taken once per letter
and target (`via`), not per ending. This is the edit distance of Wagner and Fischer (1974) against
a regular language, a min-plus matrix product as in Mohri, "Edit-distance of weighted automata"
(2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.automaton import Automaton
from guiju.check.costs import FAR, distances
from guiju.standard.steps.graph import Graph

Matches = Sequence[Sequence[int]]
"""Per activity code the letters it may stand for, in element order."""


@dataclass(frozen=True, slots=True)
class Tables:
    """An automaton made ready for one log's activities.

    Attributes:
        automaton: the language.
        matches: per activity the letters it may stand for.
        log_cost: (activities,) cost of a log move.
        model_cost: (letters,) cost of a model move.
        completion: (states,) cost of the cheapest completion.
        way: (states, states) cost of the cheapest run of model moves from row to column.
        via: (rows + 1, states) cheapest cost from a state to just before the row's move; the last
            row is one that no state reaches.
        via_target: (rows + 1,) where the row's move leads.
        first: (activities + 1,) which rows belong to an activity.
    """

    automaton: Automaton
    matches: Matches
    log_cost: NDArray[np.int32]
    model_cost: NDArray[np.int32]
    completion: NDArray[np.int32] = field(repr=False)
    way: NDArray[np.int32] = field(repr=False)
    via: NDArray[np.int32] = field(repr=False)
    via_target: NDArray[np.int32] = field(repr=False)
    first: NDArray[np.int64] = field(repr=False)

    @property
    def cheapest_run(self) -> int:
        """Cost of the cheapest complete run of the standard by model moves alone."""
        return int(self.completion[0])

    @property
    def reaches(self) -> NDArray[np.bool_]:
        """(states, states) whether a run leads from row to column."""
        return self.way < FAR


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
    activity, move = _pairs(graph, matches)
    via = _via(graph, way, activity, move, len(matches))
    return Tables(automaton, matches, log_cost, model_cost, completion, way, *via)


def lowered(tables: Tables, shorter: NDArray[Any], activity: int) -> NDArray[Any]:
    """(states,) the vector of an ending with one more event in front."""
    rows = slice(int(tables.first[activity]), int(tables.first[activity + 1]))
    best: NDArray[Any] = shorter + tables.log_cost[activity]
    if rows.start < rows.stop:
        behind = shorter[tables.via_target[rows]]
        np.minimum(best, (tables.via[rows] + behind[:, None]).min(axis=0), out=best)
    return best


def _pairs(graph: Graph, matches: Matches) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Activity and move of each synchronous move there may be."""
    by_letter = np.lexsort((graph.target, graph.source, graph.label))
    letters = max(int(graph.label.max(initial=-1)), *(max(m, default=-1) for m in matches), -1)
    begins = np.searchsorted(graph.label[by_letter], np.arange(letters + 2)).tolist()
    parts = [by_letter[:0]]
    sizes = np.zeros(len(matches), dtype=np.int64)
    for code, chosen in enumerate(matches):
        for letter in chosen:
            parts.append(by_letter[begins[letter] : begins[letter + 1]])
            sizes[code] += parts[-1].size
    activity, move = np.repeat(np.arange(sizes.size), sizes), np.concatenate(parts)
    if any(len(chosen) > 1 for chosen in matches):
        order = np.lexsort((graph.target[move], graph.label[move], graph.source[move], activity))
        activity, move = activity[order], move[order]
    return activity, move


def rank_of(key: NDArray[Any]) -> NDArray[Any]:
    """Position within the run of equal neighbours."""
    if not key.size:
        return np.zeros(0, dtype=np.int64)
    begins = np.concatenate([[True], key[1:] != key[:-1]])
    index = np.arange(key.size)
    return np.asarray(index - np.maximum.accumulate(np.where(begins, index, 0)))


def _via(
    graph: Graph,
    way: NDArray[np.int32],
    activity: NDArray[np.int64],
    move: NDArray[np.int64],
    activities: int,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """`via`, `via_target` and `first` of the tables."""
    key = activity * graph.states + graph.target[move]
    order = np.argsort(key, kind="stable")
    key, source = key[order], graph.source[move[order]]
    rank = rank_of(key)
    row = np.cumsum(rank == 0) - 1
    key = key[rank == 0]
    via = np.full((key.size + 1, graph.states), FAR, dtype=np.int32)
    towards = np.ascontiguousarray(way.T)
    for k in range(int(rank.max(initial=-1)) + 1):
        at = row[rank == k]
        via[at] = np.minimum(via[at], towards[source[rank == k]])
    target = np.append(key % graph.states, 0).astype(np.int32)
    return via, target, np.searchsorted(key // graph.states, np.arange(activities + 1))
