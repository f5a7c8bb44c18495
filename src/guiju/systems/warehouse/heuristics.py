"""Named heuristics for the order of stops. Pure.

Source: K. J. Roodbergen and R. de Koster, Routing methods for warehouses with multiple cross
aisles, International Journal of Production Research 39 (2001) 1865-1883: S-shape, largest gap,
combined; return and midpoint are those of R. W. Hall, Distance approximations for routing manual
pickers in a warehouse, IIE Transactions 25 (1993) 76-87.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guiju.systems.warehouse.layout import Layout, Way
from guiju.systems.warehouse.walks import FAR, Node, Walks

Trip = list[Node]
"""Points in the order they are walked through, without the start at both ends."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be picked.

    Attributes:
        stops: points to be visited, each once.
    """

    layout: Layout
    walks: Walks
    stops: Sequence[Node]

    def length(self, trip: Trip) -> int:
        """Millimetres from the start through the trip and back."""
        return self.walks.of([self.walks.start, *trip, self.walks.start])


@dataclass(frozen=True, slots=True)
class Visit:
    """An aisle with stops.

    Attributes:
        front, back: its outermost junctions; the same where it is a dead end.
        stops: from the front to the back.
    """

    way: Way
    front: Node
    back: Node
    stops: tuple[Node, ...]


def visits(task: Task) -> list[Visit]:
    """Aisles with stops, from left to right."""
    found = []
    for way in task.layout.aisles.values():
        stops = sorted(
            stop for stop in task.stops if stop[0] == way.at and way.low <= stop[1] <= way.high
        )
        junctions = [
            cross.at
            for cross in task.layout.cross_aisles.values()
            if way.low <= cross.at <= way.high and cross.low <= way.at <= cross.high
        ]
        if stops and junctions:
            front, back = (way.at, junctions[0]), (way.at, junctions[-1])
            found.append(Visit(way, front, back, tuple(stops)))
    return found


def s_shape(task: Task) -> Trip:
    """Every aisle with stops is walked through; after an odd number the last is left again."""
    trip: Trip = []
    up = True
    rows = visits(task)
    for number, row in enumerate(rows):
        up = row.way.direction > 0 if row.way.direction else up
        last = number == len(rows) - 1
        if row.front == row.back:
            trip += [row.front, *row.stops, row.front]
        elif last and up and not row.way.direction:
            trip += [row.front, *row.stops]
        elif up:
            trip += [row.front, *row.stops, row.back]
        else:
            trip += [row.back, *reversed(row.stops), row.front]
        up = not up
    return trip


def return_(task: Task) -> Trip:
    """Every aisle is entered and left at its front."""
    trip: Trip = []
    for row in visits(task):
        trip += [row.front, *row.stops, row.front]
    return trip


def midpoint(task: Task) -> Trip:
    """Each half of an aisle is picked from its end; the outer aisles are walked through."""
    return _split(task, lambda row: sum(2 * y <= row.front[1] + row.back[1] for _, y in row.stops))


def largest_gap(task: Task) -> Trip:
    """Of each aisle the longest stretch without a stop is not walked."""

    def before_gap(row: Visit) -> int:
        marks = [row.front[1], *(y for _, y in row.stops), row.back[1]]
        gaps = [high - low for low, high in pairwise(marks)]
        return gaps.index(max(gaps))

    return _split(task, before_gap)


def _split(task: Task, near: Callable[[Visit], int]) -> Trip:
    rows = visits(task)
    if len(rows) < 2:
        return s_shape(task)
    first, last = rows[0], rows[-1]
    trip: Trip = [first.front, *first.stops, first.back]
    for row in rows[1:-1]:
        far = row.stops[near(row) :]
        if far:
            trip += [row.back, *reversed(far), row.back]
    trip += [last.back, *reversed(last.stops), last.front]
    for row in reversed(rows[1:-1]):
        close = row.stops[: near(row)]
        if close:
            trip += [row.front, *close, row.front]
    return trip


def combined(task: Task) -> Trip:
    """Each aisle is walked through or left where it was entered, whichever is shorter in all."""
    best: dict[bool, tuple[int, Trip]] = {False: (0, [])}
    for row in visits(task):
        following: dict[bool, tuple[int, Trip]] = {}
        ends = {False: row.front, True: row.back}
        for _, trip in best.values():
            for enter in (False, True):
                stops = list(reversed(row.stops)) if enter else list(row.stops)
                for leave in (False, True):
                    longer = [*trip, ends[enter], *stops, ends[leave]]
                    cost = task.walks.of([task.walks.start, *longer])
                    if leave not in following or cost < following[leave][0]:
                        following[leave] = (cost, longer)
        best = following
    ended = [task.length(trip) for _, trip in best.values()]
    return list(best.values())[ended.index(min(ended))][1]


HEURISTICS = {
    "s-shape": s_shape,
    "return": return_,
    "midpoint": midpoint,
    "largest-gap": largest_gap,
    "combined": combined,
}


def order_of(task: Task, trip: Trip) -> list[Node]:
    """The stops in the order a trip comes by."""
    left = set(task.stops)
    order = []
    for node in trip:
        if node in left:
            left.discard(node)
            order.append(node)
    return order + sorted(left)


def improved(length: Callable[[int, int], int], order: Sequence[int], symmetric: bool) -> list[int]:
    """Or-opt and, where ways have no direction, 2-opt until nothing gets shorter.

    Args:
        length: between stops by number; 0 is the start.
        order: stops from 1 on, without the start.
    """
    tour = [0, *order]
    better = len(tour) > 3
    while better:
        better = _or_opt(length, tour) or (symmetric and _two_opt(length, tour))
    at = tour.index(0)
    return tour[at + 1 :] + tour[:at]


def _two_opt(length: Callable[[int, int], int], tour: list[int]) -> bool:
    count = len(tour)
    for i in range(count - 1):
        a, b = tour[i], tour[i + 1]
        ab = length(a, b)
        for j in range(i + 2, count - (i == 0)):
            c, d = tour[j], tour[(j + 1) % count]
            if length(a, c) + length(b, d) < ab + length(c, d):
                tour[i + 1 : j + 1] = reversed(tour[i + 1 : j + 1])
                return True
    return False


def _or_opt(length: Callable[[int, int], int], tour: list[int]) -> bool:
    count = len(tour)
    for size in (1, 2, 3):
        if count < size + 3:
            break
        for i in range(count):
            moved = [tour[(i + k) % count] for k in range(size)]
            rest = [tour[(i + size + k) % count] for k in range(count - size)]
            before, after = rest[-1], rest[0]
            gain = length(before, moved[0]) + length(moved[-1], after) - length(before, after)
            if gain <= 0:
                continue
            for j in range(len(rest) - 1):
                a, b = rest[j], rest[j + 1]
                if length(a, moved[0]) + length(moved[-1], b) - length(a, b) < gain:
                    tour[:] = [*rest[: j + 1], *moved, *rest[j + 1 :]]
                    return True
    return False


def usable(task: Task, trip: Trip) -> bool:
    """Whether a trip visits all stops on ways that exist."""
    return set(task.stops) <= set(trip) and task.length(trip) < FAR
