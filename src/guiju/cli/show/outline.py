"""A process as an outline: roles, then each element with what it is and where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.cli.show import describe
from guiju.cli.show.plan import Item, items, roles
from guiju.cli.words import _
from guiju.standard.model.definitions import (
    Activity,
    Event,
    Node,
    Process,
    Scope,
    SequenceFlow,
    SubProcess,
    Task,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One element of the outline.

    Attributes:
        number: its place.
        depth: sub-processes around it.
        id, name, kind, role: of the element; role is "" where no lane or person is named.
        clause: id of the clause it carries out.
        clauses: of the element and of the events on its border.
        details: what else is said of it, one sentence each.
    """

    number: str
    depth: int
    id: str
    name: str
    kind: str
    role: str
    clause: str
    clauses: tuple[str, ...]
    details: tuple[str, ...]


def outline(process: Process) -> tuple[Line, ...]:
    """All elements of a process."""
    scopes = _scopes(process.body)
    flows = {flow.id: flow for scope in scopes for flow in scope.flows}
    meeting = {node.id: node.outgoing[0] for scope in scopes for node in scope.nodes
               if _only_meets(node)}  # fmt: skip
    told = list(items(process.body, frozenset(meeting)))
    numbers = {item.node.id: item.number for item in told}
    names = {item.node.id: item.node.name for item in told}
    lanes = roles(process)
    lines = []
    for item, following in zip(told, [*told[1:], None], strict=True):
        telling = _Telling(flows, meeting, numbers, names, following.node.id if following else "")
        lines.append(_line(item, lanes, telling))
    return tuple(lines)


def _scopes(scope: Scope) -> list[Scope]:
    """A scope and all inside it."""
    found = [scope]
    for each in found:
        found += [node.body for node in each.nodes if isinstance(node, SubProcess)]
    return found


def _only_meets(node: Node) -> bool:
    """Whether ways only meet here: nothing is said of it, it is passed over."""
    return (
        node.kind == "exclusiveGateway"
        and len(node.outgoing) == 1
        and not node.name
        and not node.extras.clause
    )


def _line(item: Item, lanes: Mapping[str, str], telling: _Telling) -> Line:
    node = item.node
    people = ", ".join((*getattr(node, "resources", ()), *node.extras.groups))
    role = lanes.get(node.id, "")
    if people and people != role:
        role = f"{role}: {people}" if role else people
    return Line(
        item.number,
        item.depth,
        node.id,
        node.name or ("" if node.kind.endswith(("Gateway", "Event")) else node.id),
        describe.kind(node),
        role,
        node.extras.clause or "",
        tuple(each.extras.clause for each in (node, *item.boundary) if each.extras.clause),
        tuple(telling.details(item)),
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is needed to say where things lead."""

    flows: Mapping[str, SequenceFlow]
    meeting: Mapping[str, str]
    numbers: Mapping[str, str]
    names: Mapping[str, str]
    next: str

    def details(self, item: Item) -> Iterator[str]:
        node = item.node
        if isinstance(node, Event) and node.definitions:
            yield describe.causes(node)
        if isinstance(node, Activity):
            yield from self._activity(node)
        for event in item.boundary:
            yield self._border(event)
        yield from self._ways(node)

    def _activity(self, node: Activity) -> Iterator[str]:
        repeated = describe.loop(node.loop)
        if repeated:
            yield repeated
        if node.extras.due is not None:
            yield _("due {text}", text=describe.duration(node.extras.due.text))
        if node.extras.decision:
            yield _("asks the decision {name}", name=node.extras.decision)
        if node.extras.different_from:
            others = ", ".join(self.names.get(each) or each for each in node.extras.different_from)
            yield _("by another person than {names}", names=others)
        if isinstance(node, Task) and node.message_name:
            yield _("message {name}", name=node.message_name)

    def _border(self, event: Event) -> str:
        """An event on the border: when, what it is called, where it leads, whether it ends."""
        why = describe.causes(event)
        name = f" ({event.name})" if event.name else ""
        end = _("the step ends") if event.interrupting else _("the step goes on")
        where = ", ".join(self._target(self.flows[flow]) for flow in event.outgoing)
        clause = f" [{event.extras.clause}]" if event.extras.clause else ""
        return _("{why}{name}: {where}; {end}", why=why, name=name, where=where, end=end) + clause

    def _ways(self, node: Node) -> Iterator[str]:
        default = getattr(node, "default", None)
        leaving = [self.flows[flow] for flow in node.outgoing if flow in self.flows]
        if len(leaving) == 1 and leaving[0].condition is None:
            if self._reached(leaving[0]) != self.next:
                yield _("then {where}", where=self._target(leaving[0]))
            return
        for flow in sorted(leaving, key=lambda each: each.id == default):
            when = describe.way(flow, flow.id == default)
            where = self._target(flow)
            yield f"{when}: {where}" if when else _("then {where}", where=where)

    def _reached(self, flow: SequenceFlow) -> str:
        """Where a flow leads, through places where ways only meet."""
        passed: set[str] = set()
        while flow.target in self.meeting and flow.target not in passed:
            passed.add(flow.target)
            flow = self.flows.get(self.meeting[flow.target], flow)
        return flow.target

    def _target(self, flow: SequenceFlow) -> str:
        target = self._reached(flow)
        number = self.numbers.get(target, "?")
        return f"{number} {self.names.get(target, '')}".strip()
