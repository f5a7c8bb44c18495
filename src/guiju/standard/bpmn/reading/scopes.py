"""Processes and the scopes in them: nodes, flows, data, lanes (10.2, 10.8)."""

from __future__ import annotations

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.reading import items
from guiju.standard.bpmn.reading.expressions import expression
from guiju.standard.bpmn.reading.extensions import extras
from guiju.standard.bpmn.reading.nodes import Ends, documentation, read_node
from guiju.standard.bpmn.tags import FLOW_NODES
from guiju.standard.model.definitions import (
    Annotation,
    Association,
    Lane,
    Process,
    Scope,
    SequenceFlow,
)

_DATA = ("dataObject", "dataObjectReference", "dataStoreReference")


def process(file: File, element: Element) -> Process:
    """A process, or the inside of one as its own."""
    return Process(
        id=element.get("id") or "",
        name=element.name,
        body=scope(file, element),
        executable=element.flag("isExecutable"),
        lanes=tuple(lane for child in element.all("laneSet") for lane in _lanes(child)),
        properties=items.data_items(element, "property"),
        io=items.input_output(element),
        documentation=documentation(element),
        extras=extras(element),
        closed=element.flag("isClosed"),
        line=element.line,
    )


def scope(file: File, element: Element) -> Scope:
    """The nodes, flows and data of a process or sub-process."""
    flows = tuple(_flow(child) for child in element.all("sequenceFlow"))
    incoming: Ends = {}
    outgoing: Ends = {}
    for flow in flows:
        outgoing.setdefault(flow.source, []).append(flow.id)
        incoming.setdefault(flow.target, []).append(flow.id)
    return Scope(
        nodes=tuple(
            read_node(file, child, incoming, outgoing, scope) for child in element.all(*FLOW_NODES)
        ),
        flows=flows,
        data=items.data_items(element, *_DATA),
        associations=tuple(_associations(file, element)),
        annotations=tuple(_annotation(c) for c in element.all("textAnnotation", "group")),
    )


def _flow(element: Element) -> SequenceFlow:
    return SequenceFlow(
        id=element.get("id") or "",
        source=local(element.get("sourceRef") or ""),
        target=local(element.get("targetRef") or ""),
        name=element.name,
        condition=expression(element.first("conditionExpression")),
        line=element.line,
    )


def _associations(file: File, element: Element) -> list[Association]:
    """Associations of the scope; a tool may have put those of a process in its collaboration."""
    drawn = list(element.all("association"))
    for collaboration in file.all("collaboration"):
        for child in collaboration.all("association"):
            source = file.follow(child, "sourceRef")
            if source is not None and source.parent is element:
                drawn.append(child)
    return [
        Association(
            id=child.get("id") or "",
            source=local(child.get("sourceRef") or ""),
            target=local(child.get("targetRef") or ""),
        )
        for child in drawn
    ]


def _annotation(element: Element) -> Annotation:
    category = element.get("categoryValueRef")
    return Annotation(
        id=element.get("id") or "",
        text=element.text_of("text") or "",
        kind="group" if element.tag == "group" else "textAnnotation",
        category=local(category) if category else None,
    )


def _lanes(element: Element) -> list[Lane]:
    lanes = []
    for child in element.all("lane"):
        inner = child.first("childLaneSet")
        children = tuple(_lanes(inner)) if inner is not None else ()
        own = items.refs(child, "flowNodeRef")
        below = (node for lane in children for node in lane.nodes)
        nodes = tuple(dict.fromkeys((*own, *below)))
        lanes.append(Lane(child.get("id") or "", child.name, nodes, children))
    return lanes
