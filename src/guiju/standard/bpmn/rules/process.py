"""Processes, their starts and ends, and their lanes (10.2, 10.5.2, 10.5.3, 10.8)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, drawing, local
from guiju.standard.bpmn.rules.flows import has_cause
from guiju.standard.bpmn.tags import ACTIVITIES, CHOREOGRAPHY_ACTIVITIES, FLOW_NODES, SUB_PROCESSES
from guiju.standard.model.problem import Problem

_FLOWING = ("process", "subProcess", "transaction", "choreography", "subChoreography")
_NODES = (*FLOW_NODES, *CHOREOGRAPHY_ACTIVITIES)


def public_process(file: File) -> Iterator[Problem]:
    """A public process is not executable (Table 10.1)."""
    for process in file.all("process"):
        if process.get("processType") == "Public" and process.flag("isExecutable"):
            yield wrong(
                "public-process-executable", process, "A public process must not be executable."
            )


def definitional_collaboration(file: File) -> Iterator[Problem]:
    """The collaboration that defines a process has it as a participant (Table 10.1)."""
    for process in file.all("process"):
        target = file.follow(process, "definitionalCollaborationRef")
        if target is None:
            continue
        if not any(file.follow(p, "processRef") is process for p in target.all("participant")):
            yield doubtful(
                "process-not-in-its-collaboration",
                process,
                "{collaboration} should have a participant whose processRef is {process}.",
                collaboration=target.id,
                process=process.id,
            )


def starts_and_ends(file: File) -> Iterator[Problem]:
    """Where there is an end there is a start, and the other way round (10.5.2, 10.5.3)."""
    for scope in file.all(*_FLOWING):
        starts, ends = scope.all("startEvent"), scope.all("endEvent")
        if ends and not starts and not any(_instantiates(node) for node in scope.children):
            yield wrong(
                "end-without-start",
                ends[0],
                "A {scope} with an end event must have a start event; {name} has none.",
                scope=scope.tag,
                name=scope.id,
            )
        if starts and not ends:
            yield wrong(
                "start-without-end",
                starts[0],
                "A {scope} with a start event must have an end event; {name} has none.",
                scope=scope.tag,
                name=scope.id,
            )


def _instantiates(node: Element) -> bool:
    return node.tag in ("receiveTask", "eventBasedGateway") and node.flag("instantiate")


def node_without_flow(file: File) -> Iterator[Problem]:
    """With a start event all else has an incoming flow, with an end event an outgoing one."""
    for scope in file.all(*_FLOWING):
        has_start, has_end = bool(scope.all("startEvent")), bool(scope.all("endEvent"))
        for node in scope.all(*_NODES):
            if has_start and not file.incoming(node) and not _may_begin(file, node):
                yield wrong(
                    "node-without-incoming",
                    node,
                    "Beside a start event every {tag} must be the target of a sequence flow.",
                )
            if has_end and not file.outgoing(node) and not _may_finish(file, node):
                yield wrong(
                    "node-without-outgoing",
                    node,
                    "Beside an end event every {tag} must be the source of a sequence flow.",
                )


def _outside_flow(node: Element) -> bool:
    if node.tag in SUB_PROCESSES and node.flag("triggeredByEvent"):
        return True
    return node.tag in ACTIVITIES and node.flag("isForCompensation")


def _may_begin(file: File, node: Element) -> bool:
    if node.tag in ("startEvent", "boundaryEvent") or _outside_flow(node) or _instantiates(node):
        return True
    return node.tag == "intermediateCatchEvent" and has_cause(file, node, "link")


def _may_finish(file: File, node: Element) -> bool:
    if node.tag in ("endEvent", "boundaryEvent") or _outside_flow(node):
        return True
    return node.tag == "intermediateThrowEvent" and has_cause(file, node, "link")


def event_without_flow(file: File) -> Iterator[Problem]:
    """A start event is left, an end event is entered, others between are left (10.5)."""
    for event in file.all("startEvent", "intermediateCatchEvent", "boundaryEvent"):
        if not file.outgoing(event) and not has_cause(file, event, "compensate"):
            yield wrong(
                "event-without-outgoing",
                event,
                "A {tag} must be the source of a sequence flow.",
            )
    for event in file.all("endEvent"):
        if not file.incoming(event):
            yield _not_entered(event)


def _not_entered(event: Element) -> Problem:
    return wrong("event-without-incoming", event, "An {tag} must be the target of a sequence flow.")


def event_between_without_flow(file: File) -> Iterator[Problem]:
    """An intermediate event is entered and left, links excepted; drawings let it end (10.5.4)."""
    for event in file.all("intermediateCatchEvent", "intermediateThrowEvent"):
        if file.tool or drawing(file, event):
            continue
        if not file.incoming(event) and not _may_begin(file, event):
            yield _not_entered(event)
        throws = event.tag == "intermediateThrowEvent"
        if throws and not file.outgoing(event) and not _may_finish(file, event):
            yield wrong(
                "event-without-outgoing",
                event,
                "A {tag} must be the source of a sequence flow.",
            )


def lane_nodes(file: File) -> Iterator[Problem]:
    """A lane holds nodes of its own process (10.8)."""
    for lane in file.all("lane"):
        owner = lane.inside("process", *SUB_PROCESSES)
        for ref in lane.all("flowNodeRef"):
            node = file.find(ref.text)
            if node is not None and owner not in list(node.up()):
                yield wrong(
                    "lane-with-foreign-node",
                    lane,
                    "A lane must hold nodes of its own process; {node} is elsewhere.",
                    node=node.id,
                )


def node_in_two_lanes(file: File) -> Iterator[Problem]:
    """Each node is in one lane of a set, and in the lanes around that one (10.8)."""
    for lanes in file.all("laneSet"):
        seen: dict[str, Element] = {}
        for lane in (element for element in lanes.walk() if element.tag == "lane"):
            for ref in lane.all("flowNodeRef"):
                first = seen.get(local(ref.text))
                if first is not None and first is not lane and first not in lane.up():
                    yield wrong(
                        "node-in-two-lanes",
                        lane,
                        "A node must be in one lane of a set; {node} is in {first} and {second}.",
                        node=local(ref.text),
                        first=first.id,
                        second=lane.id,
                    )
                else:
                    seen[local(ref.text)] = lane


RULES = (
    public_process,
    definitional_collaboration,
    starts_and_ends,
    node_without_flow,
    event_without_flow,
    event_between_without_flow,
    lane_nodes,
    node_in_two_lanes,
)
