"""The searches of many variants, in one process or several: the same answer either way.

Variants are searched in rounds of a fixed size. What a round may look at is what the rounds before
it left, so that the number of processes changes nothing but the time.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol

from guiju.check.projection import Part, estimate_by
from guiju.check.search import Found, Question, search
from guiju.check.vectors import Matches
from guiju.standard.steps.graph import Behaviour
from guiju.standard.steps.net import Net

_ROUND = 32
_FEWEST = 8
"""Fewer variants than this are not worth a second process."""

_Task = tuple[Sequence[int], int]


class Bounds(Protocol):
    """How much searches may look at."""

    @property
    def looked_at(self) -> int:
        """Pairs of one search."""
        ...

    @property
    def looked_at_in_all(self) -> int:
        """Pairs of all searches, asked before each round."""
        ...


class Searches:
    """What all searches of a log have in common.

    Args:
        behaviour: what the standard allows.
        parts: of the net, for estimates.
        matches: per activity its letters.
        costs: of log moves per activity and of model moves per letter.
    """

    def __init__(
        self,
        behaviour: Behaviour,
        parts: list[Part],
        matches: Matches,
        costs: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        self.behaviour = behaviour
        self.parts = parts
        self.matches = [tuple(letters) for letters in matches]
        self.costs = costs

    def one(self, events: Sequence[int], limit: int) -> Found:
        """The search of one variant."""
        question = Question(tuple(events), self.matches, *self.costs)
        return search(self.behaviour, question, limit, estimate_by(self.parts, question))

    def all(
        self, variants: Sequence[Sequence[int]], bounds: Bounds, processes: int = 1
    ) -> list[Found]:
        """The searches of all variants, those told first first while the limit lasts.

        Args:
            variants: activity codes of each.
            bounds: how much may be looked at.
            processes: how many at once; states that are no markings of a net stay in this one.
        """
        left = bounds.looked_at_in_all
        found: list[Found] = []
        with self._workers(len(variants), processes) as run:
            for begin in range(0, len(variants), _ROUND):
                limit = min(bounds.looked_at, max(left, 0))
                some = [(events, limit) for events in variants[begin : begin + _ROUND]]
                found += run(some)
                left -= sum(each.expanded for each in found[begin:])
        return found

    @contextmanager
    def _workers(self, variants: int, processes: int) -> Iterator[Any]:
        if processes < 2 or variants < _FEWEST or not isinstance(self.behaviour, Net):
            yield lambda some: [self.one(*task) for task in some]
            return
        own = (self.behaviour, self.parts, self.matches, self.costs)
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, context, _begin, own) as pool:
            yield lambda some: list(pool.map(_search, some))


_HERE: list[Searches] = []
"""What a worker process searches; empty in any other."""


def _begin(*own: Any) -> None:
    _HERE[:] = [Searches(*own)]


def _search(task: _Task) -> Found:
    return _HERE[0].one(*task)
