"""A process or sub-process as rules look at it, with its nodes and flows by id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guiju.standard.model.definitions import (
    Activity,
    Definitions,
    Event,
    EventDefinition,
    FlowNode,
    Gateway,
    Node,
    Process,
    Scope,
    SequenceFlow,
    SubProcess,
    Task,
)
from guiju.standard.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """One scope. `owner` is the sub-process, None for the process itself.

    Events are also found by kind, boundary events by the activity they are attached to.
    """

    process: Process
    scope: Scope
    owner: SubProcess | None = None
    around: Place | None = None
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: dict[str, SequenceFlow] = field(default_factory=dict)
    kinds: dict[str, list[Event]] = field(default_factory=dict)
    attached: dict[str, list[Event]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the process or sub-process."""
        return self.owner.id if self.owner is not None else self.process.id

    @property
    def line(self) -> int | None:
        """Where it begins in the file."""
        return self.owner.line if self.owner is not None else self.process.line

    @property
    def ad_hoc(self) -> bool:
        """True where activities stand alone by intent."""
        return self.owner is not None and self.owner.kind == "adHocSubProcess"

    def outgoing(self, node: FlowNode) -> list[SequenceFlow]:
        """The flows that leave a node."""
        return [self.flows[ref] for ref in node.outgoing if ref in self.flows]

    def incoming(self, node: FlowNode) -> list[SequenceFlow]:
        """The flows that enter a node."""
        return [self.flows[ref] for ref in node.incoming if ref in self.flows]

    def events(self, kind: str) -> list[Event]:
        """The events of one kind."""
        return self.kinds.get(kind, [])


def places(definitions: Definitions) -> Iterator[Place]:
    """Every process and sub-process, the outer ones first."""
    for process in definitions.processes:
        yield from _inside(_place(process, process.body, None, None))


def _inside(place: Place) -> Iterator[Place]:
    yield place
    for node in place.scope.nodes:
        if isinstance(node, SubProcess):
            yield from _inside(_place(place.process, node.body, node, place))


def _place(process: Process, scope: Scope, owner: SubProcess | None, around: Place | None) -> Place:
    place = Place(
        process,
        scope,
        owner,
        around,
        {node.id: node for node in scope.nodes},
        {flow.id: flow for flow in scope.flows},
    )
    for node in scope.nodes:
        if isinstance(node, Event):
            place.kinds.setdefault(node.kind, []).append(node)
            if node.attached_to is not None:
                place.attached.setdefault(node.attached_to, []).append(node)
    return place


def nodes(definitions: Definitions) -> Iterator[tuple[Place, Node]]:
    """Every node of the file, with the scope it is in."""
    for place in places(definitions):
        for node in place.scope.nodes:
            yield place, node


def gateways(definitions: Definitions, *kinds: str) -> Iterator[tuple[Place, Gateway]]:
    """The gateways of these kinds."""
    for place, node in nodes(definitions):
        if isinstance(node, Gateway) and node.kind in kinds:
            yield place, node


def tasks(definitions: Definitions) -> Iterator[tuple[Place, Task]]:
    """Every task."""
    for place, node in nodes(definitions):
        if isinstance(node, Task):
            yield place, node


def causes(definitions: Definitions, kind: str) -> Iterator[tuple[Place, Event, EventDefinition]]:
    """Every event with a definition of this kind."""
    for place, node in nodes(definitions):
        if isinstance(node, Event):
            for cause in node.definitions:
                if cause.kind == kind:
                    yield place, node, cause


def has(event: Event, kind: str) -> bool:
    """True where one of the event's definitions is of this kind."""
    return any(cause.kind == kind for cause in event.definitions)


def in_lane(place: Place, task: Task, covered: set[str]) -> bool:
    """True where a task, or a sub-process it is in, is one of the nodes that lanes hold."""
    inside: Place | None = place
    if task.id in covered:
        return True
    while inside is not None and inside.owner is not None:
        if inside.owner.id in covered:
            return True
        inside = inside.around
    return False


def laned(definitions: Definitions) -> dict[str, set[str]]:
    """The nodes that lanes hold, by process; processes without lanes are left out."""
    return {
        process.id: {ref for lane in process.lanes for ref in lane.nodes}
        for process in definitions.processes
        if process.lanes
    }


def aside(node: Node) -> bool:
    """True for what stands outside the normal flow: handlers and compensations."""
    if isinstance(node, SubProcess) and node.triggered_by_event:
        return True
    return isinstance(node, Activity) and node.is_for_compensation


def throws(event: Event) -> bool:
    """True for end events and intermediate throw events."""
    return event.kind in ("endEvent", "intermediateThrowEvent")


def advice(code: str, at: Any, template: str, **values: Any) -> Problem:
    """A warning at a node, flow, scope or process."""
    return Problem(code, template, at.id, values, "warning", getattr(at, "line", None))
