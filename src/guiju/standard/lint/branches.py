"""Where the branches of a gateway meet when nothing happens on the way but single steps."""

from __future__ import annotations

from guiju.standard.lint.place import Place
from guiju.standard.model.definitions import Gateway, Node


def meeting(place: Place, gateway: Gateway) -> Node | None:
    """The gateway that all branches lead to in single file, None where they part or differ."""
    ends = {_end(place, flow.target) for flow in place.outgoing(gateway)}
    if len(ends) != 1:
        return None
    end = ends.pop()
    return place.nodes.get(end) if end is not None and end != gateway.id else None


def _end(place: Place, target: str) -> str | None:
    """Follow a branch over nodes with one way in and one way out."""
    seen: set[str] = set()
    while target not in seen:
        seen.add(target)
        node = place.nodes.get(target)
        if node is None:
            return None
        if len(node.incoming) > 1:
            return target
        flows = place.outgoing(node)
        if len(flows) != 1:
            return None
        target = flows[0].target
    return None
