"""The whole picture: pools with lanes below one another, message flows between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guiju.standard.layout.artifacts import with_artifacts
from guiju.standard.layout.bands import Row, rows_of, visible_lanes
from guiju.standard.layout.drawing import Bounds, Drawing, Shape
from guiju.standard.layout.measure import PADDING, STRIP, label_size
from guiju.standard.layout.messages import corridors, message_edges
from guiju.standard.layout.scope import Block, block_of
from guiju.standard.model.definitions import Definitions, Lane, Participant, Process

_BLACK_BOX = 70.0
_MARGIN = 30.0
_LEAST_WIDTH = 400.0


def layout(definitions: Definitions) -> Drawing:
    """A drawing of definitions that have none.

    Args:
        definitions: as `guiju.standard.bpmn.read` gives them; they need not make sense.

    Returns:
        Shapes and edges in pixels, the same for the same definitions. Flows that close no cycle
        run from left to right; shapes of one scope never overlap.
    """
    blocks = _blocks(definitions)
    width = max([_LEAST_WIDTH, *(b.width for _, b in blocks if b.shapes)])
    room = corridors(definitions, [_members(pool, block) for pool, block in blocks])
    whole = Block()
    y = _MARGIN + room[0]
    for number, (pool, block) in enumerate(blocks):
        if pool is not None:
            _widen(block, width)
        whole.add(block, _MARGIN, y, None)
        y += block.height + room[number + 1] + _MARGIN
    planes = _planes(definitions)
    shapes = [replace(s, plane=planes.get(s.element, "")) for s in whole.shapes]
    owner = {s.element: s.plane for s in shapes}
    edges = [replace(e, plane=owner.get(e.source) or owner.get(e.target, "")) for e in whole.edges]
    known = {shape.element: shape.bounds for shape in shapes}
    solid = [s.bounds for s in shapes if s.kind not in ("participant", "lane")]
    talk = message_edges(definitions, known, _top_level(definitions), room, solid)
    plane = definitions.collaboration or ""
    return Drawing(tuple(shapes), (*edges, *(replace(e, plane=plane) for e in talk)))


def _members(pool: Participant | None, block: Block) -> frozenset[str]:
    own = {pool.id} if pool else set()
    return frozenset(own | {shape.element for shape in block.shapes})


def _blocks(definitions: Definitions) -> list[tuple[Participant | None, Block]]:
    """One block per pool and per process without a pool."""
    processes = {process.id: process for process in definitions.processes}
    blocks: list[tuple[Participant | None, Block]] = []
    drawn: set[str] = set()
    for pool in definitions.participants:
        process = processes.get(pool.process or "")
        if process is None or process.id in drawn:
            blocks.append((pool, _black_box(pool)))
            continue
        drawn.add(process.id)
        blocks.append((pool, _pool(pool, process)))
    for process in definitions.processes:
        if process.id not in drawn:
            blocks.append((None, _process(process)))
    return blocks


def _black_box(pool: Participant) -> Block:
    block = Block(_LEAST_WIDTH, _BLACK_BOX)
    bounds = Bounds(0, 0, _LEAST_WIDTH, _BLACK_BOX)
    block.shapes.append(Shape(pool.id, "participant", bounds, expanded=False))
    return block


def _pool(pool: Participant, process: Process) -> Block:
    """A process inside the frame of its pool; annotations of one with lanes stay outside."""
    rows = rows_of(process.lanes, [node.id for node in process.body.nodes])
    laned = bool(visible_lanes(process.lanes))
    inside = _laned(process, rows) if laned else block_of(process.body)
    pad = 0.0 if laned else PADDING
    block = Block(STRIP + inside.width + 2 * pad)
    block.height = max(inside.height + 2 * pad, label_size(pool.name, 400, 1)[0] + 24, 120.0)
    frame = Bounds(0, 0, block.width, block.height)
    block.shapes.append(Shape(pool.id, "participant", frame, expanded=True))
    top = pad + (0 if laned else (block.height - inside.height - 2 * pad) / 2)
    if laned:
        _stretch(inside, block.height)
    block.add(inside, STRIP + pad, top, pool.id)
    return with_artifacts(block, process.body) if laned else block


def _process(process: Process) -> Block:
    rows = rows_of(process.lanes, [node.id for node in process.body.nodes])
    if visible_lanes(process.lanes):
        return with_artifacts(_laned(process, rows), process.body)
    return block_of(process.body)


def _laned(process: Process, rows: Sequence[Row]) -> Block:
    """The content of a process with the frames of its lanes around."""
    inside = block_of(process.body, rows)
    lanes = visible_lanes(process.lanes)
    strip = STRIP * _depth(lanes)
    block = Block(strip + inside.width + 2 * PADDING, inside.height)
    frames: list[Shape] = []
    place = {row.lane: (top, bottom) for row, top, bottom in inside.rows if row.lane}
    home: dict[str, str] = {}
    for lane in lanes:
        _frame(lane, None, 0.0, block.width, place, frames)
    for row, _, _ in inside.rows:
        home.update((node, row.lane) for node in row.nodes if row.lane)
    block.shapes += frames
    block.add(inside, strip + PADDING, 0, None)
    block.shapes = [
        replace(s, parent=s.parent or home.get(s.host or s.element)) if s.kind != "lane" else s
        for s in block.shapes
    ]
    return block


def _depth(lanes: Sequence[Lane]) -> int:
    return 1 + max((_depth(visible_lanes(lane.children)) for lane in lanes), default=-1)


def _frame(
    lane: Lane,
    parent: str | None,
    x: float,
    right: float,
    place: dict[str, tuple[float, float]],
    frames: list[Shape],
) -> tuple[float, float]:
    """The frames of a lane and its children; top and bottom of the lane."""
    at = len(frames)
    spans = [place[lane.id]] if lane.id in place else []
    for child in visible_lanes(lane.children):
        spans.append(_frame(child, lane.id, x + STRIP, right, place, frames))
    top = min((span[0] for span in spans), default=0.0)
    bottom = max((span[1] for span in spans), default=0.0)
    frames.insert(at, Shape(lane.id, "lane", Bounds(x, top, right - x, bottom - top), parent))
    return top, bottom


def _stretch(block: Block, height: float) -> None:
    """Lanes that end at the bottom of their block follow it when the pool is higher."""
    low = block.height
    for i, shape in enumerate(block.shapes):
        if shape.kind == "lane" and abs(shape.bounds.bottom - low) < 0.01:
            bounds = replace(shape.bounds, height=height - shape.bounds.y)
            block.shapes[i] = replace(shape, bounds=bounds)
    block.height = height


def _widen(block: Block, width: float) -> None:
    """All pools are equally wide, and so are their lanes."""
    for i, shape in enumerate(block.shapes):
        if shape.kind in ("participant", "lane"):
            bounds = replace(shape.bounds, width=width - shape.bounds.x)
            block.shapes[i] = replace(shape, bounds=bounds)
    block.width = width


def _planes(definitions: Definitions) -> dict[str, str]:
    """The process or collaboration whose diagram each top-level element belongs to."""
    pooled = {pool.process for pool in definitions.participants}
    talk = definitions.collaboration or ""
    found = {pool.id: talk for pool in definitions.participants}
    for process in definitions.processes:
        plane = talk if process.id in pooled and talk else process.id
        for element in elements_of(process):
            found[element] = plane
    return found


def elements_of(process: Process) -> list[str]:
    """The ids of everything in a process that may have a shape."""
    found: list[str] = []
    lanes = list(process.lanes)
    for lane in lanes:
        found.append(lane.id)
        lanes += lane.children
    scopes = [process.body]
    for scope in scopes:
        found += [one.id for one in (*scope.nodes, *scope.annotations, *scope.data)]
        scopes += [node.body for node in scope.nodes if hasattr(node, "body")]
    return found


def _top_level(definitions: Definitions) -> dict[str, int]:
    """The number of the block that each element is in, from the top."""
    pools = {p.process: i for i, p in reversed(list(enumerate(definitions.participants)))}
    found = {pool.id: i for i, pool in enumerate(definitions.participants)}
    free = len(definitions.participants)
    for process in definitions.processes:
        number = pools.get(process.id)
        if number is None:
            number, free = free, free + 1
        found.update((element, number) for element in elements_of(process))
    return found
