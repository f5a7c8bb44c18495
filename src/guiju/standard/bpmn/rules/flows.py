"""Sequence flows (8.4.13, and the connection rules of chapters 10.3, 10.5 and 10.6)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, executable, local
from guiju.standard.bpmn.tags import ACTIVITIES, EVENTS, FLOW_NODES, SUB_PROCESSES
from guiju.standard.model.problem import Problem

_DEFAULTING = (*ACTIVITIES, "exclusiveGateway", "inclusiveGateway", "complexGateway")


def flow_crosses_border(file: File) -> Iterator[Problem]:
    """Both ends of a flow lie in the process or sub-process that holds it (8.4.13, 10.3.5)."""
    for flow in file.all("sequenceFlow"):
        source, target = file.follow(flow, "sourceRef"), file.follow(flow, "targetRef")
        if source is None or target is None:
            continue
        if source.parent is not target.parent:
            yield wrong(
                "flow-crosses-border",
                flow,
                "A sequence flow must stay inside one process or sub-process; "
                "{source} and {target} lie in different ones.",
                source=source.id,
                target=target.id,
            )
        elif source.parent is not flow.parent:
            yield wrong(
                "flow-outside-scope",
                flow,
                "A sequence flow must be held by the process or sub-process its ends lie in; "
                "{source} lies elsewhere.",
                source=source.id,
            )


def flow_at_wrong_end(file: File) -> Iterator[Problem]:
    """Elements that no flow may enter or leave (10.3.5, 10.5.2, 10.5.3, 10.5.4, 10.7)."""
    for node in file.all(*FLOW_NODES):
        for flow in file.incoming(node):
            reason = _never_entered(file, node)
            if reason:
                yield wrong(
                    reason, flow, "A sequence flow must not lead into {node}, a {found}.",
                    node=node.id, found=_what(node),
                )  # fmt: skip
        for flow in file.outgoing(node):
            reason = _never_left(file, node)
            if reason:
                yield wrong(
                    reason, flow, "A sequence flow must not leave {node}, a {found}.",
                    node=node.id, found=_what(node),
                )  # fmt: skip


def _what(node: Element) -> str:
    if node.tag in SUB_PROCESSES and node.flag("triggeredByEvent"):
        return "event sub-process"
    if node.tag in ACTIVITIES and node.flag("isForCompensation"):
        return "compensation activity"
    return node.tag


def _never_entered(file: File, node: Element) -> str | None:
    if node.tag == "startEvent":
        return "flow-into-start-event"
    if node.tag == "boundaryEvent":
        return "flow-into-boundary-event"
    if node.tag == "intermediateCatchEvent" and has_cause(file, node, "link"):
        return "flow-into-link-target"
    return _outside_flow(node)


def _never_left(file: File, node: Element) -> str | None:
    if node.tag == "endEvent":
        return "flow-out-of-end-event"
    if node.tag == "intermediateThrowEvent" and has_cause(file, node, "link"):
        return "flow-out-of-link-source"
    if node.tag == "boundaryEvent" and has_cause(file, node, "compensate"):
        return "flow-out-of-compensation-event"
    return _outside_flow(node)


def _outside_flow(node: Element) -> str | None:
    if node.tag in SUB_PROCESSES and node.flag("triggeredByEvent"):
        return "flow-at-event-sub-process"
    if node.tag in ACTIVITIES and node.flag("isForCompensation"):
        return "flow-at-compensation-activity"
    return None


def has_cause(file: File, event: Element, kind: str) -> bool:
    """True where one of an event's definitions is of this kind."""
    return any(cause.tag == kind + "EventDefinition" for cause in file.causes(event))


def condition_not_allowed(file: File) -> Iterator[Problem]:
    """Only activities and exclusive, inclusive and complex gateways choose (8.4.13, 10.5.2)."""
    for flow in file.all("sequenceFlow"):
        source = file.follow(flow, "sourceRef")
        if source is None or flow.first("conditionExpression") is None:
            continue
        if source.tag in EVENTS or source.tag in ("parallelGateway", "eventBasedGateway"):
            yield wrong(
                "condition-not-allowed",
                flow,
                "A flow out of a {source} must have no condition.",
                source=source.tag,
            )
        elif source.tag in ACTIVITIES and len(file.outgoing(source)) < 2:
            yield wrong(
                "condition-without-alternative",
                flow,
                "An activity that a conditional flow leaves must have another outgoing flow; "
                "{source} has none.",
                source=source.id,
            )


def default_flow(file: File) -> Iterator[Problem]:
    """The default flow leaves its element and has no condition (Tables 8.61, 10.3)."""
    for node in file.all(*_DEFAULTING):
        flow = file.follow(node, "default")
        if flow is None or flow.tag != "sequenceFlow":
            continue
        if file.follow(flow, "sourceRef") is not node:
            yield wrong(
                "default-of-other-element",
                node,
                "The default flow must leave its element; {flow} leaves {found}.",
                flow=flow.id,
                found=flow.get("sourceRef"),
            )
        if flow.first("conditionExpression") is not None:
            yield wrong("default-with-condition", flow, "A default flow must have no condition.")


def immediate(file: File) -> Iterator[Problem]:
    """In an executable process isImmediate must not be false (Table 8.60)."""
    for flow in file.all("sequenceFlow"):
        if flow.get("isImmediate") in ("false", "0") and executable(flow):
            yield wrong(
                "flow-not-immediate",
                flow,
                "In an executable process isImmediate must not be false.",
            )


def listed_flows(file: File) -> Iterator[Problem]:
    """incoming and outgoing of a node say the same as the flows' ends (Table 8.43)."""
    for process in file.all("process"):
        nodes = [element for element in process.walk() if element.tag in FLOW_NODES]
        # Some tools never write the lists; where one node of the process has any, all must.
        if any(node.all("incoming", "outgoing") for node in nodes):
            for node in nodes:
                yield from _listed(file, node, "incoming", "targetRef")
                yield from _listed(file, node, "outgoing", "sourceRef")
        elif any(file.incoming(node) for node in nodes):
            yield doubtful(
                "flows-not-listed",
                process,
                "The nodes of {process} list no incoming and outgoing flows; some tools need it.",
                process=process.id,
            )


def _listed(file: File, node: Element, tag: str, end: str) -> Iterator[Problem]:
    listed = [local(child.text) for child in node.all(tag)]
    actual = [flow.id for flow in (file.incoming if tag == "incoming" else file.outgoing)(node)]
    for name in listed:
        flow = file.find(name)
        if flow is not None and flow.tag == "sequenceFlow" and name not in actual:
            yield wrong(
                f"{tag}-mismatch",
                node,
                "{list} names {flow}, whose {end} is {found}.",
                list=tag,
                flow=name,
                end=end,
                found=flow.get(end),
            )
    for flow_id in actual:
        if flow_id and flow_id not in listed:
            yield wrong(
                f"{tag}-not-listed",
                node,
                "The {end} of {flow} is {node}, which does not list it as {list}.",
                end=end,
                flow=flow_id,
                node=node.id,
                list=tag,
            )


RULES = (
    flow_crosses_border,
    flow_at_wrong_end,
    condition_not_allowed,
    default_flow,
    immediate,
    listed_flows,
)
