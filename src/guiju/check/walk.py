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

from guiju.check.costs import FAR
from guiju.check.endings import Endings
from guiju.check.vectors import Tables, rank_of
from guiju.standard.steps.graph import Graph

SYNCHRONOUS, LOG, MODEL = 0, 1, 2

Columns = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]
"""Moves as sequence, kind, position, letter."""


def walk(tables: Tables, met: Endings) -> Columns:
    """The moves of every sequence; all sequences walk at once, one move per round.

    Args:
        tables: the automaton.
        met: the endings of the sequences.
    """
    ways = _ways(tables, met)
    sequence = np.arange(met.begin.size)
    at, state = met.begin.copy(), np.zeros(met.begin.size, dtype=np.int64)
    made: list[Columns] = [(np.zeros(0, np.int64),) * 4]
    while True:
        now, symbol = ways.costs.take(ways.row.take(at) + state), met.symbol.take(at)
        on = (symbol < len(tables.matches)) | (now > 0)
        if not on.all():
            sequence, at, state = sequence[on], at[on], state[on]
            now, symbol = now[on], symbol[on]
        if not sequence.size:
            break
        kind, letter, target = _choose(ways, at, state, now, symbol)
        made.append((sequence, kind, at, letter))
        at = at + (kind != MODEL)
        state = target
    sequence, kind, at, letter = (np.concatenate(c) for c in zip(*made, strict=True))
    return sequence, kind, at - met.begin[sequence], letter


@dataclass(frozen=True, slots=True)
class _Ways:
    """The moves of an automaton and the costs of endings, laid out for look-up.

    `fits`: per rank among equals, flat (activities + 1, states) tables of letter and target, -1
    for none; `leave_letter`, `leave_target`: (states, most moves) by element order; `costs`: the
    vectors end to end; `row`: where the vector of each ending begins; `more`: by how much each
    ending costs more than the next; `log_cost`: of the activity that is none it is out of reach.
    """

    states: int
    fits: list[tuple[NDArray[Any], NDArray[Any]]]
    leave_letter: NDArray[Any]
    leave_target: NDArray[Any]
    costs: NDArray[Any]
    row: NDArray[np.int64]
    more: NDArray[np.int64]
    log_cost: NDArray[np.int64]
    model_cost: NDArray[np.int64]


def _ways(tables: Tables, met: Endings) -> _Ways:
    states = tables.completion.size
    return _Ways(
        states,
        tables.fits,
        *_leaves(tables.automaton.graph),
        met.costs.ravel(),
        met.vector * states,
        np.append(met.base[:-1] - met.base[1:], 0),
        np.append(tables.log_cost, 2 * FAR).astype(np.int64),
        np.append(tables.model_cost, 0).astype(np.int64),
    )


def _choose(
    ways: _Ways, at: NDArray[Any], state: NDArray[Any], now: NDArray[Any], symbol: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Kind, letter and next state of the next move of each walker."""
    behind = ways.row.take(at + 1)
    left = ways.more.take(at) + now
    logged = ways.costs.take(behind + state) + ways.log_cost.take(symbol) == left
    kind = np.where(logged, LOG, MODEL)
    letter, target = np.full(at.size, -1), state
    place = symbol * ways.states + state
    for fit_letter, fit_target in reversed(ways.fits):
        to = fit_target.take(place)
        good = (ways.costs.take(behind + to, mode="wrap") == left) & (to >= 0)
        kind[good] = SYNCHRONOUS
        letter = np.where(good, fit_letter.take(place), letter)
        target = np.where(good, to, target)
    missing = np.flatnonzero(kind == MODEL)
    if missing.size:
        here = state[missing]
        options, letters = (
            ways.leave_target.take(here, axis=0),
            ways.leave_letter.take(here, axis=0),
        )
        rows = ways.row.take(at.take(missing))[:, None]
        rest = ways.costs.take(rows + options) + ways.model_cost.take(letters, mode="wrap")
        pick = ((rest == now[missing, None]) & (letters >= 0)).argmax(axis=1)
        lines = np.arange(missing.size)
        target = target.copy()
        target[missing], letter[missing] = options[lines, pick], letters[lines, pick]
    return kind, letter, target


def _leaves(graph: Graph) -> tuple[NDArray[Any], NDArray[Any]]:
    order = np.lexsort((graph.target, graph.label, graph.source))
    rank = rank_of(graph.source[order])
    shape = (graph.states, int(rank.max(initial=0)) + 1)
    letter, target = np.full(shape, -1, np.int32), np.zeros(shape, np.int32)
    letter[graph.source[order], rank] = graph.label[order]
    target[graph.source[order], rank] = graph.target[order]
    return letter, target
