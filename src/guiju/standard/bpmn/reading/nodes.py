"""Flow nodes: tasks, sub-processes, call activities, gateways, events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.reading import items
from guiju.standard.bpmn.reading.causes import event_definitions
from guiju.standard.bpmn.reading.expressions import expression
from guiju.standard.bpmn.reading.extensions import (
    called_element,
    correlation,
    extras,
    propagation,
    script,
)
from guiju.standard.bpmn.reading.loops import loop
from guiju.standard.bpmn.tags import EVENTS, GATEWAYS, SUB_PROCESSES
from guiju.standard.model.definitions import (
    CallActivity,
    Event,
    Gateway,
    Node,
    Scope,
    SubProcess,
    Task,
)

Ends = dict[str, list[str]]
ReadScope = Callable[[File, Element], Scope]


def read_node(
    file: File, element: Element, incoming: Ends, outgoing: Ends, scope: ReadScope
) -> Node:
    """One flow node; `scope` reads the inside of a sub-process."""
    name = element.get("id") or ""
    common: dict[str, Any] = {
        "id": name,
        "kind": element.tag,
        "name": element.name,
        "documentation": documentation(element),
        "incoming": tuple(incoming.get(name, ())),
        "outgoing": tuple(outgoing.get(name, ())),
        "extras": extras(element),
        "line": element.line,
    }
    if element.tag in GATEWAYS:
        return _gateway(element, common)
    if element.tag in EVENTS:
        return _event(file, element, common)
    common |= _activity(file, element)
    if element.tag in SUB_PROCESSES:
        return _sub_process(element, common, scope(file, element))
    if element.tag == "callActivity":
        inputs, outputs = propagation(element)
        return CallActivity(
            **common,
            called_element=called_element(element),
            propagate_all_inputs=inputs,
            propagate_all_outputs=outputs,
        )
    return read_task(file, element, common)


def documentation(element: Element) -> str:
    """All documentation of an element, one text a line."""
    return "\n".join(t for c in element.all("documentation") if (t := c.text.strip()))


def global_task(file: File, element: Element) -> Task:
    """A global task, as the task it is."""
    bare = element.tag.removeprefix("global")
    common: dict[str, Any] = {
        "id": element.get("id") or "",
        "kind": bare[:1].lower() + bare[1:],
        "name": element.name,
        "documentation": documentation(element),
        "extras": extras(element),
        "line": element.line,
    }
    return read_task(file, element, common | _activity(file, element))


def read_task(file: File, element: Element, common: dict[str, Any]) -> Task:
    """The fields that only tasks have."""
    operation = file.find(element.get("operationRef"))
    message = file.follow(element, "messageRef")
    if message is None and operation is not None:
        message = file.find(operation.text_of("inMessageRef"))
    text, form = script(element)
    return Task(
        **common,
        script=text,
        script_format=form,
        implementation=element.get("implementation"),
        message=message.get("id") if message is not None else None,
        message_name=message.name or None if message is not None else None,
        operation=operation.get("id") if operation is not None else None,
        instantiate=element.flag("instantiate"),
        correlation=correlation(element, message),
    )


def _activity(file: File, element: Element) -> dict[str, Any]:
    default = element.get("default")
    return {
        "default": local(default) if default else None,
        "is_for_compensation": element.flag("isForCompensation"),
        "start_quantity": element.number("startQuantity", 1),
        "completion_quantity": element.number("completionQuantity", 1),
        "loop": loop(file, element),
        "io": items.input_output(element),
        "data_inputs": items.data_associations(element, "dataInputAssociation"),
        "data_outputs": items.data_associations(element, "dataOutputAssociation"),
        "properties": items.data_items(element, "property"),
        "resources": resources(file, element),
    }


def resources(file: File, element: Element) -> tuple[str, ...]:
    """Names of those who perform an activity or may own it."""
    names = []
    for role in element.all("resourceRole", "performer", "humanPerformer", "potentialOwner"):
        resource = file.find(role.text_of("resourceRef"))
        assigned = role.first("resourceAssignmentExpression")
        told = assigned.first("formalExpression", "expression") if assigned is not None else None
        text = told.text.strip() if told is not None else ""
        name = (resource.name if resource is not None else "") or text or role.name
        if name:
            names.append(name)
    return tuple(names)


def _sub_process(element: Element, common: dict[str, Any], body: Scope) -> SubProcess:
    return SubProcess(
        **common,
        body=body,
        triggered_by_event=element.flag("triggeredByEvent"),
        ad_hoc_ordering="Sequential" if element.get("ordering") == "Sequential" else "Parallel",
        ad_hoc_completion=expression(element.first("completionCondition")),
        cancel_remaining=element.flag("cancelRemainingInstances", True),
    )


def _gateway(element: Element, common: dict[str, Any]) -> Gateway:
    default = element.get("default")
    return Gateway(
        **common,
        default=local(default) if default else None,
        direction=element.get("gatewayDirection") or "Unspecified",
        instantiate=element.flag("instantiate"),
        event_gateway_type=(
            "Parallel" if element.get("eventGatewayType") == "Parallel" else "Exclusive"
        ),
        activation_condition=expression(element.first("activationCondition")),
    )


def _event(file: File, element: Element, common: dict[str, Any]) -> Event:
    attached = element.get("attachedToRef")
    flag = "cancelActivity" if element.tag == "boundaryEvent" else "isInterrupting"
    return Event(
        **common,
        definitions=event_definitions(file, element),
        parallel_multiple=element.flag("parallelMultiple"),
        interrupting=element.flag(flag, True),
        attached_to=local(attached) if attached else None,
        properties=items.data_items(element, "property"),
        io=items.input_output(element),
        data_inputs=items.data_associations(element, "dataInputAssociation"),
        data_outputs=items.data_associations(element, "dataOutputAssociation"),
    )
