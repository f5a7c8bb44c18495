"""The whole file: processes, pools, messages and what they are named (8.1, 9)."""

from __future__ import annotations

from types import MappingProxyType

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.reading.diagrams import diagram
from guiju.standard.bpmn.reading.extensions import correlation
from guiju.standard.bpmn.reading.extensions.own import clauses, parameters
from guiju.standard.bpmn.reading.items import items
from guiju.standard.bpmn.reading.nodes import global_task
from guiju.standard.bpmn.reading.scopes import process
from guiju.standard.bpmn.tags import GLOBAL_TASKS
from guiju.standard.model.definitions import (
    Definitions,
    MessageFlow,
    Named,
    Participant,
)

_NAMED = ("message", "signal", "error", "escalation", "resource", "itemDefinition", "dataStore")
_ITEMS = ("itemRef", "structureRef", "itemSubjectRef")


def definitions(file: File) -> Definitions:
    """The read model of a file whose errors are told elsewhere."""
    root = file.root
    named = (*root.all(*_NAMED), *file.all("categoryValue"))
    roots = {child.get("id") or "": _named(child) for child in named}
    collaboration = root.first("collaboration")
    operations = {
        child.get("id") or "": _message(file, child, "inMessageRef")
        for child in file.all("operation")
    }
    replies = {
        child.get("id") or "": reply
        for child in file.all("operation")
        if (reply := _message(file, child, "outMessageRef"))
    }
    return Definitions(
        id=root.get("id") or "",
        name=root.name,
        target_namespace=root.get("targetNamespace") or "",
        exporter=root.get("exporter") or "",
        processes=tuple(process(file, child) for child in root.all("process")),
        global_tasks=tuple(global_task(file, child) for child in root.all(*GLOBAL_TASKS)),
        participants=tuple(_participant(child) for child in file.all("participant")),
        message_flows=tuple(_message_flow(child) for child in file.all("messageFlow")),
        roots=MappingProxyType(roots),
        items=items(file),
        operations=MappingProxyType(operations),
        replies=MappingProxyType(replies),
        clauses=clauses(file),
        parameters=parameters(file),
        diagram=diagram(root),
        collaboration=collaboration.get("id") if collaboration is not None else None,
    )


def _named(element: Element) -> Named:
    ref = next((value for name in _ITEMS if (value := element.get(name))), None)
    return Named(
        id=element.get("id") or "",
        kind=element.tag,
        name=element.name or (element.get("value") or ""),
        code=element.get("errorCode") or element.get("escalationCode"),
        item=local(ref) if ref else None,
        correlation=correlation(element, element) if element.tag == "message" else None,
        is_collection=element.flag("isCollection"),
    )


def _message(file: File, operation: Element, tag: str) -> str | None:
    message = file.find(operation.text_of(tag))
    return message.get("id") if message is not None else None


def _participant(element: Element) -> Participant:
    ref = element.get("processRef")
    several = element.first("participantMultiplicity")
    return Participant(
        id=element.get("id") or "",
        name=element.name,
        process=local(ref) if ref else None,
        minimum=several.number("minimum", 0) if several is not None else 0,
        maximum=several.number("maximum", 1) if several is not None else 1,
    )


def _message_flow(element: Element) -> MessageFlow:
    message = element.get("messageRef")
    return MessageFlow(
        id=element.get("id") or "",
        source=local(element.get("sourceRef") or ""),
        target=local(element.get("targetRef") or ""),
        name=element.name,
        message=local(message) if message else None,
    )
