"""Coordinates that keep long edges straight.

Brandes, Köpf, "Fast and simple horizontal coordinate assignment", Graph Drawing 2001: vertices are
aligned with a median neighbour into blocks in four ways; blocks are packed by longest paths. Of
the four the one with the fewest bends is taken, so that the main way of a process stays on a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Rows = Sequence[Sequence[int]]
Links = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Strip:
    """One band of a layered graph.

    Attributes:
        rows: its vertices per layer, in order.
        before: neighbours in the layer before, in order.
        after: neighbours in the layer after, in order.
        above: room above the line of each vertex.
        below: room below it.
        bends: vertices that are bends.
        spacing: room between two vertices.
    """

    rows: Rows
    before: Links
    after: Links
    above: Mapping[int, float]
    below: Mapping[int, float]
    bends: frozenset[int]
    spacing: float = 30.0

    def apart(self, one: int, two: int) -> float:
        """Least distance of the lines of two neighbours, the upper one first."""
        thin = (one in self.bends) + (two in self.bends)
        gap = (self.spacing, self.spacing * 0.8, self.spacing * 0.6)[thin]
        return self.below[one] + self.above[two] + gap


def coordinates(strip: Strip) -> dict[int, float]:
    """The line of each vertex; the least is 0."""
    place = {v: i for row in strip.rows for i, v in enumerate(row)}
    crossed = _crossed(strip, place)
    found = []
    for forward in (True, False):
        for downward in (True, False):
            root = _blocks(strip, place, crossed, forward, downward)
            found.append(_packed(strip, root, downward))
    best = min(found, key=lambda ys: _badness(strip, ys))
    least = min(best.values(), default=0.0)
    return {v: y - least for v, y in best.items()}


def _badness(strip: Strip, ys: Mapping[int, float]) -> float:
    bends = length = 0.0
    for vertex, nexts in strip.after.items():
        for other in nexts:
            distance = abs(ys[vertex] - ys[other])
            bends += distance > 0.5
            length += distance
    height = max(ys.values(), default=0.0) - min(ys.values(), default=0.0)
    return 60 * bends + length + height


def _crossed(strip: Strip, place: Mapping[int, int]) -> set[tuple[int, int]]:
    """Segments that cross an inner segment of a long edge give way (type 1 conflicts)."""
    found: set[tuple[int, int]] = set()
    for upper, lower in pairwise(strip.rows):
        first = scanned = 0
        for i, vertex in enumerate(lower):
            inner = _inner(strip, vertex)
            if inner is None and i < len(lower) - 1:
                continue
            last = len(upper) if inner is None else place[inner]
            for other in lower[scanned : i + 1]:
                for near in strip.before.get(other, ()):
                    outside = place[near] < first or place[near] > last
                    if outside and not (near in strip.bends and other in strip.bends):
                        found.add((near, other))
            scanned, first = i + 1, last
    return found


def _inner(strip: Strip, vertex: int) -> int | None:
    if vertex in strip.bends:
        return next((n for n in strip.before.get(vertex, ()) if n in strip.bends), None)
    return None


def _blocks(
    strip: Strip,
    place: Mapping[int, int],
    crossed: set[tuple[int, int]],
    forward: bool,
    downward: bool,
) -> dict[int, int]:
    """The first vertex of each vertex's block."""
    root = {v: v for row in strip.rows for v in row}
    links = strip.before if forward else strip.after
    for row in strip.rows if forward else reversed(strip.rows):
        limit = -1 if downward else len(place) + 1
        for vertex in row if downward else reversed(row):
            near = links.get(vertex, ())
            if not near:
                continue
            low, high = (len(near) - 1) // 2, len(near) // 2
            for middle in (low, high) if downward else (high, low):
                other = near[middle]
                pair = (other, vertex) if forward else (vertex, other)
                free = place[other] > limit if downward else place[other] < limit
                if root[vertex] == vertex and free and pair not in crossed:
                    root[vertex] = root[other]
                    limit = place[other]
    return root


def _packed(strip: Strip, root: Mapping[int, int], downward: bool) -> dict[int, float]:
    """Blocks as close as they may be, then drawn towards what follows them."""
    after: dict[int, dict[int, float]] = {r: {} for r in root.values()}
    waiting = dict.fromkeys(after, 0)
    for row in strip.rows:
        for one, two in pairwise(row):
            a, b = (root[one], root[two]) if downward else (root[two], root[one])
            if b not in after[a]:
                waiting[b] += 1
            after[a][b] = max(after[a].get(b, 0.0), strip.apart(one, two))
    queue = [block for block, count in waiting.items() if not count]
    at = dict.fromkeys(after, 0.0)
    for block in queue:
        for other, distance in after[block].items():
            at[other] = max(at[other], at[block] + distance)
            waiting[other] -= 1
            if not waiting[other]:
                queue.append(other)
    for block in reversed(queue):
        if after[block]:
            at[block] = max(at[block], min(at[o] - d for o, d in after[block].items()))
    sign = 1 if downward else -1
    return {v: sign * at[r] for v, r in root.items()}
