"""Shortest walks in a layout: a graph of aisles and cross aisles. Pure; millimetres."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from guiju.systems.warehouse.layout import Layout, Location, Way

Node = tuple[int, int]
"""A point (x, y)."""

FAR: Final = 1 << 50
"""There is no walk."""


@dataclass(slots=True)
class Walks:
    """Lengths of shortest walks between points of a layout, found when first asked for.

    Attributes:
        start: the point where routes begin and end.
        points: where each asked location is reached.
    """

    start: Node
    points: dict[str, Node]
    edges: dict[Node, list[tuple[Node, int]]]
    _from: dict[Node, dict[Node, int]] = field(default_factory=dict)

    def length(self, one: Node, other: Node) -> int:
        """Millimetres of the shortest walk; `FAR` where there is none."""
        if one == other:
            return 0
        found = self._from.get(one)
        if found is None:
            found = self._from[one] = _dijkstra(self.edges, one)
        return found.get(other, FAR)

    def of(self, way: Sequence[Node]) -> int:
        """Millimetres of a walk through points in their order."""
        return sum(self.length(a, b) for a, b in itertools.pairwise(way))

    def reachable(self, node: Node) -> bool:
        """Whether one can go there and come back."""
        return self.length(self.start, node) < FAR and self.length(node, self.start) < FAR


def walks(layout: Layout, locations: Iterable[Location]) -> Walks:
    """The graph of a layout with the points of some locations on it."""
    points = {each.code: (layout.aisles[each.aisle].at, each.y) for each in locations}
    aisles, crosses = layout.aisles.values(), layout.cross_aisles.values()
    along: dict[tuple[str, str], set[int]] = {}
    for aisle in aisles:
        marks = along.setdefault(("aisle", aisle.name), set())
        for cross in crosses:
            if _meet(aisle, cross):
                marks.add(cross.at)
                along.setdefault(("cross", cross.name), set()).add(aisle.at)
        marks.update(
            y for x, y in points.values() if x == aisle.at and aisle.low <= y <= aisle.high
        )
    edges: dict[Node, list[tuple[Node, int]]] = {}
    start = _enter(layout, along, edges)
    for aisle in aisles:
        _connect(edges, aisle, along[("aisle", aisle.name)], vertical=True)
    for cross in crosses:
        _connect(edges, cross, along.get(("cross", cross.name), set()), vertical=False)
    return Walks(start, points, edges)


def _meet(aisle: Way, cross: Way) -> bool:
    return aisle.low <= cross.at <= aisle.high and cross.low <= aisle.at <= cross.high


def _enter(
    layout: Layout,
    along: dict[tuple[str, str], set[int]],
    edges: dict[Node, list[tuple[Node, int]]],
) -> Node:
    """Join the start to the nearest way, by a straight walk in both directions."""
    x, y = layout.start
    nearest: tuple[int, tuple[str, str], Node] | None = None
    for kind, ways in (("cross", layout.cross_aisles), ("aisle", layout.aisles)):
        for way in ways.values():
            across, on = (y, x) if kind == "cross" else (x, y)
            mark = min(max(on, way.low), way.high)
            far = abs(across - way.at) + abs(on - mark)
            point = (mark, way.at) if kind == "cross" else (way.at, mark)
            if nearest is None or far < nearest[0]:
                nearest = (far, (kind, way.name), point)
    assert nearest is not None, "a layout has ways"
    far, key, point = nearest
    along.setdefault(key, set()).add(point[0] if key[0] == "cross" else point[1])
    if point != (x, y):
        edges.setdefault((x, y), []).append((point, far))
        edges.setdefault(point, []).append(((x, y), far))
    return (x, y)


def _connect(
    edges: dict[Node, list[tuple[Node, int]]], way: Way, marks: set[int], vertical: bool
) -> None:
    shut = {mark for stretch in way.closed for mark in stretch if way.low <= mark <= way.high}
    ordered = sorted(marks | shut)
    for low, high in itertools.pairwise(ordered):
        if any(begin <= low and high <= end for begin, end in way.closed):
            continue
        one, other = (
            ((way.at, low), (way.at, high)) if vertical else ((low, way.at), (high, way.at))
        )
        if way.direction >= 0:
            edges.setdefault(one, []).append((other, high - low))
        if way.direction <= 0:
            edges.setdefault(other, []).append((one, high - low))


def _dijkstra(edges: dict[Node, list[tuple[Node, int]]], source: Node) -> dict[Node, int]:
    best = {source: 0}
    heap = [(0, source)]
    done: set[Node] = set()
    while heap:
        far, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        for other, step in edges.get(node, ()):
            length = far + step
            if length < best.get(other, FAR):
                best[other] = length
                heapq.heappush(heap, (length, other))
    return best
