"""Where no automaton stays small: A* over (state of the standard, events done), one case variant.

Hart, Nilsson and Raphael (1968). States are made when they are met, so a standard with any number
of states can be searched; a limit on the states looked at turns a search that would not end into
"undecided" with the proven lower bound of the cost.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.check.vectors import Matches
from guiju.check.walk import LOG, MODEL, SYNCHRONOUS
from guiju.standard.steps.graph import Behaviour, Unbounded

Estimate = Callable[[Any, int], int | None]
"""(state, events done) to a cost that is never above the true one; None: no way to the end."""

_Node = tuple[Any, int]
_Moves = list[tuple[int, int, int]]
_SILENT_MOVE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        cost: the optimal cost; None where the limit ended the search or no run completes.
        bound: no alignment costs less; equal to the cost where that is known.
        moves: (kind, position, letter) of an optimal alignment.
        expanded: states looked at.
    """

    cost: int | None
    bound: int
    moves: tuple[tuple[int, int, int], ...]
    expanded: int


@dataclass(frozen=True, slots=True)
class Question:
    """One variant to be aligned: its codes, and what its moves cost."""

    events: Sequence[int]
    matches: Matches
    log_cost: Sequence[int]
    model_cost: Sequence[int]


def unmatched_cost(question: Question) -> Estimate:
    """The weakest estimate: what the events cost that no element can stand for."""
    rest = [0]
    for event in reversed(question.events):
        rest.append(rest[-1] + (0 if question.matches[event] else question.log_cost[event]))
    rest.reverse()
    return lambda _state, position: rest[position]


def search(
    behaviour: Behaviour,
    question: Question,
    limit: int = 200_000,
    estimate: Estimate | None = None,
) -> Found:
    """The cheapest alignment of one variant.

    Args:
        behaviour: what the standard allows.
        question: the variant and the costs.
        limit: how many (state, position) pairs may be looked at.
        estimate: an admissible and consistent lower bound of the remaining cost.

    Among equal totals the pair with less left to pay comes first, then the one met last, so that
    a good estimate leads straight to the end; moves are met model first, synchronous last.
    """
    estimate = estimate or unmatched_cost(question)
    end = len(question.events)
    start = (behaviour.initial, 0)
    best: dict[_Node, int] = {start: 0}
    came: dict[_Node, tuple[_Node, tuple[int, int, int]]] = {}
    first = estimate(*start)
    queue: list[tuple[int, int, int, _Node]] = [] if first is None else [(first, 0, 0, start)]
    done: set[_Node] = set()
    pushed = 0
    while queue:
        total, _, _, node = heapq.heappop(queue)
        if node in done:
            continue
        if node[1] == end and behaviour.is_final(node[0]):
            return Found(total, total, _traced(came, node), len(done))
        if len(done) >= limit:
            return Found(None, total, (), len(done))
        done.add(node)
        try:
            moves = list(_moves(behaviour, question, node))
            moves.reverse()
        except Unbounded:
            return Found(None, total, (), len(done))
        for cost, move, successor in moves:
            reached = best[node] + cost
            if reached >= best.get(successor, reached + 1):
                continue
            rest = estimate(*successor)
            if rest is None:
                continue
            best[successor] = reached
            came[successor] = (node, move)
            pushed += 1
            heapq.heappush(queue, (reached + rest, rest, -pushed, successor))
    return Found(None, 0, (), len(done))


def _moves(
    behaviour: Behaviour, question: Question, node: _Node
) -> Iterator[tuple[int, tuple[int, int, int], _Node]]:
    """(cost, move, next node): synchronous and silent, log, then model moves."""
    state, position = node
    event = question.events[position] if position < len(question.events) else None
    fits = () if event is None else question.matches[event]
    missing = []
    for letter, successor in behaviour.successors(state):
        if letter is None:
            yield 0, (_SILENT_MOVE, position, -1), (successor, position)
            continue
        if letter in fits:
            yield 0, (SYNCHRONOUS, position, letter), (successor, position + 1)
        missing.append((letter, successor))
    if event is not None:
        yield question.log_cost[event], (LOG, position, -1), (state, position + 1)
    for letter, successor in sorted(missing, key=lambda m: m[0]):
        yield question.model_cost[letter], (MODEL, position, letter), (successor, position)


def _traced(
    came: dict[_Node, tuple[_Node, tuple[int, int, int]]], node: _Node
) -> tuple[tuple[int, int, int], ...]:
    moves: _Moves = []
    while node in came:
        node, move = came[node]
        if move[0] != _SILENT_MOVE:
            moves.append(move)
    return tuple(reversed(moves))
