"""Annotations above a scope, data below it, each near what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from guiju.standard.layout.drawing import Bounds, Edge, Point, Shape
from guiju.standard.layout.measure import DATA, LINE, NOTE, STORE, label_size
from guiju.standard.layout.text import wrapped
from guiju.standard.model.definitions import Activity, DataItem, Event, Scope

if TYPE_CHECKING:
    from guiju.standard.layout.scope import Block

_GAP = 24.0


def with_artifacts(block: Block, scope: Scope) -> Block:
    """The block with a strip of annotations above and a strip of data below."""
    notes = [note for note in scope.annotations if note.kind == "textAnnotation"]
    items = [item for item in scope.data if item.kind in ("dataObjectReference",
                                                          "dataStoreReference")]  # fmt: skip
    if not notes and not items:
        return block
    ends = _ends(scope)
    at = {shape.element: shape.bounds for shape in block.shapes}
    drawn = {note.id: _note_size(note.text) for note in notes}
    top = _strip({id_: (*size, size[1]) for id_, size in drawn.items()}, ends, at)
    kinds = {item.id: item for item in items}
    bottom = _strip({id_: _slot(item) for id_, item in kinds.items()}, ends, at)
    raised = max((b.bottom for b in top.values()), default=0.0) + (_GAP if top else 0)
    whole = type(block)(block.width, block.height + raised)
    whole.add(block, 0, raised, None)
    whole.rows = [(row, a + raised, b + raised) for row, a, b in block.rows]
    for id_, bounds in top.items():
        whole.shapes.append(Shape(id_, "textAnnotation", bounds))
    floor = whole.height + _GAP
    for id_, slot in bottom.items():
        whole.shapes.append(_data(kinds[id_], slot.moved(0, floor)))
        whole.height = max(whole.height, slot.bottom + floor)
    for shape in whole.shapes:
        whole.width = max(whole.width, shape.bounds.right)
    _join(whole, scope)
    return whole


def _note_size(text: str) -> tuple[float, float]:
    lines = wrapped(text, NOTE - 14, 12, 12)
    return NOTE, max(30.0, LINE * len(lines) + 12)


def _slot(item: DataItem) -> tuple[float, float, float]:
    """Width and height of the shape's place, its name included, and height of the shape."""
    across, along = label_size(item.name)
    size = STORE if item.kind == "dataStoreReference" else DATA
    return max(size[0], across), size[1] + along + 4, size[1]


def _data(item: DataItem, slot: Bounds) -> Shape:
    width, height = STORE if item.kind == "dataStoreReference" else DATA
    across, along = label_size(item.name)
    middle = slot.middle[0]
    label = Bounds(middle - across / 2, slot.y + height + 3, across, along) if across else None
    bounds = Bounds(middle - width / 2, slot.y, width, height)
    return Shape(item.id, item.kind, bounds, label=label)


def _ends(scope: Scope) -> dict[str, str]:
    """The node that each annotation and data item belongs to, by its id."""
    found: dict[str, str] = {}
    for one in scope.associations:
        found.setdefault(one.source, one.target)
        found.setdefault(one.target, one.source)
    for node in scope.nodes:
        if isinstance(node, (Activity, Event)):
            for moved in (*node.data_inputs, *node.data_outputs):
                for ref in (*moved.sources, moved.target):
                    if ref:
                        found.setdefault(ref, node.id)
    return found


def _strip(
    sizes: dict[str, tuple[float, float, float]], ends: dict[str, str], at: dict[str, Bounds]
) -> dict[str, Bounds]:
    """Places in lines, each as near below or above its node as those before it let it."""
    wanted = {
        id_: at[ends[id_]].middle[0] - size[0] / 2 if ends.get(id_) in at else 0.0
        for id_, size in sizes.items()
    }
    lines: list[tuple[float, list[str]]] = []
    places: dict[str, Bounds] = {}
    for id_ in sorted(sizes, key=lambda i: (wanted[i], i)):
        x = max(0.0, wanted[id_])
        for number, (used, _) in enumerate(lines):
            if used <= x + 40 or number > 8:
                x = max(x, used)
                line = lines[number][1]
                break
        else:
            lines.append((0.0, []))
            number, line = len(lines) - 1, lines[-1][1]
        line.append(id_)
        lines[number] = (x + sizes[id_][0] + _GAP, line)
        places[id_] = Bounds(x, 0, sizes[id_][0], sizes[id_][1])
    y = 0.0
    for _, line in lines:
        for id_ in line:
            places[id_] = places[id_].moved(0, y)
        y = max(places[id_].bottom for id_ in line) + _GAP / 2
    return places


def _join(block: Block, scope: Scope) -> None:
    """Associations and data associations as straight lines."""
    at = {shape.element: shape.bounds for shape in block.shapes}
    done = {edge.element for edge in block.edges}
    lines = {edge.element: edge.waypoints for edge in block.edges}
    for one in scope.associations:
        if one.id not in done:
            block.edges += _line(one.id, "association", one.source, one.target, at, lines)
    for node in scope.nodes:
        if not isinstance(node, (Activity, Event)):
            continue
        for moved in node.data_inputs:
            for ref in moved.sources:
                id_ = moved.id or "" if ref == moved.sources[0] else ""
                block.edges += _line(id_, "dataInputAssociation", ref, node.id, at, {})
        for moved in node.data_outputs:
            if moved.target:
                kind = "dataOutputAssociation"
                block.edges += _line(moved.id or "", kind, node.id, moved.target, at, {})


def _line(
    element: str,
    kind: str,
    source: str,
    target: str,
    at: dict[str, Bounds],
    lines: dict[str, tuple[Point, ...]],
) -> Iterable[Edge]:
    one, two = at.get(source), at.get(target)
    if one is not None and two is not None and one != two:
        return [Edge(element, kind, source, target, straight(one, two))]
    for box, other, turned in ((one, target, False), (two, source, True)):
        if box is not None and other in lines:
            middle = _halfway(lines[other])
            points = (_leaving(box, middle), middle)
            return [Edge(element, kind, source, target, points[::-1] if turned else points)]
    return []


def _halfway(points: Sequence[Point]) -> Point:
    pairs = list(pairwise(points))
    one, two = max(pairs, key=lambda p: abs(p[0][0] - p[1][0]) + abs(p[0][1] - p[1][1]))
    return (one[0] + two[0]) / 2, (one[1] + two[1]) / 2


def straight(one: Bounds, two: Bounds) -> tuple[Point, Point]:
    """A line from border to border of two boxes."""
    return _leaving(one, two.middle), _leaving(two, one.middle)


def _leaving(box: Bounds, towards: Point) -> Point:
    """The middle of the side that looks towards a point."""
    x, y = box.middle
    dx, dy = towards[0] - x, towards[1] - y
    if abs(dy) * box.width >= abs(dx) * box.height:
        return x, box.y if dy < 0 else box.bottom
    return (box.x if dx < 0 else box.right), y
