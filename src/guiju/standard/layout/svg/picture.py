"""The whole picture: what lies behind comes first, every element is one titled group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from guiju.standard.layout.drawing import Drawing, Shape
from guiju.standard.layout.svg.edges import edge_of
from guiju.standard.layout.svg.frames import frame_of, group_of, note_of
from guiju.standard.layout.svg.marks import Mark, badge
from guiju.standard.layout.svg.nodes import body_of, data_of
from guiju.standard.layout.svg.paper import number, safe, tag
from guiju.standard.layout.svg.style import SETTLED, STYLE
from guiju.standard.model.definitions import (
    Activity,
    DataItem,
    Definitions,
    Gateway,
    Lane,
    Node,
    Scope,
    SequenceFlow,
    SubProcess,
)

_EDGE = 20.0
_PLAIN = Mark()
_NO_MARKS: Mapping[str, Mark] = MappingProxyType({})


@dataclass(slots=True)
class _Known:
    """What the drawn elements are, by id."""

    nodes: dict[str, Node] = field(default_factory=dict)
    items: dict[str, DataItem] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    flows: dict[str, SequenceFlow] = field(default_factory=dict)
    defaults: set[str] = field(default_factory=set)


def to_svg(
    definitions: Definitions,
    drawing: Drawing,
    marks: Mapping[str, Mark] = _NO_MARKS,
    prefix: str = "",
    for_print: bool = False,
) -> str:
    """A picture of a model.

    Args:
        definitions: the model.
        drawing: where everything is; elements that are not in the model are left out.
        marks: heat and counts by element id.
        prefix: put before every id, where a page has several pictures.
        for_print: with fixed colours, for what draws SVG without the variables of style sheets.

    Returns:
        One `<svg>` element with its own style: no script, no request, every text escaped. Each
        element is a group with the element's id and a `<title>`.
    """
    known = _known(definitions)
    extent = drawing.extent
    frames = [s for s in drawing.shapes if s.kind in ("participant", "lane", "group")]
    others = [s for s in drawing.shapes if s not in frames and s.host is None]
    guests = [s for s in drawing.shapes if s.host is not None]
    parts = [tag("style", SETTLED if for_print else STYLE)]
    parts += [_shape(s, known, marks, prefix) for s in (*frames, *others)]
    for edge in drawing.edges:
        mark = marks.get(edge.element, _PLAIN)
        name = known.names.get(edge.element, "")
        drawn = edge_of(edge, name, mark, _sign(edge.element, known))
        parts.append(_group(edge.element, edge.kind, name, mark, drawn, prefix))
    parts += [_shape(s, known, marks, prefix) for s in guests]
    parts += [badge(marks[s.element], s.bounds) for s in drawing.shapes if s.element in marks]
    box = (extent.x - _EDGE, extent.y - _EDGE, extent.width + 2 * _EDGE, extent.height + 2 * _EDGE)
    title = definitions.name or next((p.name for p in definitions.processes if p.name), "")
    return tag(
        "svg", tag("title", safe(title or "BPMN")) + "".join(parts),
        xmlns="http://www.w3.org/2000/svg", class_="gj", role="img",
        viewBox=" ".join(map(number, box)), width=box[2], height=box[3],
    )  # fmt: skip


def _sign(element: str, known: _Known) -> str:
    flow = known.flows.get(element)
    if element in known.defaults:
        return "default"
    if flow is None or flow.condition is None:
        return ""
    return "" if isinstance(known.nodes.get(flow.source), Gateway) else "conditional"


def _shape(shape: Shape, known: _Known, marks: Mapping[str, Mark], prefix: str) -> str:
    mark = marks.get(shape.element, _PLAIN)
    name = known.names.get(shape.element, "")
    node = known.nodes.get(shape.element)
    item = known.items.get(shape.element)
    if node is not None:
        drawn = body_of(node, shape, mark)
    elif item is not None:
        drawn = data_of(item.kind, name, item.is_collection, shape)
    elif shape.kind in ("participant", "lane"):
        drawn = frame_of(name, shape, mark)
    elif shape.kind == "textAnnotation":
        drawn = note_of(name, shape)
    elif shape.kind == "group":
        drawn = group_of(shape)
    else:
        return ""
    return _group(shape.element, node.kind if node else shape.kind, name, mark, drawn, prefix)


def _group(element: str, kind: str, name: str, mark: Mark, drawn: str, prefix: str) -> str:
    told = ": ".join(part for part in (name or kind, mark.note) if part)
    id_ = f"{prefix}{element}" if element else None
    return tag("g", tag("title", safe(told)) + drawn, id=id_, data_kind=kind)


def _known(definitions: Definitions) -> _Known:
    known = _Known()
    for pool in definitions.participants:
        processes = {p.id: p.name for p in definitions.processes}
        known.names[pool.id] = pool.name or processes.get(pool.process or "", "")
    known.names.update((flow.id, flow.name) for flow in definitions.message_flows)
    for process in definitions.processes:
        lanes: list[Lane] = list(process.lanes)
        for lane in lanes:
            known.names[lane.id] = lane.name
            lanes += lane.children
        _add(process.body, known)
    return known


def _add(scope: Scope, known: _Known) -> None:
    for node in scope.nodes:
        known.nodes[node.id] = node
        known.names[node.id] = node.name
        if isinstance(node, (Activity, Gateway)) and node.default:
            known.defaults.add(node.default)
        if isinstance(node, SubProcess):
            _add(node.body, known)
    for flow in scope.flows:
        known.flows[flow.id] = flow
        known.names[flow.id] = flow.name
    for item in scope.data:
        known.items[item.id] = item
        known.names[item.id] = item.name
    known.names.update((note.id, note.text) for note in scope.annotations)
