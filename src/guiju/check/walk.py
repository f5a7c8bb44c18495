"""From cost vectors to moves: one optimal alignment per sequence, by one stated rule.

Among the alignments of least cost the one taken is the first in this order, decided from the
beginning of the case: a synchronous move, else a log move, else a model move; among several
elements the one that comes first in the standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.trie import Trie
from guiju.check.vectors import Matches, Tables, moves_with
from guiju.standard.steps.graph import Graph

SYNCHRONOUS, LOG, MODEL = 0, 1, 2

Columns = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]
"""Moves as sequence, kind, position, letter."""


def walk(tables: Tables, trie: Trie, cost: NDArray[Any], lengths: NDArray[np.int64]) -> Columns:
    """The moves of every sequence; all sequences walk at once, one move per round.

    Args:
        tables: the automaton.
        trie: the endings of the sequences.
        cost: (nodes, states) the vectors of the endings.
        lengths: (sequences,) how many events each has.
    """
    ways = _Ways(
        _fits(tables.automaton.graph, tables.matches),
        *_leaves(tables.automaton.graph),
        np.append(tables.log_cost, 0).astype(cost.dtype),
        np.append(tables.model_cost, 0).astype(cost.dtype),
    )
    sequence = np.arange(trie.leaf.size)
    node, state = trie.leaf.copy(), np.zeros(trie.leaf.size, dtype=np.int64)
    made: list[Columns] = [(np.zeros(0, np.int64),) * 4]
    while True:
        on = (trie.symbol[node] >= 0) | (cost[node, state] > 0)
        sequence, node, state = sequence[on], node[on], state[on]
        if not sequence.size:
            break
        kind, letter, target = _choose(ways, trie, cost, node, state)
        depth = np.searchsorted(trie.levels, node, side="right") - 1
        made.append((sequence, kind, lengths[sequence] - depth, letter))
        node = np.where(kind == MODEL, node, trie.parent[node])
        state = target
    sequence, kind, position, letter = (np.concatenate(c) for c in zip(*made, strict=True))
    return sequence, kind, position, letter


@dataclass(frozen=True, slots=True)
class _Ways:
    """The moves of an automaton, laid out for look-up.

    `fits`: per rank among equals, (activities, states) tables of letter and target, -1 for none;
    `leave_letter`, `leave_target`: (states, most moves) by element order.
    """

    fits: list[tuple[NDArray[Any], NDArray[Any]]]
    leave_letter: NDArray[Any]
    leave_target: NDArray[Any]
    log_cost: NDArray[Any]
    model_cost: NDArray[Any]


def _choose(
    ways: _Ways, trie: Trie, cost: NDArray[Any], node: NDArray[Any], state: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Kind, letter and next state of the next move of each walker."""
    now = cost[node, state]
    symbol, shorter = trie.symbol[node], trie.parent[node]
    kind = np.full(node.size, MODEL)
    letter = np.full(node.size, -1)
    target = state.copy()
    logged = (symbol >= 0) & (cost[shorter, state] + ways.log_cost[symbol] == now)
    kind[logged] = LOG
    for fit_letter, fit_target in reversed(ways.fits):
        at = np.flatnonzero((symbol >= 0) & (fit_target[symbol, state] >= 0))
        to = fit_target[symbol[at], state[at]]
        good = cost[shorter[at], to] == now[at]
        at, to = at[good], to[good]
        kind[at], letter[at], target[at] = SYNCHRONOUS, fit_letter[symbol[at], state[at]], to
    at = np.flatnonzero(kind == MODEL)
    options, letters = ways.leave_target[state[at]], ways.leave_letter[state[at]]
    good = cost[node[at, None], options] + ways.model_cost[letters] == now[at, None]
    pick = (good & (letters >= 0)).argmax(axis=1)
    target[at] = options[np.arange(at.size), pick]
    letter[at] = letters[np.arange(at.size), pick]
    return kind, letter, target


def _fits(graph: Graph, matches: Matches) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    tables: list[tuple[NDArray[Any], NDArray[Any]]] = []
    shape = (len(matches) + 1, graph.states)
    for code, letters in enumerate(matches):
        chosen = moves_with(graph, letters)
        order = np.lexsort((graph.target[chosen], graph.label[chosen], graph.source[chosen]))
        chosen = chosen[order]
        rank = _rank(graph.source[chosen])
        for k in range(int(rank.max(initial=-1)) + 1):
            if k == len(tables):
                tables.append((np.full(shape, -1, np.int32), np.full(shape, -1, np.int32)))
            at = chosen[rank == k]
            tables[k][0][code, graph.source[at]] = graph.label[at]
            tables[k][1][code, graph.source[at]] = graph.target[at]
    return tables


def _leaves(graph: Graph) -> tuple[NDArray[Any], NDArray[Any]]:
    order = np.lexsort((graph.target, graph.label, graph.source))
    rank = _rank(graph.source[order])
    shape = (graph.states, int(rank.max(initial=0)) + 1)
    letter, target = np.full(shape, -1, np.int32), np.zeros(shape, np.int32)
    letter[graph.source[order], rank] = graph.label[order]
    target[graph.source[order], rank] = graph.target[order]
    return letter, target


def _rank(key: NDArray[Any]) -> NDArray[Any]:
    """Position within the run of equal neighbours."""
    if not key.size:
        return np.zeros(0, dtype=np.int64)
    begins = np.concatenate([[True], key[1:] != key[:-1]])
    index = np.arange(key.size)
    return np.asarray(index - np.maximum.accumulate(np.where(begins, index, 0)))
