"""The way through: vertices and arcs become places and waypoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from guiju.standard.layout.layered.align import Strip, coordinates
from guiju.standard.layout.layered.graph import Arc, Layers, Vertex, layered
from guiju.standard.layout.layered.order import reduce_crossings
from guiju.standard.layout.layered.route import Route, routes

_APART = 30.0
"""Room between two bands of one row."""
_DETOUR = 12.0


@dataclass(slots=True)
class Placed:
    """A drawn graph.

    Attributes:
        x: middle of each vertex's column.
        y: line of each vertex.
        routes: one per arc.
        rows: top and bottom of each row of bands.
        width: of everything.
    """

    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    rows: list[tuple[float, float]] = field(default_factory=list)
    width: float = 0.0


def draw(
    vertices: Sequence[Vertex],
    arcs: Sequence[Arc],
    rows: Sequence[Sequence[int]],
    padding: float = 0.0,
    least: float = 0.0,
) -> Placed:
    """Places vertices in columns and arcs between them.

    Args:
        vertices: what is placed.
        arcs: what joins them.
        rows: the bands of each row (lane), from top to bottom; every band is in one.
        padding: room above and below what is in a row.
        least: least height of a row.
    """
    found = layered(vertices, arcs)
    reduce_crossings(found)
    above, below = _room(found, vertices, arcs)
    lines = _lines(found, above, below)
    detours = sum(found.detour)
    placed = Placed(y=[0.0] * len(found.layer))
    top = 0.0
    for number, bands in enumerate(rows):
        begin = top
        top += padding + (_DETOUR * detours + (8 if detours else 0) if number == 0 else 0)
        for i, band in enumerate(bands):
            top += _APART if i else 0
            top = _stack(lines.get(band, {}), above, below, top, placed.y)
        top = max(top + padding, begin + least)
        placed.rows.append((begin, top))
    around = [padding + _DETOUR * i + 4 for i in range(detours)]
    placed.x, placed.width, placed.routes = routes(found, vertices, arcs, placed.y, around)
    return placed


def _room(
    layers: Layers, vertices: Sequence[Vertex], arcs: Sequence[Arc]
) -> tuple[list[float], list[float]]:
    above = [v.above for v in vertices] + [3.0] * (len(layers.layer) - layers.real)
    below = [v.below for v in vertices] + [3.0] * (len(layers.layer) - layers.real)
    for arc, chain in zip(arcs, layers.chains, strict=True):
        if chain and arc.label[1]:
            above[chain[0]] = arc.label[1] + 5
    return above, below


def _lines(
    layers: Layers, above: Sequence[float], below: Sequence[float]
) -> dict[int, dict[int, float]]:
    """The line of each vertex, band by band."""
    place = {v: i for row in layers.order for i, v in enumerate(row)}
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for one, two, low in layers.segments:
        if layers.band[one] == layers.band[two] and not low:
            before.setdefault(two, []).append(one)
            after.setdefault(one, []).append(two)
    for links in (*before.values(), *after.values()):
        links.sort(key=place.__getitem__)
    strips: dict[int, list[list[int]]] = {}
    for at, row in enumerate(layers.order):
        for vertex in row:
            strip = strips.setdefault(layers.band[vertex], [])
            while len(strip) <= at:
                strip.append([])
            strip[at].append(vertex)
    bends = frozenset(range(layers.real, len(layers.layer)))
    heights = dict(enumerate(above)), dict(enumerate(below))
    return {
        band: coordinates(Strip(strip, _of(strip, before), _of(strip, after), *heights, bends))
        for band, strip in strips.items()
    }


def _of(strip: list[list[int]], links: dict[int, list[int]]) -> dict[int, list[int]]:
    return {v: links[v] for row in strip for v in row if v in links}


def _stack(
    lines: dict[int, float],
    above: Sequence[float],
    below: Sequence[float],
    top: float,
    y: list[float],
) -> float:
    """Puts one band below what is there; the new bottom."""
    if not lines:
        return top
    shift = top - min(line - above[v] for v, line in lines.items())
    for vertex, line in lines.items():
        y[vertex] = line + shift
    return max(y[v] + below[v] for v in lines)
