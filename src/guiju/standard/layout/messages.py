"""Message flows: upright out of the pool, along the corridor between pools, upright in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from guiju.standard.layout.drawing import Bounds, Edge, Point
from guiju.standard.layout.measure import label_size
from guiju.standard.model.definitions import Definitions, Event, MessageFlow

_TRACK = 14.0
_BASE = 30.0


def corridors(definitions: Definitions, members: Sequence[frozenset[str]]) -> list[float]:
    """The height of the corridor above each block, and below the last."""
    place = {element: i for i, ids in enumerate(members) for element in ids}
    room = [0] * (len(members) + 1)
    for flow in definitions.message_flows:
        if flow.source in place and flow.target in place:
            room[_corridor(place[flow.source], place[flow.target])] += 1
    return [_BASE + _TRACK * count if count else 0.0 for count in room]


def _corridor(source: int, target: int) -> int:
    """Number of the corridor that a flow turns in; that below its own block within one."""
    return source + 1 if target >= source else source


def message_edges(
    definitions: Definitions,
    at: Mapping[str, Bounds],
    block: Mapping[str, int],
    room: Sequence[float],
    solid: Sequence[Bounds],
) -> list[Edge]:
    """The message flows whose ends are both drawn.

    Args:
        definitions: the flows.
        at: where each shape is.
        block: number of the block that each element is in.
        room: height of each corridor.
        solid: what a flow should not run through.
    """
    floor = _floors(at, block)
    flows = [f for f in definitions.message_flows if f.source in at and f.target in at]
    ports = _ports(definitions, flows, at, block)
    used: dict[int, int] = defaultdict(int)
    edges = []
    for flow in flows:
        one, two = block.get(flow.source, 0), block.get(flow.target, 0)
        corridor = _corridor(one, two)
        used[corridor] += 1
        top = floor.get(corridor - 1, 0.0)
        y = top + _BASE / 2 + _TRACK * used[corridor]
        down, same = two > one, one == two
        begin = _port(at[flow.source], ports[flow.id, True], down or same)
        end = _port(at[flow.target], ports[flow.id, False], not down)
        first, last = _upright(begin, y, solid), _upright(end, y, solid)
        points = (*first, *reversed(last))
        if len(first) == len(last) == 2 and abs(begin[0] - end[0]) < 0.01 and not same:
            points = (begin, end)
        across, along = label_size(flow.name, 120, 2)
        label = Bounds(first[-1][0] + 5, y - along - 2, across, along) if across else None
        edges.append(Edge(flow.id, "messageFlow", flow.source, flow.target, points, label))
    return edges


def _upright(port: Point, y: float, solid: Sequence[Bounds]) -> tuple[Point, ...]:
    """From a port up or down to a row, with a step aside where something stands in the way."""
    way = [b for b in solid if _between(b, port[1], y)]
    aside = 1.0 if y > port[1] else -1.0
    for x in (port[0], *(port[0] + side * step for step in (64, 78, 92, 120) for side in (1, -1))):
        if not any(b.x - 4 < x < b.right + 4 for b in way):
            turn = port[1] + aside * 9
            return (port, (x, y)) if x == port[0] else (port, (port[0], turn), (x, turn), (x, y))
    return port, (port[0], y)


def _between(bounds: Bounds, one: float, two: float) -> bool:
    """Whether a shape lies wholly between two rows: what holds or is the port does not."""
    return min(one, two) + 1 < bounds.y and bounds.bottom < max(one, two) - 1


def _floors(at: Mapping[str, Bounds], block: Mapping[str, int]) -> dict[int, float]:
    floor: dict[int, float] = {}
    for element, bounds in at.items():
        number = block.get(element)
        if number is not None:
            floor[number] = max(floor.get(number, 0.0), bounds.bottom)
    return floor


def _port(bounds: Bounds, x: float, low: bool) -> Point:
    return round(x, 2), round(bounds.bottom if low else bounds.y, 2)


def _ports(
    definitions: Definitions,
    flows: Sequence[MessageFlow],
    at: Mapping[str, Bounds],
    block: Mapping[str, int],
) -> dict[tuple[str, bool], float]:
    """The x of both ends of each flow: spread over an activity, the middle of an event."""
    pools = {pool.id for pool in definitions.participants}
    events = {n.id for p in definitions.processes for n in p.body.nodes if isinstance(n, Event)}
    ends: dict[tuple[str, bool], list[tuple[str, bool]]] = defaultdict(list)
    for flow in flows:
        down = block.get(flow.target, 0) > block.get(flow.source, 0)
        ends[flow.source, down].append((flow.id, True))
        ends[flow.target, not down].append((flow.id, False))
    x: dict[tuple[str, bool], float] = {}
    for (element, _), owners in ends.items():
        bounds = at[element]
        for i, owner in enumerate(owners):
            share = 0.5 if element in events else (i + 1) / (len(owners) + 1)
            x[owner] = bounds.x + bounds.width * share
    for flow in flows:  # a pool is met right above or below the other end
        for mine, element in ((True, flow.source), (False, flow.target)):
            other = x[flow.id, not mine]
            if element in pools and at[element].x <= other <= at[element].right:
                x[flow.id, mine] = other
    return x
