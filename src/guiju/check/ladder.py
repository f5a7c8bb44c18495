"""From the fastest exact way down to an honest "undecided".

1. The standard has few states: its automaton aligns all variants at once.
2. It has more than the bound: A* per variant over states made when they are met.
3. The search of a variant passes its limit: undecided, with the lower bound it proved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from guiju.check.alignment import Alignments, align
from guiju.check.automaton import Automaton
from guiju.check.deviations import Exclusive, Move
from guiju.check.practice import Flat
from guiju.check.projection import parts_of
from guiju.check.search import Found
from guiju.check.searches import Searches
from guiju.check.together import never_together
from guiju.check.vectors import Matches, tables_of
from guiju.check.walk import MODEL, SYNCHRONOUS
from guiju.standard.steps.graph import Behaviour

Method = Literal["automaton", "search", "no complete run"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How far each rung goes before the next is tried.

    Attributes:
        states: reachable states of the standard that are explored.
        automaton: states an automaton may have to be used as dense vectors.
        subsets: states of the subset construction; past it the automaton stays as explored.
        looked_at: (state, position) pairs of one variant's search.
        looked_at_in_all: the same over all variants of a log.
    """

    states: int = 60_000
    automaton: int = 3_000
    subsets: int = 20_000
    looked_at: int = 100_000
    looked_at_in_all: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The exact verdict on each variant.

    Attributes:
        method: which rung gave it.
        cost: (variants,) the optimal cost; -1 where undecided.
        bound: (variants,) no alignment costs less; the cost itself where decided.
        cheapest_run: cost of the cheapest complete run by model moves; None where unknown,
            and then there is no fitness either.
        moves: per variant (kind, position, letter) of its optimal alignment; none if undecided.
        done: (letters,) synchronous moves over all cases.
        skipped: (letters,) model moves over all cases.
        exclusive: which pairs of letters no run has together; knows none after a search.
        explored: states of the standard that were looked at, None where past the bound.
        aligned: the moves as columns, where an automaton gave them.
        automaton: that automaton.
    """

    method: Method
    cost: NDArray[np.int64]
    bound: NDArray[np.int64]
    cheapest_run: int | None
    moves: Callable[[int], Sequence[Move]] = field(repr=False)
    done: NDArray[np.int64] = field(repr=False)
    skipped: NDArray[np.int64] = field(repr=False)
    exclusive: Exclusive = field(repr=False)
    explored: int | None
    aligned: Alignments | None = field(default=None, repr=False)
    automaton: Automaton | None = field(default=None, repr=False)


def by_automaton(
    automaton: Automaton,
    flat: Flat,
    matches: Matches,
    log_cost: NDArray[np.int32],
    model_cost: NDArray[np.int32],
) -> Verdicts:
    """All variants over an automaton."""
    if not automaton.graph.states:
        return _no_complete_run(flat, model_cost.size, automaton.explored)
    tables = tables_of(automaton, matches, log_cost, model_cost)
    found = align(tables, flat.symbols, flat.offsets)
    per_move = np.repeat(flat.counts, np.diff(found.first))
    apart = never_together(automaton, tables.reaches).tolist()
    return Verdicts(
        "automaton",
        found.cost,
        found.cost,
        tables.cheapest_run,
        found.moves,
        _uses(found.kind == SYNCHRONOUS, found.letter, per_move, model_cost.size),
        _uses(found.kind == MODEL, found.letter, per_move, model_cost.size),
        lambda a, b: bool(apart[a][b]),
        automaton.explored,
        found,
        automaton,
    )


def by_search(
    behaviour: Behaviour,
    flat: Flat,
    matches: Matches,
    log_cost: NDArray[np.int32],
    model_cost: NDArray[np.int32],
    limits: Limits,
    processes: int = 1,
) -> Verdicts:
    """One variant after the other, the most frequent ones first while the limit lasts."""
    parts = parts_of(behaviour, matches, log_cost, model_cost)
    searches = Searches(behaviour, parts, matches, (log_cost.tolist(), model_cost.tolist()))
    empty = searches.one((), limits.looked_at)
    found: list[Found] = [empty] * flat.counts.size
    order = np.argsort(-flat.counts, kind="stable").tolist()
    done = searches.all([flat.events(variant) for variant in order], limits, processes)
    for variant, one in zip(order, done, strict=True):
        found[variant] = one
    return Verdicts(
        "search",
        np.array([-1 if f.cost is None else f.cost for f in found], dtype=np.int64),
        np.array([f.bound for f in found], dtype=np.int64),
        empty.cost,
        lambda variant: found[variant].moves,
        *_uses_of(found, flat, model_cost.size),
        lambda _a, _b: False,
        None,
    )


def _no_complete_run(flat: Flat, letters: int, explored: int) -> Verdicts:
    variants = flat.counts.size
    return Verdicts(
        "no complete run",
        np.full(variants, -1),
        np.zeros(variants, dtype=np.int64),
        None,
        lambda _variant: (),
        np.zeros(letters, dtype=np.int64),
        np.zeros(letters, dtype=np.int64),
        lambda _a, _b: False,
        explored,
    )


def _uses(
    chosen: NDArray[np.bool_],
    letter: NDArray[np.int32],
    cases: NDArray[np.int64],
    letters: int,
) -> NDArray[np.int64]:
    """(letters,) how many moves of the chosen kind, cases counted."""
    return np.bincount(letter[chosen], cases[chosen], letters).astype(np.int64)


def _uses_of(
    found: Sequence[Found], flat: Flat, letters: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    done, skipped = np.zeros(letters, dtype=np.int64), np.zeros(letters, dtype=np.int64)
    for one, count in zip(found, flat.counts.tolist(), strict=True):
        for kind, _, letter in one.moves:
            if letter >= 0:
                (done if kind == SYNCHRONOUS else skipped)[letter] += count
    return done, skipped
