"""Diagrams: what BPMNDI.xsd and DI.xsd demand of a picture (chapter 12)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.namespaces import BPMNDI, DC, DI
from guiju.standard.bpmn.reading.diagrams import canonical
from guiju.standard.bpmn.schema.values import expected, fits
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
            say = doubtful if file.tool else wrong
            yield say(
                "drawn-element-missing",
                picture,
                "What is drawn must be in the file; there is no {ref}.",
                ref=ref,
            )


_LINES = (
    "sequenceFlow", "messageFlow", "association", "conversationLink", "dataInputAssociation",
    "dataOutputAssociation",
)  # fmt: skip
_PLANES = (
    "process", "collaboration", "choreography", "globalConversation", "globalChoreographyTask",
    "subProcess", "transaction", "adHocSubProcess", "subChoreography", "subConversation",
)  # fmt: skip


def drawn_kind(file: File) -> Iterator[Problem]:
    """Edges show what connects, shapes the rest, planes what holds others (12.2.2, 12.3)."""
    for picture in _drawn(file, *_PICTURES):
        target = file.follow(picture, "bpmnElement")
        name = picture.tag.rpartition("}")[2]
        if target is None or file.tool or _may_show(name, target.tag):
            continue
        yield wrong(
            "drawn-as-other-kind",
            picture,
            "A {tag} must not show a {found}.",
            tag=name,
            found=target.tag,
        )


def _may_show(picture: str, tag: str) -> bool:
    if picture == "BPMNPlane":
        return tag in _PLANES
    if tag in ("process", "collaboration", "choreography", "definitions"):
        return False
    return (tag in _LINES) == (picture == "BPMNEdge")


# BPMNDI.xsd, DI.xsd and DC.xsd: attributes by element, and the kind of their values.
_SHAPE = {
    "id": "ID", "bpmnElement": "QName", "isHorizontal": "boolean", "isExpanded": "boolean",
    "isMarkerVisible": "boolean", "isMessageVisible": "boolean",
    "participantBandKind": "top_initiating/middle_initiating/bottom_initiating/"
    "top_non_initiating/middle_non_initiating/bottom_non_initiating",
    "choreographyActivityShape": "QName",
}  # fmt: skip
_EDGE = {
    "id": "ID", "bpmnElement": "QName", "sourceElement": "QName", "targetElement": "QName",
    "messageVisibleKind": "initiating/non_initiating",
}  # fmt: skip
_ATTRIBUTES = {
    "BPMNDiagram": {"id": "ID", "name": "", "documentation": "", "resolution": ""},
    "BPMNPlane": {"id": "ID", "bpmnElement": "QName"},
    "BPMNShape": _SHAPE,
    "BPMNEdge": _EDGE,
    "BPMNLabel": {"id": "ID", "labelStyle": "QName"},
    "BPMNLabelStyle": {"id": "ID"},
}
_CHILDREN = {
    "BPMNDiagram": ("BPMNPlane", "BPMNLabelStyle"),
    "BPMNPlane": ("extension", "BPMNShape", "BPMNEdge"),
    "BPMNShape": ("extension", "Bounds", "BPMNLabel"),
    "BPMNEdge": ("extension", "waypoint", "BPMNLabel"),
    "BPMNLabel": ("extension", "Bounds"),
    "BPMNLabelStyle": ("Font",),
}


def picture_attributes(file: File) -> Iterator[Problem]:
    """Elements of a diagram have the attributes and children of the schema; tools add some."""
    for element in _drawn(file, *_ATTRIBUTES):
        name = element.tag.rpartition("}")[2]
        for attribute, text in element.attributes.items():
            kind = _ATTRIBUTES[name].get(attribute)
            if attribute.startswith("{") or (kind is None and file.tool):
                continue
            if kind is None:
                yield wrong(
                    "unknown-attribute",
                    element,
                    "A {tag} has no attribute {attribute}.",
                    tag=name,
                    attribute=attribute,
                )
            elif not fits(kind, text):
                yield wrong(
                    "wrong-value",
                    element,
                    "The attribute {attribute} of a {tag} must be {expected}; it was {found!r}.",
                    tag=name,
                    attribute=attribute,
                    expected=expected(kind),
                    found=text,
                )
        yield from _picture_children(file, element, name)


def _picture_children(file: File, element: Element, name: str) -> Iterator[Problem]:
    for child in element.children:
        uri, _, bare = child.tag.rpartition("}")
        of_picture = uri[1:] in (BPMNDI, DC, DI)
        if (of_picture or not file.tool) and bare not in _CHILDREN[name]:
            yield wrong(
                "misplaced-element",
                child,
                "A {tag} must not be inside a {parent}.",
                tag=bare,
                parent=name,
            )


def picture_references(file: File) -> Iterator[Problem]:
    """What an edge joins and a label is styled by is in the diagram (12.2.3)."""
    names = ("sourceElement", "targetElement", "choreographyActivityShape", "labelStyle")
    ids = {e.id.strip() for d in _drawn(file, "BPMNDiagram") for e in d.walk() if e.id}
    for picture in _drawn(file, "BPMNShape", "BPMNEdge", "BPMNLabel"):
        for name in names:
            ref = picture.get(name)
            if ref is None or local(ref) in ids or file.find(ref) is not None or file.tool:
                continue
            yield wrong(
                "dangling-reference",
                picture,
                "{attribute} must name an element of the file; there is no {ref}.",
                attribute=name,
                ref=ref,
            )


RULES = (
    plane,
    kept,
    shape_bounds,
    edge_waypoints,
    drawn_element,
    drawn_kind,
    picture_attributes,
    picture_references,
)
