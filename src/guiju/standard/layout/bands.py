"""Which row (lane) and band (part of a lane that hangs together) each node is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiju.standard.model.definitions import Lane


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a process: a lane without child lanes, or what is in no lane.

    Attributes:
        lane: id of the lane it is drawn in; None outside all lanes.
        nodes: ids of its nodes.
    """

    lane: str | None
    nodes: frozenset[str]


def visible_lanes(lanes: Sequence[Lane]) -> tuple[Lane, ...]:
    """The lanes of the first lane set: lanes that share nodes are of different sets."""
    kept: list[Lane] = []
    taken: set[str] = set()
    for lane in lanes:
        if not taken.intersection(lane.nodes):
            kept.append(lane)
            taken.update(lane.nodes)
    return tuple(kept)


def rows_of(lanes: Sequence[Lane], nodes: Sequence[str]) -> list[Row]:
    """The rows of a process from top to bottom; every node is in exactly one."""
    taken: set[str] = set()
    rows = [row for lane in visible_lanes(lanes) for row in _rows(lane, taken)]
    rest = frozenset(nodes) - taken
    if rest or not rows:
        rows.append(Row(None, rest))
    return rows


def _rows(lane: Lane, taken: set[str]) -> Iterator[Row]:
    children = visible_lanes(lane.children)
    for child in children:
        yield from _rows(child, taken)
    own = frozenset(lane.nodes) - taken
    taken.update(own)
    if own or not children:
        yield Row(lane.id, own)


def bands_of(
    rows: Sequence[Row], nodes: Sequence[str], joined: Sequence[tuple[int, int]]
) -> tuple[list[int], list[list[int]]]:
    """The band of each node, and the bands of each row.

    Args:
        rows: as `rows_of` gives them.
        nodes: ids.
        joined: pairs of indices of nodes that an edge joins.
    """
    part = _components(len(nodes), joined)
    row_of = {node: i for i, row in enumerate(rows) for node in row.nodes}
    keys = [(row_of.get(node, len(rows) - 1), part[i]) for i, node in enumerate(nodes)]
    number = {key: i for i, key in enumerate(sorted(set(keys)))}
    bands: list[list[int]] = [[] for _ in rows]
    for (row, _), band in number.items():
        bands[row].append(band)
    return [number[key] for key in keys], bands


def _components(count: int, joined: Sequence[tuple[int, int]]) -> list[int]:
    """Number of the connected part of each node; all lone nodes together are the last part."""
    near: list[list[int]] = [[] for _ in range(count)]
    for one, two in joined:
        near[one].append(two)
        near[two].append(one)
    part = [-1] * count
    parts = 0
    for begin in range(count):
        if part[begin] >= 0 or not near[begin]:
            continue
        queue = [begin]
        part[begin] = parts
        for node in queue:
            for other in near[node]:
                if part[other] < 0:
                    part[other] = parts
                    queue.append(other)
        parts += 1
    return [parts if one < 0 else one for one in part]
