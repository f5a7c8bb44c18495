"""Edges at right angles: rows through columns, trunks in the gaps, corners of gateways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from guiju.standard.layout.drawing import Point
from guiju.standard.layout.layered.graph import Arc, Layers, Vertex
from guiju.standard.layout.layered.tracks import Gap, Trunk, assign

_MARGIN = 18.0
_TRACK = 12.0
_LEAST_GAP = 50.0
_NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Route:
    """The waypoints of an arc, and the lower left corner of its label."""

    points: tuple[Point, ...]
    label: Point


@dataclass(slots=True)
class _Way:
    """An arc on its way: which gaps it goes up or down in.

    Attributes:
        hops: (gap, y before, y after); gap 0 is left of the first layer.
        out: whether it leaves at the top or bottom of its source.
        into: whether it enters at the top or bottom of its target.
    """

    hops: list[tuple[int, float, float]]
    out: bool = False
    into: bool = False
    trunks: list[Trunk | None] = field(default_factory=list)


class _Columns:
    """What stands in each layer, and which upright lines run through its middle."""

    def __init__(self, layers: Layers, vertices: Sequence[Vertex], y: Sequence[float]) -> None:
        self.layers = layers
        self.vertices = vertices
        self.y = y
        self.used: dict[int, list[tuple[float, float, int]]] = {}

    def clear(self, vertex: int, end: float, own: Sequence[int], start: float) -> bool:
        """Whether a line may run from a vertex up or down to a row, and on that row outwards."""
        at = self.layers.layer[vertex]
        low, high = min(start, end) - 6, max(start, end) + 6
        for other in self.layers.order[at]:
            if other == vertex or other in own:
                continue
            y = self.y[other]
            if other >= self.layers.real:
                if abs(y - end) < 7:
                    return False
            elif y - self.vertices[other].above < high and y + self.vertices[other].below > low:
                return False
        lines = self.used.setdefault(at, [])
        if any(v != vertex and a < high and low < b for a, b, v in lines):
            return False
        lines.append((low, high, vertex))
        return True


def routes(
    layers: Layers,
    vertices: Sequence[Vertex],
    arcs: Sequence[Arc],
    y: Sequence[float],
    around: Sequence[float],
) -> tuple[list[float], float, list[Route]]:
    """The x of each vertex, the width of everything, and the way of each arc.

    Args:
        layers: vertices in layers, with the bends of long arcs.
        vertices: the true ones.
        arcs: what is routed.
        y: the line of every vertex and bend.
        around: rows for the arcs that are led around.
    """
    ways = _ways(layers, arcs, y, around)
    _corners(layers, vertices, arcs, y, ways)
    gaps = _gaps(len(layers.order) + 1, arcs, ways)
    begin, middle, width = _across(layers, vertices, gaps)
    x = [middle[layers.layer[v]] for v in range(layers.real)]
    made = [
        _route(arc, way, layers, vertices, x, y, begin, gaps)
        for arc, way in zip(arcs, ways, strict=True)
    ]
    return x, width, made


def _ways(
    layers: Layers, arcs: Sequence[Arc], y: Sequence[float], around: Sequence[float]
) -> list[_Way]:
    rows = iter(around)
    ways = []
    for number, arc in enumerate(arcs):
        first, last = layers.layer[arc.source] + 1, layers.layer[arc.target]
        begin = y[arc.source] + (arc.start[1] + arc.dive if arc.start else 0)
        end = y[arc.target]
        if layers.detour[number]:
            row = next(rows)
            ways.append(_Way([(first, begin, row), (last, row, end)]))
            continue
        heights = [begin, *(y[v] for v in layers.chains[number]), end]
        step = -1 if layers.backward[number] else 1
        ways.append(_Way([(first + step * i, a, b) for i, (a, b) in enumerate(pairwise(heights))]))
    return ways


def _corners(
    layers: Layers,
    vertices: Sequence[Vertex],
    arcs: Sequence[Arc],
    y: Sequence[float],
    ways: Sequence[_Way],
) -> None:
    """Where gateways and boundary events let edges leave and enter upright."""
    out = Counter(arc.source for arc in arcs if arc.start is None)
    into = Counter(arc.target for arc in arcs)
    columns = _Columns(layers, vertices, y)
    for arc, way, chain, detour in zip(arcs, ways, layers.chains, layers.detour, strict=True):
        row = way.hops[0][2]
        if detour:
            continue
        if arc.start is not None:
            from_ = y[arc.source] + arc.start[1]
            way.out = row > from_ + 12 and columns.clear(arc.source, row, chain, from_)
            continue
        corner = vertices[arc.source].corner
        if corner and out[arc.source] > 1 and abs(row - y[arc.source]) > corner + 6:
            way.out = columns.clear(arc.source, row, chain, y[arc.source])
    for arc, way, chain, detour in zip(arcs, ways, layers.chains, layers.detour, strict=True):
        row = way.hops[-1][1]
        corner = vertices[arc.target].corner
        free = not detour and out[arc.target] <= 1 and (len(way.hops) > 1 or not way.out)
        if corner and free and into[arc.target] > 1 and abs(row - y[arc.target]) > corner + 6:
            way.into = columns.clear(arc.target, row, chain, y[arc.target])


def _gaps(count: int, arcs: Sequence[Arc], ways: Sequence[_Way]) -> list[Gap]:
    """The trunks of each gap; edges that leave or enter together share one."""
    gaps = [Gap() for _ in range(count)]
    out = Counter(arc.source for arc in arcs)
    into = Counter(arc.target for arc in arcs)
    for number, (arc, way) in enumerate(zip(arcs, ways, strict=True)):
        last = len(way.hops) - 1
        for i, (gap, one, two) in enumerate(way.hops):
            skip = (i == 0 and way.out) or (i == last and way.into) or abs(one - two) < _NEAR
            if skip:
                way.trunks.append(None)
                continue
            leaving = not (i == last and into[arc.target] > 1) or (i == 0 and out[arc.source] > 1)
            shared = (i == 0 and out[arc.source] > 1) or not leaving
            end = arc.source if leaving else arc.target
            port = one if leaving else two
            key = (leaving, end, round(port, 2)) if shared else (number, i)
            trunk = gaps[gap].trunks.setdefault(key, Trunk(port, port, port, leaving))
            trunk.add(one)
            trunk.add(two)
            way.trunks.append(trunk)
        if arc.label[0]:
            first = gaps[way.hops[0][0]]
            first.label = max(first.label, arc.label[0])
    for each in gaps:
        assign(each)
    return gaps


def _across(
    layers: Layers, vertices: Sequence[Vertex], gaps: Sequence[Gap]
) -> tuple[list[float], list[float], float]:
    """Where each gap begins, the middle of each column, and the width of all."""
    begin, middle = [], []
    x = 0.0
    for at in range(len(layers.order) + 1):
        gap = gaps[at]
        outer = at in (0, len(layers.order))
        width = _MARGIN * 2 + _TRACK * max(0, gap.tracks - 1) + (gap.label and gap.label + 4)
        begin.append(x)
        x += width if gap.tracks else 0.0 if outer and not gap.label else max(width, _LEAST_GAP)
        if at < len(layers.order):
            real = [v for v in layers.order[at] if v < layers.real]
            column = max((vertices[v].width for v in real), default=0.0)
            middle.append(x + column / 2)
            x += column
    return begin, middle, x


def _route(
    arc: Arc,
    way: _Way,
    layers: Layers,
    vertices: Sequence[Vertex],
    x: Sequence[float],
    y: Sequence[float],
    begin: Sequence[float],
    gaps: Sequence[Gap],
) -> Route:
    points = _first(arc, way, vertices, x, y)
    for (gap, one, two), trunk in zip(way.hops, way.trunks, strict=True):
        if trunk is not None:
            at = begin[gap] + _MARGIN + _TRACK * trunk.track
            points += [(at, one), (at, two)]
    end, corner = arc.target, vertices[arc.target].corner or 0.0
    if way.into:
        row = way.hops[-1][1]
        side = corner if row > y[end] else -corner
        points += [(x[end], row), (x[end], y[end] + side)]
    else:
        points.append((x[end] - vertices[end].half, y[end]))
    gap, _, row = way.hops[0]
    at = begin[gap] + _MARGIN + (_TRACK * gaps[gap].tracks if gaps[gap].tracks else -12)
    if layers.layer[arc.target] <= layers.layer[arc.source]:
        at = x[arc.source] - arc.label[0] / 2
    elif way.out:
        at = x[arc.source] + 6
    return Route(_simple(points), (at, row - 3))


def _first(
    arc: Arc, way: _Way, vertices: Sequence[Vertex], x: Sequence[float], y: Sequence[float]
) -> list[Point]:
    """Where an arc leaves its source, up to the row it leaves on."""
    at, line, row = x[arc.source], y[arc.source], way.hops[0][2]
    if arc.start is not None:
        port = (at + arc.start[0], line + arc.start[1])
        turn = row if way.out else way.hops[0][1]
        return [port, (port[0], turn)]
    if way.out:
        corner = vertices[arc.source].corner or 0.0
        return [(at, line + (corner if row > line else -corner)), (at, row)]
    return [(at + vertices[arc.source].half, line)]


def _simple(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without repeated points and points on a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < _NEAR and abs(kept[-1][1] - point[1]) < _NEAR:
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple((round(x, 2), round(y, 2)) for x, y in kept)


def _straight(one: Point, two: Point, three: Point) -> bool:
    return any(
        abs(one[i] - two[i]) < _NEAR
        and abs(two[i] - three[i]) < _NEAR
        and (two[1 - i] - one[1 - i]) * (three[1 - i] - two[1 - i]) > 0
        for i in (0, 1)
    )
