"""Diagrams: what BPMNDI.xsd and DI.xsd demand of a picture (chapter 12)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File
from guiju.standard.bpmn.namespaces import BPMNDI, DC, DI
from guiju.standard.bpmn.reading.diagrams import canonical
from guiju.standard.model.problem import Problem

_PICTURES = ("BPMNPlane", "BPMNShape", "BPMNEdge")


def _drawn(file: File, *names: str) -> Iterator[Element]:
    wanted = {"{" + BPMNDI + "}" + name for name in names}
    for diagram in file.root.all("{" + BPMNDI + "}BPMNDiagram"):
        yield from (element for element in diagram.walk() if element.tag in wanted)


def plane(file: File) -> Iterator[Problem]:
    """A diagram has one plane (Table 12.1)."""
    for diagram in _drawn(file, "BPMNDiagram"):
        found = len(diagram.all("{" + BPMNDI + "}BPMNPlane"))
        if found != 1:
            yield wrong(
                "diagram-without-plane",
                diagram,
                "A diagram must have one BPMNPlane; it has {found}.",
                found=found,
            )


def kept(file: File) -> Iterator[Problem]:
    """A diagram whose namespaces are no proper URIs cannot be kept."""
    for diagram in _drawn(file, "BPMNDiagram"):
        if canonical(diagram) is None:
            yield doubtful(
                "diagram-not-kept",
                diagram,
                "The namespaces of a diagram should be absolute URIs; it is left out on export.",
            )


def shape_bounds(file: File) -> Iterator[Problem]:
    """A shape has bounds of four numbers (12.2.3.3)."""
    for shape in _drawn(file, "BPMNShape"):
        bounds = shape.all("{" + DC + "}Bounds")
        if len(bounds) != 1 or not _numbers(bounds[0], "x", "y", "width", "height"):
            yield wrong(
                "shape-without-bounds",
                shape,
                "A BPMNShape must have Bounds with the numbers x, y, width and height.",
            )


def edge_waypoints(file: File) -> Iterator[Problem]:
    """An edge has two waypoints or more (12.2.3.4)."""
    for edge in _drawn(file, "BPMNEdge"):
        points = edge.all("{" + DI + "}waypoint")
        if len(points) < 2 or not all(_numbers(point, "x", "y") for point in points):
            yield wrong(
                "edge-without-waypoints",
                edge,
                "A BPMNEdge must have two or more waypoints with the numbers x and y.",
            )


def _numbers(element: Element, *names: str) -> bool:
    try:
        for name in names:
            float(element.attributes.get(name, "none"))
    except ValueError:
        return False
    return True


def drawn_element(file: File) -> Iterator[Problem]:
    """What is drawn is in the file (12.2.2)."""
    for picture in _drawn(file, *_PICTURES):
        ref = picture.get("bpmnElement")
        if ref is not None and file.find(ref) is None:
            yield doubtful(
                "drawn-element-missing",
                picture,
                "What is drawn should be in the file; there is no {ref}.",
                ref=ref,
            )


RULES = (plane, kept, shape_bounds, edge_waypoints, drawn_element)
