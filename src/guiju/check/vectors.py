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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.automaton import Automaton
from guiju.check.closure import Closure, closure_of, powers_of
from guiju.check.costs import FAR, distances
from guiju.standard.steps.graph import Graph

Matches = Sequence[Sequence[int]]
"""Per activity code the letters it may stand for, in element order."""

_Matrix = NDArray[Any]

NEAR = 15_000
"""Costs up to here are added in 16 bits."""

_BLOCK = 1 << 18


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
        via: (rows + 1, states) cheapest cost from a state to just before the row's move; the last
            row is one that no state reaches.
        via_target: (rows + 1,) where the row's move leads.
        first: (activities + 1,) which rows belong to an activity.
        counts: (activities,) how many rows belong to an activity.
        rows: (activities, most) the same as numbers, filled up with the last row.
        fits: per rank among equals, in element order, two flat (activities + 1, states) tables
            of letter and target of the synchronous moves there are, -1 for none.
        enters: per rank among equals, flat (activities, states): where the synchronous move leads,
            the number of states where there is none.
        closure: the cheapest runs between all states; None where the rows are few.
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
    counts: NDArray[np.int64] = field(repr=False)
    rows: NDArray[np.int64] = field(repr=False)
    fits: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = field(repr=False)
    enters: list[NDArray[np.int64]] = field(repr=False)
    closure: Closure | None = field(repr=False)

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
    activity, move = _pairs(graph, matches)
    via, via_target, first = _via(graph, way, activity, move, len(matches))
    fits = _fits(graph, activity, move, len(matches))
    counts = np.diff(first)
    rank = np.arange(int(counts.max(initial=0)))
    rows = np.where(rank < counts[:, None], first[:-1, None] + rank, len(via) - 1)
    return Tables(
        automaton,
        matches,
        log_cost,
        model_cost,
        completion,
        way < FAR,
        via,
        via_target,
        first,
        counts,
        rows,
        fits,
        [np.where(to < 0, graph.states, to) for _, to in fits],
        closure_of(way, graph.states * len(fits)) if 6 * rank.size > graph.states else None,
    )


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


def _fits(
    graph: Graph, activity: NDArray[np.int64], move: NDArray[np.int64], activities: int
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """`fits` of the tables."""
    place = activity * graph.states + graph.source[move]
    rank = rank_of(place)
    found = []
    for k in range(int(rank.max(initial=-1)) + 1):
        chosen = rank == k
        letter, target = np.full((2, (activities + 1) * graph.states), -1)
        letter[place[chosen]] = graph.label[move[chosen]]
        target[place[chosen]] = graph.target[move[chosen]]
        found.append((letter, target))
    return found


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
    key, begins = np.unique(key[order], return_index=True)
    via = np.full((key.size + 1, graph.states), FAR, dtype=np.int32)
    if key.size:
        towards = np.ascontiguousarray(way.T)
        via[:-1] = np.minimum.reduceat(towards[graph.source[move[order]]], begins, axis=0)
    target = np.append(key % graph.states, 0).astype(np.int32)
    return via, target, np.searchsorted(key // graph.states, np.arange(activities + 1))


def moves_with(graph: Graph, letters: Sequence[int]) -> NDArray[np.intp]:
    """The moves whose letter is one of these."""
    if len(letters) == 1:
        return np.flatnonzero(graph.label == letters[0])
    return np.flatnonzero(np.isin(graph.label, letters))


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
    via = tables.via if via is None else via
    log_cost = tables.log_cost.take(symbol).astype(shorter.dtype)
    best: _Matrix = shorter + log_cost[:, None]
    closure = tables.closure
    if closure is not None and int(best.max()) <= closure.most and int(shorter.min()) >= 0:
        entered = _entered(tables, powers_of(closure, shorter), symbol)
        return np.minimum(best, closure.least(entered)).astype(best.dtype)
    for at, most in _blocks(tables, symbol):
        rows = tables.rows[:, :most].take(symbol[at], axis=0)
        before = shorter[at]
        lines = np.arange(0, before.size, before.shape[1])[:, None]
        value = before.take(lines + tables.via_target.take(rows))
        found = via.take(rows, axis=0)
        found += value[:, :, None]
        best[at] = np.minimum(best[at], found[:, 0] if most == 1 else found.min(axis=1))
    return best


def _entered(
    tables: Tables, powers: NDArray[np.float64], symbol: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(rows, states) the powers of the costs behind the synchronous moves from each state."""
    states = tables.completion.size
    rows = np.arange(0, powers.size, states + 1)[:, None]
    found: NDArray[np.float64] | None = None
    for to in tables.enters:
        part = powers.take(rows + to.reshape(-1, states).take(symbol, axis=0))
        found = part if found is None else found + part
    return np.zeros((powers.shape[0], states)) if found is None else found


def _blocks(
    tables: Tables, symbol: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.intp] | slice, int]]:
    """Parts of a batch, with the most rows an activity has in each, that fit the fast memory."""
    counts = tables.counts.take(symbol)
    most, states = int(counts.max(initial=0)), tables.completion.size
    if not most:
        return
    if counts.size * most * states <= _BLOCK:
        yield slice(None), most
        return
    order = np.argsort(-counts, kind="stable")
    begin = 0
    while begin < order.size and (most := int(counts[order[begin]])):
        end = begin + max(1, _BLOCK // (most * states))
        yield order[begin:end], most
        begin = end
