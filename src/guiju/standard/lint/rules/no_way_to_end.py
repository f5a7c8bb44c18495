"""No path leads from an element to an end."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import Place, advice, has, places
from guiju.standard.model.definitions import Definitions, Event, Node
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A circle without a way out goes on for ever."""
    for place in places(definitions):
        ending = _ending(place)
        for node in place.scope.nodes:
            if node.id not in ending:
                yield advice("no-way-to-end", node, "No path leads from {name} to an end.",
                             name=node.name or node.id)  # fmt: skip


def _ending(place: Place) -> set[str]:
    """Ids of the nodes from which the flow can end, found backwards from where it does."""
    waiting = [node for node in place.scope.nodes if not node.outgoing]
    found = {node.id for node in waiting}
    while waiting:
        for node in _before(place, waiting.pop()):
            if node.id not in found:
                found.add(node.id)
                waiting.append(node)
    return found


def _before(place: Place, node: Node) -> Iterator[Node]:
    for flow in place.incoming(node):
        if flow.source in place.nodes:
            yield place.nodes[flow.source]
    if isinstance(node, Event) and node.attached_to in place.nodes and not has(node, "compensate"):
        yield place.nodes[node.attached_to]
