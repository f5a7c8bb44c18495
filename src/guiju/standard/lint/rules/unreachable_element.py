"""No path leads to an element."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import Place, advice, aside, has, places
from guiju.standard.model.definitions import Definitions, Event, Node, Task
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Every element should be on a path from a start."""
    for place in places(definitions):
        reached = _reached(place)
        for node in place.scope.nodes:
            if node.id not in reached:
                yield advice("unreachable-element", node, "No path leads to {name}.",
                             name=node.name or node.id)  # fmt: skip


def _reached(place: Place) -> set[str]:
    waiting = [node for node in place.scope.nodes if _begins(place, node)]
    reached = {node.id for node in waiting}
    while waiting:
        for node in _next(place, waiting.pop()):
            if node.id not in reached:
                reached.add(node.id)
                waiting.append(node)
    return reached


def _begins(place: Place, node: Node) -> bool:
    if aside(node) or (isinstance(node, Event) and node.kind == "startEvent"):
        return True
    if (isinstance(node, Task) and node.instantiate) or getattr(node, "instantiate", False):
        return True
    if isinstance(node, Event) and (node.kind == "boundaryEvent" or has(node, "link")):
        return False
    return not place.events("startEvent") and not node.incoming


def _next(place: Place, node: Node) -> Iterator[Node]:
    for flow in place.outgoing(node):
        if flow.target in place.nodes:
            yield place.nodes[flow.target]
    yield from place.attached.get(node.id, ())
    if isinstance(node, Event) and node.kind == "intermediateThrowEvent":
        names = {cause.link for cause in node.definitions if cause.kind == "link"}
        for event in place.events("intermediateCatchEvent"):
            if names & {cause.link for cause in event.definitions if cause.kind == "link"}:
                yield event
