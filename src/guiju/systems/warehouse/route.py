"""The way through the warehouse (ORD-07). Pure but for the solver's watch."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from guiju.systems.warehouse.circuit import Round, shortest_round
from guiju.systems.warehouse.heuristics import HEURISTICS, Task, Trip, improved, order_of, usable
from guiju.systems.warehouse.layout import Layout, Location
from guiju.systems.warehouse.single_block import applies, shortest_order
from guiju.systems.warehouse.walks import Node, Walks, walks

LARGEST = 120
"""Stops beyond which the solver is not asked: its model grows with their square."""

FEW = 60
"""Stops up to which every heuristic's route is improved, not the best one's alone."""

SURE = 20
"""Stops up to which the solver is asked even where a block can be solved without it."""


@dataclass(frozen=True, slots=True)
class Route:
    """A round through all stops; lengths in millimetres.

    Attributes:
        order: points in the order they are visited.
        legs: from the point before (the start, for the first), and back to the start at the end.
        bound: no round is shorter.
        method: `cp-sat`, `one-block` (exact as well), or the heuristic it is from.
        s_shape: length of the S-shape route.
    """

    order: tuple[Node, ...]
    legs: tuple[int, ...]
    bound: int
    proven: bool
    method: str
    s_shape: int

    @property
    def length(self) -> int:
        """Of the whole round."""
        return sum(self.legs)

    @property
    def fallback(self) -> bool:
        """Whether a heuristic stands in for what would have been exact."""
        return not self.proven and self.method != "cp-sat"


def plan(layout: Layout, locations: Sequence[Location], seconds: float = 1.0) -> Route:
    """The shortest round that can be found in time through some reachable locations.

    Args:
        locations: at least one; each can be reached and left.
        seconds: for the solver; 0 gives the best heuristic.
    """
    graph = walks(layout, locations)
    stops = sorted({graph.points[each.code] for each in locations} - {graph.start})
    task = Task(layout, graph, stops)
    trips = {name: trip for name, trip in _trips(task).items() if usable(task, trip)}
    s_shape = trips.get("s-shape")
    lengths = _lengths(graph, stops)
    proven = applies(layout, stops)
    if proven:
        number = {stop: n for n, stop in enumerate(stops, 1)}
        method, order = "one-block", [number[stop] for stop in shortest_order(task)]
    else:
        method, order = _best_order(task, trips, lengths)
    length = _around(lengths, order)
    found = Round(None, length if proven else 0, proven)
    if seconds > 0 and len(stops) <= (SURE if proven else LARGEST):
        found = shortest_round(lengths, order, seconds)
    if found.order is not None and (found.proven or _around(lengths, found.order) < length):
        method, order, proven = "cp-sat", found.order, found.proven
        length = _around(lengths, order)
    way = [graph.start, *(stops[n - 1] for n in order), graph.start]
    legs = tuple(graph.length(a, b) for a, b in itertools.pairwise(way))
    walked = length if s_shape is None else task.length(s_shape)
    bound = length if proven else min(length, found.bound)
    return Route(tuple(way[1:-1]), legs, bound, proven, method, walked)


def _trips(task: Task) -> dict[str, Trip]:
    names = ["s-shape"] if task.layout.one_way else list(HEURISTICS)
    return {name: HEURISTICS[name](task) for name in names}


def _best_order(
    task: Task, trips: dict[str, Trip], lengths: list[list[int]]
) -> tuple[str, list[int]]:
    """The best heuristic's name and order; `2-opt` where changing places made it shorter."""
    number = {stop: n for n, stop in enumerate(task.stops, 1)}
    orders = {name: [number[stop] for stop in order_of(task, trip)] for name, trip in trips.items()}
    ranked = sorted(orders.items(), key=lambda each: _around(lengths, each[1]))
    best = ranked[0] if ranked else ("2-opt", list(range(1, len(task.stops) + 1)))
    begun = ranked[: len(ranked) if len(task.stops) <= FEW else 1] or [best]
    for _, order in begun:
        better = improved(lambda a, b: lengths[a][b], order, not task.layout.one_way)
        if _around(lengths, better) < _around(lengths, best[1]):
            best = ("2-opt", better)
    return best


def _lengths(graph: Walks, stops: Sequence[Node]) -> list[list[int]]:
    points = [graph.start, *stops]
    return [[graph.length(a, b) for b in points] for a in points]


def _around(lengths: Sequence[Sequence[int]], order: Sequence[int]) -> int:
    tour = [0, *order, 0]
    return sum(lengths[a][b] for a, b in itertools.pairwise(tour))
