"""The graph to be drawn, and what becomes of its edges once every node has a layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Vertex:
    """A node as the layout sees it.

    Attributes:
        width: of its column's share, labels beside it included.
        above: room it needs above the line its edges leave and enter on.
        below: room below that line.
        half: half the width of the shape itself.
        corner: gateways: half the height, where edges may leave and enter at top and bottom.
        band: number of the band it lies in; bands lie below one another.
    """

    width: float
    above: float
    below: float
    half: float
    corner: float | None = None
    band: int = 0


@dataclass(frozen=True, slots=True)
class Arc:
    """An edge between vertices.

    Attributes:
        source, target: the vertices.
        start: boundary events: where it leaves, from the source's column and line.
        dive: boundary events: how far it goes down before it turns.
        label: width and height of its name.
    """

    source: int
    target: int
    start: tuple[float, float] | None = None
    dive: float = 0.0
    label: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Layers:
    """A graph with layers; vertices from `real` on are bends of long edges.

    Attributes:
        real: number of true vertices.
        layer: layer of every vertex.
        band: band of every vertex.
        order: the vertices of each layer from top to bottom.
        segments: (upper layer's vertex, next layer's vertex, low) of neighbouring layers.
        chains: the bends of each arc, in the direction of the arc.
        backward: arcs that run against the layers.
        detour: arcs that are led around above everything.
    """

    real: int
    layer: list[int]
    band: list[int]
    order: list[list[int]]
    segments: list[tuple[int, int, bool]] = field(default_factory=list)
    chains: list[list[int]] = field(default_factory=list)
    backward: list[bool] = field(default_factory=list)
    detour: list[bool] = field(default_factory=list)


def layered(vertices: Sequence[Vertex], arcs: Sequence[Arc]) -> Layers:
    """Layers for all vertices, and bends where an arc passes a layer."""
    backward, seen = _backward(len(vertices), arcs)
    layer = _longest(len(vertices), arcs, backward)
    _in_rows(len(vertices), arcs, layer)
    detour = _detours(arcs, layer, len(vertices))
    found = Layers(len(vertices), layer, [v.band for v in vertices], [])
    found.backward, found.detour = backward, detour
    for number, arc in enumerate(arcs):
        found.chains.append([] if detour[number] else _chain(found, arc, backward[number]))
    place = {v: i for i, v in enumerate(seen)}
    found.order = [[] for _ in range(max(found.layer, default=-1) + 1)]
    for vertex, at in enumerate(found.layer):
        found.order[at].append(vertex)
    for row in found.order:
        row.sort(key=lambda v: (found.band[v], place.get(v, len(place) + v)))
    return found


def _outgoing(count: int, arcs: Sequence[Arc]) -> list[list[int]]:
    outgoing: list[list[int]] = [[] for _ in range(count)]
    for number, arc in enumerate(arcs):
        outgoing[arc.source].append(number)
    return outgoing


def _backward(count: int, arcs: Sequence[Arc]) -> tuple[list[bool], list[int]]:
    """The arcs that close a cycle in a depth-first walk, and the order of the walk."""
    outgoing = _outgoing(count, arcs)
    entered = {arc.target for arc in arcs if arc.source != arc.target}
    backward = [False] * len(arcs)
    state = [0] * count
    seen: list[int] = []
    for root in sorted(range(count), key=lambda v: (v in entered, v)):
        if state[root]:
            continue
        state[root] = 1
        seen.append(root)
        stack = [(root, iter(outgoing[root]))]
        while stack:
            vertex, rest = stack[-1]
            number = next(rest, None)
            if number is None:
                state[vertex] = 2
                stack.pop()
                continue
            target = arcs[number].target
            if state[target] == 1:
                backward[number] = True
            elif state[target] == 0:
                state[target] = 1
                seen.append(target)
                stack.append((target, iter(outgoing[target])))
    return backward, seen


def _longest(count: int, arcs: Sequence[Arc], backward: Sequence[bool]) -> list[int]:
    """The longest way to each vertex; what nothing leads to goes next to where it leads."""
    forward = [arc for arc, back in zip(arcs, backward, strict=True) if not back]
    outgoing = _outgoing(count, forward)
    waiting = [0] * count
    for arc in forward:
        waiting[arc.target] += 1
    begins = [v for v in range(count) if not waiting[v]]
    layer = [0] * count
    queue = list(begins)
    for vertex in queue:
        for number in outgoing[vertex]:
            target = forward[number].target
            layer[target] = max(layer[target], layer[vertex] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                queue.append(target)
    for vertex in begins:
        if outgoing[vertex]:
            layer[vertex] = min(layer[forward[n].target] for n in outgoing[vertex]) - 1
    return layer


def _in_rows(count: int, arcs: Sequence[Arc], layer: list[int]) -> None:
    """Vertices without any arc fill rows instead of one long column."""
    joined = {end for arc in arcs for end in (arc.source, arc.target)}
    alone = [v for v in range(count) if v not in joined]
    across = max(1, round((len(alone) * 1.5) ** 0.5)) if len(alone) > 3 else 1
    for i, vertex in enumerate(alone):
        layer[vertex] = i % across


def _detours(arcs: Sequence[Arc], layer: Sequence[int], count: int) -> list[bool]:
    """The longest arcs go around, so that bends never outnumber the vertices by far."""
    budget = 6 * count + 200
    detour = [False] * len(arcs)
    spans = [abs(layer[arc.target] - layer[arc.source]) for arc in arcs]
    for number in sorted(range(len(arcs)), key=lambda n: (spans[n], n)):
        budget -= spans[number]
        detour[number] = budget < 0 and spans[number] > 1
    return detour


def _chain(found: Layers, arc: Arc, backward: bool) -> list[int]:
    """New vertices for the layers that an arc passes; one against the layers passes its ends'."""
    first, last = found.layer[arc.source], found.layer[arc.target]
    passed = range(first, last - 1, -1) if backward else range(first + 1, last)
    chain: list[int] = []
    for at in passed:
        chain.append(len(found.layer))
        found.layer.append(at)
        found.band.append(found.band[arc.target])
    row = chain if backward else [arc.source, *chain, arc.target]
    for one, two in pairwise(row):
        low = arc.start is not None and one == arc.source and not backward
        found.segments.append((two, one, False) if backward else (one, two, low))
    return chain
