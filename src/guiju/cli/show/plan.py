"""In which order a scope's elements are told, and under which number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from guiju.standard.model.definitions import Event, Lane, Node, Process, Scope, SubProcess


@dataclass(frozen=True, slots=True)
class Item:
    """One element in its place of the outline.

    Attributes:
        number: "4", or "4.2" inside the fourth element.
        node: the element as it was read.
        boundary: the events attached to it.
        depth: how many sub-processes it lies in.
    """

    number: str
    node: Node
    boundary: tuple[Event, ...]
    depth: int


def items(
    scope: Scope, passed_over: Collection[str] = (), before: str = "", depth: int = 0
) -> Iterator[Item]:
    """The elements of a scope in the order of its flow, those of sub-processes behind them."""
    attached: dict[str, list[Event]] = {}
    for node in scope.nodes:
        if isinstance(node, Event) and node.attached_to:
            attached.setdefault(node.attached_to, []).append(node)
    told = (node for node in _in_order(scope, attached) if node.id not in passed_over)
    for count, node in enumerate(told, 1):
        number = f"{before}{count}"
        yield Item(number, node, tuple(attached.get(node.id, ())), depth)
        if isinstance(node, SubProcess):
            yield from items(node.body, passed_over, f"{number}.", depth + 1)


def _in_order(scope: Scope, attached: Mapping[str, list[Event]]) -> list[Node]:
    """Elements after those that lead to them, first branches first; loops lead back."""
    nodes = {node.id: node for node in scope.nodes}
    targets = {flow.id: flow.target for flow in scope.flows}
    after = {
        node.id: [targets[flow] for flow in _leaving(node, attached) if flow in targets]
        for node in scope.nodes
    }
    entered = {target for each in after.values() for target in each}
    inside = [node for node in scope.nodes if not (isinstance(node, Event) and node.attached_to)]
    starts = [node.id for node in inside if node.kind == "startEvent"]
    starts += [node.id for node in inside if node.id not in entered and node.id not in starts]
    seen: set[str] = set()
    order: list[str] = []
    for start in reversed(starts):
        order += _finished(start, after, seen)
    order.reverse()
    rest = [node.id for node in inside if node.id not in seen]
    return [nodes[id_] for id_ in (*order, *rest) if id_ in nodes]


def _leaving(node: Node, attached: Mapping[str, list[Event]]) -> Iterable[str]:
    """Flows that leave an element or an event on its border; the default way comes last."""
    default = getattr(node, "default", None)
    yield from sorted(node.outgoing, key=lambda flow: flow == default)
    for event in attached.get(node.id, ()):
        yield from event.outgoing


def _finished(start: str, after: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    """Depth first from one element: each element behind everything it leads to."""
    if start in seen:
        return []
    seen.add(start)
    order: list[str] = []
    stack = [(start, iter(reversed(after.get(start, []))))]
    while stack:
        id_, ways = stack[-1]
        follower = next((each for each in ways if each not in seen), None)
        if follower is None:
            order.append(id_)
            stack.pop()
        else:
            seen.add(follower)
            stack.append((follower, iter(reversed(after.get(follower, [])))))
    return order


def roles(process: Process) -> dict[str, str]:
    """The name of the innermost lane of each element that is in one."""
    found: dict[str, str] = {}

    def note(lane: Lane) -> None:
        for node in lane.nodes:
            found[node] = lane.name or lane.id
        for child in lane.children:
            note(child)

    for lane in process.lanes:
        note(lane)
    return found
