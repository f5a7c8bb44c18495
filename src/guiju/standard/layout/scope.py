"""The inside of one scope: its nodes in columns, sub-processes laid out before what holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guiju.standard.layout.artifacts import with_artifacts
from guiju.standard.layout.bands import Row, bands_of, rows_of
from guiju.standard.layout.drawing import Bounds, Edge, Point, Shape
from guiju.standard.layout.layered.draw import Placed, draw
from guiju.standard.layout.layered.graph import Arc, Vertex
from guiju.standard.layout.layered.route import Route
from guiju.standard.layout.measure import EVENT, PADDING, TITLE, label_size, size_of
from guiju.standard.model.definitions import Event, Gateway, Node, Scope, SubProcess

_DIVE = 10.0
_LANE = 90.0
"""Least height of a lane."""


@dataclass(slots=True)
class Block:
    """A drawn scope whose upper left corner is the origin.

    Attributes:
        width, height: of everything.
        shapes, edges: what is drawn.
        rows: top and bottom of each row.
    """

    width: float = 0.0
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    rows: list[tuple[Row, float, float]] = field(default_factory=list)

    def add(self, other: Block, dx: float, dy: float, parent: str | None) -> None:
        """Puts another block inside; what has no parent there gets this one."""
        for shape in other.shapes:
            moved = shape.moved(dx, dy)
            self.shapes.append(replace(moved, parent=shape.parent or parent))
        self.edges += [edge.moved(dx, dy) for edge in other.edges]


@dataclass(slots=True)
class _Piece:
    """A node with all that sticks to it: its inside and its boundary events."""

    node: Node
    width: float
    height: float
    inside: Block | None = None
    guests: list[Event] = field(default_factory=list)

    @property
    def beside(self) -> bool:
        """Whether the name stands beside the shape."""
        return isinstance(self.node, (Event, Gateway))

    @property
    def lines(self) -> float:
        """Height of the highest name of its boundary events."""
        return max((label_size(guest.name, 70)[1] for guest in self.guests), default=0.0)

    def port(self, guest: Event) -> Point:
        """Where the flows of a boundary event leave, from the middle of the host."""
        step = self.width / (len(self.guests) + 1)
        at = step * (self.guests.index(guest) + 1) - self.width / 2
        return at, self.height / 2 + EVENT / 2

    def vertex(self, band: int) -> Vertex:
        """What the layered drawing has to know."""
        above = below = self.height / 2
        width = self.width
        if self.beside:
            across, along = label_size(self.node.name)
            width = max(width, across)
            if isinstance(self.node, Gateway):
                above += along + 2
            below += 0 if isinstance(self.node, Gateway) else along + 4
        if self.guests:
            below += EVENT / 2 + self.lines + _DIVE * (len(self.guests) + 1)
        corner = self.height / 2 if isinstance(self.node, Gateway) else None
        return Vertex(width, above, below, self.width / 2, corner, band)


def block_of(scope: Scope, lanes: Sequence[Row] | None = None) -> Block:
    """A scope with all below it.

    Args:
        scope: nodes and flows.
        lanes: its rows, where it has lanes; annotations are then left to who draws the lanes.
    """
    pieces = _pieces(scope)
    ids = [piece.node.id for piece in pieces]
    rows = list(lanes) if lanes is not None else rows_of((), ids)
    arcs, flows = _arcs(scope, pieces)
    band, bands = bands_of(rows, ids, [(arc.source, arc.target) for arc in arcs])
    vertices = [piece.vertex(band[i]) for i, piece in enumerate(pieces)]
    laned = lanes is not None
    placed = draw(vertices, arcs, bands, PADDING if laned else 0.0, _LANE if laned else 0.0)
    block = Block(placed.width, placed.rows[-1][1] if placed.rows else 0.0)
    block.rows = [(row, *place) for row, place in zip(rows, placed.rows, strict=True)]
    busy = _busy_tops(arcs, placed)
    for i, piece in enumerate(pieces):
        _put(block, piece, placed.x[i], placed.y[i], i not in busy)
    for (element, kind, source, target, name), route in zip(flows, placed.routes, strict=True):
        block.edges.append(_edge(element, kind, source, target, name, route))
    return block if laned else with_artifacts(block, scope)


def _pieces(scope: Scope) -> list[_Piece]:
    pieces: dict[str, _Piece] = {}
    guests: list[Event] = []
    known = {node.id for node in scope.nodes}
    for node in scope.nodes:
        if isinstance(node, Event) and node.kind == "boundaryEvent" and node.attached_to in known:
            guests.append(node)
        elif isinstance(node, SubProcess) and (node.body.nodes or node.body.annotations):
            inside = block_of(node.body)
            across = max(inside.width + 2 * PADDING, label_size(node.name, 400, 1)[0] + 30)
            pieces[node.id] = _Piece(
                node, max(140.0, across), inside.height + TITLE + PADDING, inside
            )
        else:
            pieces[node.id] = _Piece(node, *size_of(node))
    for guest in guests:
        host = pieces.get(guest.attached_to or "")
        if host is not None:
            host.guests.append(guest)
            host.width = max(host.width, 50.0 * len(host.guests) + 16)
    return list(pieces.values())


_Flow = tuple[str, str, str, str, str]


def _arcs(scope: Scope, pieces: Sequence[_Piece]) -> tuple[list[Arc], list[_Flow]]:
    """What joins the nodes: sequence flows, and associations with compensation handlers."""
    owner = {piece.node.id: i for i, piece in enumerate(pieces)}
    guests = {guest.id: (i, guest) for i, p in enumerate(pieces) for guest in p.guests}
    flows: list[_Flow] = [
        (flow.id, "sequenceFlow", flow.source, flow.target, flow.name) for flow in scope.flows
    ]
    flows += [
        (one.id, "association", one.source, one.target, "")
        for one in scope.associations
        if one.source in guests and one.target in owner
    ]
    arcs: list[Arc] = []
    kept: list[_Flow] = []
    for flow in flows:
        source, target = flow[2], flow[3]
        end = owner.get(target, guests[target][0] if target in guests else None)
        if end is None or (source not in owner and source not in guests):
            continue
        across, along = label_size(flow[4], 80, 3)
        if source in owner:
            arcs.append(Arc(owner[source], end, label=(across, along)))
        else:
            host, guest = guests[source]
            piece = pieces[host]
            dive = piece.lines + _DIVE * (len(piece.guests) - piece.guests.index(guest))
            arcs.append(Arc(host, end, piece.port(guest), dive, (across, along)))
        kept.append(flow)
    return arcs, kept


def _busy_tops(arcs: Sequence[Arc], placed: Placed) -> set[int]:
    """The vertices that an edge leaves or enters at the top."""
    busy: set[int] = set()
    for arc, route in zip(arcs, placed.routes, strict=True):
        for end, port, other in (
            (arc.source, route.points[0], route.points[1]),
            (arc.target, route.points[-1], route.points[-2]),
        ):
            if port[1] < placed.y[end] - 1 and other[1] < port[1]:
                busy.add(end)
    return busy


def _put(block: Block, piece: _Piece, x: float, y: float, free: bool) -> None:
    """The shapes of one node, its inside and its boundary events."""
    node = piece.node
    bounds = Bounds(x - piece.width / 2, y - piece.height / 2, piece.width, piece.height)
    label = _label(node, bounds, free) if piece.beside else None
    expanded = piece.inside is not None if isinstance(node, SubProcess) else None
    block.shapes.append(Shape(node.id, node.kind, bounds, label=label, expanded=expanded))
    if piece.inside is not None:
        dx = bounds.x + (piece.width - piece.inside.width) / 2
        block.add(piece.inside, dx, bounds.y + TITLE, node.id)
    for guest in piece.guests:
        at, low = piece.port(guest)
        place = Bounds(x + at - EVENT / 2, y + low - EVENT, EVENT, EVENT)
        across, along = label_size(guest.name, 70)
        beside = Bounds(place.right + 2, place.bottom - 4, across, along) if across else None
        block.shapes.append(Shape(guest.id, guest.kind, place, host=node.id, label=beside))


def _label(node: Node, bounds: Bounds, free: bool) -> Bounds | None:
    across, along = label_size(node.name)
    if not across:
        return None
    x = bounds.middle[0] - across / 2
    if isinstance(node, Event):
        return Bounds(x, bounds.bottom + 3, across, along)
    if not free:
        x = bounds.middle[0] - across - 5
    return Bounds(x, bounds.y - along - 1 + (0 if free else 8), across, along)


def _edge(element: str, kind: str, source: str, target: str, name: str, route: Route) -> Edge:
    across, along = label_size(name, 80, 3)
    x, y = route.label
    label = Bounds(x, y - along, across, along) if across else None
    return Edge(element, kind, source, target, route.points, label)
