"""The way out: definitions become the bytes of a BPMN file."""

from __future__ import annotations

from lxml import etree

from guiju.standard.bpmn.writing import data
from guiju.standard.bpmn.writing.causes import cause, shared
from guiju.standard.bpmn.writing.extras import clauses, head
from guiju.standard.bpmn.writing.nodes import Around, activity, node, task
from guiju.standard.bpmn.writing.tree import add, expression, only, put, root, text_of
from guiju.standard.model.definitions import (
    Definitions,
    Lane,
    Named,
    Process,
    Scope,
    Task,
)
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml

_CODES = {"error": "errorCode", "escalation": "escalationCode"}
_ITEMS = {"message": "itemRef", "dataStore": "itemSubjectRef"}


def write(definitions: Definitions) -> bytes:
    """A BPMN 2.0 file that reads as the same definitions.

    Args:
        definitions: as `read` gives them; their diagram is kept as it is.

    Returns:
        UTF-8 XML with incoming and outgoing at every node. What the read model does not hold
        (choreographies, conversations, correlation keys) is not in it.
    """
    top = root(
        "definitions",
        id=definitions.id,
        name=definitions.name,
        targetNamespace=definitions.target_namespace,
        exporter=definitions.exporter,
    )
    if not definitions.target_namespace:
        top.set("targetNamespace", "")
    around = Around(definitions, shared(definitions), _scope)
    clauses(top, definitions.clauses, definitions.parameters)
    _roots(top, definitions)
    for one in around.shared.values():
        cause(top, one)
    for told in definitions.global_tasks:
        _global_task(top, told, around)
    _collaboration(top, definitions)
    for process in definitions.processes:
        _process(top, process, around)
    etree.indent(top)
    text = etree.tostring(top, encoding="UTF-8", xml_declaration=True)
    return _with_diagrams(text, definitions.diagram)


def _roots(top: etree._Element, definitions: Definitions) -> None:
    values = [named for named in definitions.roots.values() if named.kind == "categoryValue"]
    for named in definitions.roots.values():
        if named.kind != "categoryValue":
            _named(top, named)
    if values:
        category = add(top, "category")
        for named in values:
            add(category, "categoryValue", id=named.id, value=named.name)
    if definitions.operations:
        holder = add(top, "interface", name="operations")
        for name, message in definitions.operations.items():
            operation = add(holder, "operation", id=name, name=name)
            if message:
                add(operation, "inMessageRef", message)
            if name in definitions.replies:
                add(operation, "outMessageRef", definitions.replies[name])


def _named(top: etree._Element, named: Named) -> None:
    element = add(top, named.kind, id=named.id)
    if named.kind == "resource":
        # The one name that is required, even if it is empty.
        element.set("name", "")
    put(
        element,
        isCollection=only(named.is_collection),
        gj_correlation=text_of(named.correlation),
        **{
            "name": named.name,
            _CODES.get(named.kind, "code"): named.code,
            _ITEMS.get(named.kind, "structureRef"): named.item,
        },
    )


def _global_task(top: etree._Element, told: Task, around: Around) -> None:
    kind = "global" + told.kind[:1].upper() + told.kind[1:]
    element = add(top, kind, id=told.id, name=told.name)
    head(element, told.documentation, told.extras)
    activity(element, told, around)
    task(element, told, "scriptLanguage")


def _collaboration(top: etree._Element, definitions: Definitions) -> None:
    if not (definitions.participants or definitions.message_flows or definitions.collaboration):
        return
    holder = add(top, "collaboration", id=definitions.collaboration)
    for pool in definitions.participants:
        element = add(holder, "participant", id=pool.id, name=pool.name, processRef=pool.process)
        if (pool.minimum, pool.maximum) != (0, 1):
            add(
                element,
                "participantMultiplicity",
                minimum=pool.minimum,
                maximum=pool.maximum,
            )
    for flow in definitions.message_flows:
        add(
            holder,
            "messageFlow",
            id=flow.id,
            name=flow.name,
            sourceRef=flow.source,
            targetRef=flow.target,
            messageRef=flow.message,
        )


def _process(top: etree._Element, process: Process, around: Around) -> None:
    element = add(
        top,
        "process",
        id=process.id,
        name=process.name,
        isExecutable=process.executable,
        isClosed=only(process.closed),
    )
    head(element, process.documentation, process.extras)
    data.input_output(element, process.io)
    for item in process.properties:
        data.item(element, item)
    for lanes in _lane_sets(process.lanes):
        _lanes(add(element, "laneSet"), lanes)
    _scope(element, process.body, around)


def _lane_sets(lanes: tuple[Lane, ...]) -> list[list[Lane]]:
    """A node is in one lane of a set: lanes that share a node are of different sets."""
    sets: list[list[Lane]] = []
    for lane in lanes:
        taken = {ref for other in (sets[-1] if sets else ()) for ref in other.nodes}
        if sets and not taken & set(lane.nodes):
            sets[-1].append(lane)
        else:
            sets.append([lane])
    return sets


def _lanes(holder: etree._Element, lanes: list[Lane]) -> None:
    for lane in lanes:
        element = add(holder, "lane", id=lane.id, name=lane.name)
        for ref in lane.nodes:
            add(element, "flowNodeRef", ref)
        if lane.children:
            _lanes(add(element, "childLaneSet"), list(lane.children))


def _scope(element: etree._Element, scope: Scope, around: Around) -> None:
    for item in scope.data:
        data.item(element, item)
    for told in scope.nodes:
        node(element, told, around)
    for flow in scope.flows:
        child = add(
            element,
            "sequenceFlow",
            id=flow.id,
            name=flow.name,
            sourceRef=flow.source,
            targetRef=flow.target,
        )
        expression(child, "conditionExpression", flow.condition)
    for note in scope.annotations:
        child = add(element, note.kind, id=note.id, categoryValueRef=note.category)
        if note.text:
            add(child, "text", note.text)
    for one in scope.associations:
        add(element, "association", id=one.id, sourceRef=one.source, targetRef=one.target)


def _with_diagrams(text: bytes, diagram: str) -> bytes:
    """Diagrams are put in as text, so that they stay the same to the letter."""
    end = b"</bpmn:definitions>"
    whole = f"<diagrams>{diagram}</diagrams>".encode()
    if not diagram or not text.endswith(end) or isinstance(read_xml(whole), Problem):
        return text
    return text[: -len(end)] + diagram.encode() + b"\n" + end
