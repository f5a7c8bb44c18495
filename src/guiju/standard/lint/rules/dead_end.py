"""A path ends without an end event."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import Place, advice, aside, has, nodes
from guiju.standard.model.definitions import Definitions, Event, Node
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Every path should lead to an end event, so that readers see where the work ends."""
    for place, node in nodes(definitions):
        if not node.outgoing and not _may_end(place, node):
            yield advice("dead-end", node, "The path ends at {name} without an end event.",
                         name=node.name or node.id)  # fmt: skip


def _may_end(place: Place, node: Node) -> bool:
    if place.ad_hoc or aside(node):
        return True
    if not isinstance(node, Event):
        return False
    return node.kind == "endEvent" or has(node, "link") or has(node, "compensate")
