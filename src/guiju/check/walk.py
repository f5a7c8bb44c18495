"""From cost vectors to moves: one optimal alignment per sequence, by one stated rule.

Among the alignments of least cost the one taken is the first in this order, decided from the
beginning of the case: a synchronous move, else a log move, else a model move; among several
elements the one that comes first in the standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.endings import Lead
from guiju.check.vectors import Tables

SYNCHRONOUS, LOG, MODEL = 0, 1, 2

Columns = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]
"""Moves as sequence, kind, position, letter."""


class Steps:
    """What becomes of an event: worked out once for each lead and state.

    A step is the model moves in front of the event and its own move; at the end of a sequence the
    model moves alone.

    Attributes:
        target: per step the state behind it.
        first: where the moves of each step begin, and where the last ones end.
        kind: of each move.
        letter: of each move, -1 for a log move.
    """

    def __init__(self, tables: Tables) -> None:
        graph = tables.automaton.graph
        self.target: list[int] = []
        self.first = [0]
        self.kind: list[int] = []
        self.letter: list[int] = []
        self._matches = [frozenset(letters) for letters in tables.matches]
        self._log_cost: list[int] = tables.log_cost.tolist()
        self._model_cost: list[int] = tables.model_cost.tolist()
        self._leave: list[list[tuple[int, int]]] = [[] for _ in range(graph.states)]
        columns = (graph.source.tolist(), graph.label.tolist(), graph.target.tolist())
        for source, letter, target in sorted(zip(*columns, strict=True)):
            self._leave[source].append((letter, target))

    def learn(self, lead: Lead, state: int) -> int:
        """Finds the step of a lead in a state."""
        step = lead.steps[state] = len(self.target)
        if lead.activity == len(self._matches):
            state = self._onwards(lead.vector.costs, state)
        else:
            state = self._event(lead, state)
        self.first.append(len(self.kind))
        self.target.append(state)
        return step

    def _event(self, lead: Lead, state: int) -> int:
        """Adds the moves of an event; the state behind it."""
        costs, behind = lead.vector.costs, lead.behind.costs
        letters, log_cost = self._matches[lead.activity], self._log_cost[lead.activity]
        while True:
            left = costs[state] + lead.more
            for letter, target in self._leave[state]:
                if letter in letters and behind[target] == left:
                    self._add(SYNCHRONOUS, letter)
                    return target
            if behind[state] + log_cost == left:
                self._add(LOG, -1)
                return state
            state = self._model_move(costs, state)

    def _onwards(self, costs: Sequence[int], state: int) -> int:
        """Adds model moves until nothing is left to be paid."""
        while costs[state]:
            state = self._model_move(costs, state)
        return state

    def _model_move(self, costs: Sequence[int], state: int) -> int:
        for letter, target in self._leave[state]:
            if costs[target] + self._model_cost[letter] == costs[state]:
                self._add(MODEL, letter)
                return target
        raise AssertionError("no move is optimal")

    def _add(self, kind: int, letter: int) -> None:
        self.kind.append(kind)
        self.letter.append(letter)


class Walks:
    """Sequences walked so far.

    Args:
        tables: the automaton, ready for the activities.
    """

    def __init__(self, tables: Tables) -> None:
        self._steps = Steps(tables)
        self._sequences: list[int] = []
        self._lengths: list[int] = []
        self._made: list[int] = []

    def add(self, sequence: int, leads: Sequence[Lead]) -> None:
        """Walks a sequence.

        Args:
            sequence: its number.
            leads: its leads, from its end on, of vectors that meet no other `Walks`.
        """
        made, target, state = self._made, self._steps.target, 0
        for lead in reversed(leads):
            step = lead.steps.get(state)
            if step is None:
                step = self._steps.learn(lead, state)
            made.append(step)
            state = target[step]
        self._sequences.append(sequence)
        self._lengths.append(len(leads))

    def moves(self) -> Columns:
        """The moves of all sequences, end to end."""
        steps = self._steps
        step, first = np.array(self._made, dtype=np.int64), np.array(steps.first)
        lengths = np.array(self._lengths, dtype=np.int64)
        begin = first[step]
        count = first[step + 1] - begin
        row = np.repeat(begin - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
        position = np.arange(step.size) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        sequence = np.repeat(np.array(self._sequences, dtype=np.int64), lengths)
        kind, letter = np.array(steps.kind, np.int8), np.array(steps.letter, np.int32)
        return np.repeat(sequence, count), kind[row], np.repeat(position, count), letter[row]
