"""BPMN Diagram Interchange: a drawing as text, and the file's own diagram as a drawing.

OMG formal/13-12-09, chapter 12. Only the first diagram that shows most is read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from lxml import etree

from guiju.standard.layout.drawing import Bounds, Drawing, Edge, Point, Shape
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml

_BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DI = "http://www.omg.org/spec/DD/20100524/DI"
_SPACES = {"bpmndi": _BPMNDI, "dc": _DC, "di": _DI}
_FARTHEST = 1e6


def to_bpmndi(drawing: Drawing) -> str:
    """The drawing as BPMNDiagram elements, one per plane, as `Definitions.diagram` keeps them.

    The ids of what is drawn are those of the elements with `_di` behind; edges without an element
    are left out.
    """
    taken = {shape.element for shape in drawing.shapes} | {edge.element for edge in drawing.edges}
    mark = "_di"
    while any(element + mark in taken for element in taken):
        mark += "_"
    planes = dict.fromkeys([part.plane for part in drawing.shapes])
    planes.update(dict.fromkeys([part.plane for part in drawing.edges]))
    return "\n".join(_diagram(drawing, plane, mark) for plane in planes)


def _diagram(drawing: Drawing, plane: str, mark: str) -> str:
    top = etree.Element(f"{{{_BPMNDI}}}BPMNDiagram", nsmap=_SPACES, id=f"{plane}{mark}agram")
    holder = etree.SubElement(top, f"{{{_BPMNDI}}}BPMNPlane", id=f"{plane}{mark}plane")
    if plane:
        holder.set("bpmnElement", plane)
    for shape in drawing.shapes:
        if shape.plane == plane:
            _write_shape(holder, shape, mark)
    for edge in drawing.edges:
        if edge.plane == plane and edge.element:
            _write_edge(holder, edge, mark)
    return etree.tostring(top, method="c14n", exclusive=True).decode()


def _write_shape(holder: etree._Element, shape: Shape, mark: str) -> None:
    element = etree.SubElement(holder, f"{{{_BPMNDI}}}BPMNShape", id=shape.element + mark)
    element.set("bpmnElement", shape.element)
    if shape.kind in ("participant", "lane"):
        element.set("isHorizontal", "true")
    elif shape.expanded is not None:
        element.set("isExpanded", str(shape.expanded).lower())
    if shape.kind == "exclusiveGateway":
        element.set("isMarkerVisible", "true")
    _write_bounds(element, shape.bounds)
    _write_label(element, shape.label)


def _write_edge(holder: etree._Element, edge: Edge, mark: str) -> None:
    element = etree.SubElement(holder, f"{{{_BPMNDI}}}BPMNEdge", id=edge.element + mark)
    element.set("bpmnElement", edge.element)
    for x, y in edge.waypoints:
        etree.SubElement(element, f"{{{_DI}}}waypoint", x=_said(x), y=_said(y))
    _write_label(element, edge.label)


def _write_label(element: etree._Element, label: Bounds | None) -> None:
    if label is not None:
        _write_bounds(etree.SubElement(element, f"{{{_BPMNDI}}}BPMNLabel"), label)


def _write_bounds(element: etree._Element, bounds: Bounds) -> None:
    names = ("x", "y", "width", "height")
    values = {name: _said(getattr(bounds, name)) for name in names}
    etree.SubElement(element, f"{{{_DC}}}Bounds", values)


def _said(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{round(value, 2)}"


def from_bpmndi(diagram: str) -> tuple[dict[str, Shape], dict[str, Edge]]:
    """Shapes and edges of the largest diagram by element id; what is no number is left out.

    The kinds, ends and parents are not told by a diagram and stay empty.
    """
    root = read_xml(f"<diagrams>{diagram}</diagrams>".encode())
    if isinstance(root, Problem):
        return {}, {}
    planes = list(root.iter(f"{{{_BPMNDI}}}BPMNPlane"))
    plane = max(planes, key=len, default=None)
    if plane is None:
        return {}, {}
    shapes: dict[str, Shape] = {}
    edges: dict[str, Edge] = {}
    for element in plane:
        ref = (element.get("bpmnElement") or "").rpartition(":")[2]
        if element.tag == f"{{{_BPMNDI}}}BPMNShape":
            bounds = _bounds(element)
            if bounds is not None:
                said = element.get("isExpanded")
                expanded = None if said is None else said in ("true", "1")
                shapes[ref] = Shape(ref, "", bounds, label=_label(element), expanded=expanded)
        elif element.tag == f"{{{_BPMNDI}}}BPMNEdge":
            points = tuple(_points(element))
            if len(points) > 1:
                edges[ref] = Edge(ref, "", "", "", points, _label(element))
    return shapes, edges


def _bounds(element: etree._Element) -> Bounds | None:
    child = element.find(f"{{{_DC}}}Bounds")
    if child is None:
        return None
    numbers = [_number(child.get(name)) for name in ("x", "y", "width", "height")]
    x, y, width, height = numbers
    if x is None or y is None or width is None or height is None or width <= 0 or height <= 0:
        return None
    return Bounds(x, y, width, height)


def _label(element: etree._Element) -> Bounds | None:
    child = element.find(f"{{{_BPMNDI}}}BPMNLabel")
    return None if child is None else _bounds(child)


def _points(element: etree._Element) -> Iterator[Point]:
    for child in element.findall(f"{{{_DI}}}waypoint"):
        x, y = _number(child.get("x")), _number(child.get("y"))
        if x is not None and y is not None:
            yield x, y


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= _FARTHEST else None
