"""Few crossings: sweeps by barycentre, the best order kept.

Counting is that of Barth, Jünger, Mutzel, "Simple and efficient bilayer cross counting", JGAA 8
(2004).
"""

from __future__ import annotations

from collections.abc import Sequence

from guiju.standard.layout.layered.graph import Layers

_LOW = 0.3
"""An edge that leaves at the lower side is a little further down."""


def reduce_crossings(layers: Layers) -> None:
    """Reorders each layer inside its bands."""
    before, after = _neighbours(layers)
    best = [list(row) for row in layers.order]
    least = crossings(layers)
    sweeps = 24 if len(layers.layer) < 1500 else 8
    idle = 0
    for sweep in range(sweeps):
        if not least or idle > 5:
            break
        down = sweep % 2 == 0
        _sweep(layers, before if down else after, down)
        found = crossings(layers)
        idle += 1
        if found < least:
            best, least, idle = [list(row) for row in layers.order], found, 0
    layers.order = best


Near = list[list[tuple[int, float]]]


def _neighbours(layers: Layers) -> tuple[Near, Near]:
    before: Near = [[] for _ in layers.layer]
    after: Near = [[] for _ in layers.layer]
    for one, two, low in layers.segments:
        before[two].append((one, _LOW if low else 0.0))
        after[one].append((two, 0.0))
    return before, after


def _sweep(layers: Layers, near: Near, down: bool) -> None:
    place = {v: i for row in layers.order for i, v in enumerate(row)}
    rows = range(1, len(layers.order)) if down else range(len(layers.order) - 2, -1, -1)
    for at in rows:
        row = layers.order[at]
        weight: dict[int, float] = {}
        for vertex in row:
            ends = near[vertex]
            weight[vertex] = (
                sum(place[v] + shift for v, shift in ends) / len(ends)
                if ends
                else float(place[vertex])
            )
        row.sort(key=lambda v: (layers.band[v], weight[v]))
        for i, vertex in enumerate(row):
            place[vertex] = i


def crossings(layers: Layers) -> int:
    """How many pairs of segments cross."""
    place = {v: i for row in layers.order for i, v in enumerate(row)}
    ends: list[list[tuple[float, int]]] = [[] for _ in layers.order]
    for one, two, low in layers.segments:
        ends[layers.layer[one]].append((place[one] + (_LOW if low else 0.0), place[two]))
    return sum(_inversions([two for _, two in sorted(pairs)]) for pairs in ends)


def _inversions(values: Sequence[int]) -> int:
    """Pairs in the wrong order, by a Fenwick tree."""
    size = max(values, default=0) + 1
    tree = [0] * (size + 1)
    total = 0
    for count, value in enumerate(values):
        i, before = value + 1, 0
        while i:
            before += tree[i]
            i &= i - 1
        total += count - before
        i = value + 1
        while i <= size:
            tree[i] += 1
            i += i & -i
    return total
