"""A process tree as BPMN, laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guiju.check.discover.tree import Block, Leaf, Tree
from guiju.standard.layout import layout, to_bpmndi
from guiju.standard.model.definitions import (
    Definitions,
    Event,
    Gateway,
    Node,
    Process,
    Scope,
    SequenceFlow,
    Task,
)

NAMESPACE = "https://guiju.org/drafts"


@dataclass(slots=True)
class _Writing:
    """Nodes and flows so far; a silent way is a flow from gateway to gateway."""

    activities: Sequence[str]
    nodes: list[Node] = field(default_factory=list)
    flows: list[tuple[str, str, str]] = field(default_factory=list)
    gateways: int = 0

    def gateway(self, kind: str) -> str:
        self.gateways += 1
        id_ = f"gateway-{self.gateways}"
        self.nodes.append(Gateway(id=id_, kind=kind))
        return id_

    def write(self, tree: Tree, source: str, name: str = "") -> tuple[str, str]:
        """A tree behind a node; the node it ends at, and the name of the flow that leaves it."""
        if isinstance(tree, Leaf):
            if tree.activity is None:
                return source, name
            id_ = f"task-{tree.activity + 1}"
            self.nodes.append(Task(id=id_, kind="task", name=self.activities[tree.activity]))
            self.flows.append((source, id_, name))
            return id_, ""
        if tree.operator == "sequence":
            for child in tree.children:
                source, name = self.write(child, source, name)
            return source, name
        if tree.operator == "loop":
            return self._loop(tree, source, name)
        return self._branches(tree, source, name)

    def _branches(self, tree: Block, source: str, name: str) -> tuple[str, str]:
        choice = tree.operator == "choice"
        kind = "exclusiveGateway" if choice else "parallelGateway"
        split = self.gateway(kind)
        self.flows.append((source, split, name))
        whole = sum(child.count for child in tree.children)
        ends = []
        for child in tree.children:
            label = _share(child.count, whole) if choice else ""
            ends.append(self.write(child, split, label))
        join = self.gateway(kind)
        self.flows += [(end, join, label) for end, label in ends]
        return join, ""

    def _loop(self, tree: Block, source: str, name: str) -> tuple[str, str]:
        body, *redo = tree.children
        join = self.gateway("exclusiveGateway")
        self.flows.append((source, join, name))
        last, label = self.write(body, join)
        split = self.gateway("exclusiveGateway")
        self.flows.append((last, split, label))
        whole = tree.count + sum(child.count for child in redo)
        for child in redo:
            end, label = self.write(child, split, _share(child.count, whole))
            self.flows.append((end, join, label))
        return split, _share(tree.count, whole)


def _share(count: int, whole: int) -> str:
    """How often a branch was taken, for people."""
    if not whole:
        return ""
    share = 100 * count / whole
    return "<1%" if 0 < share < 1 else ">99%" if 99 < share < 100 else f"{share:.0f}%"


def draft_of(tree: Tree, activities: Sequence[str], name: str = "") -> Definitions:
    """The definitions of a tree: one process, start to end, with a drawing.

    Args:
        tree: what was mined.
        activities: names by code; they become the names of tasks.
        name: of the process.
    """
    writing = _Writing(activities)
    writing.nodes.append(Event(id="start", kind="startEvent"))
    last, label = writing.write(tree, "start")
    writing.nodes.append(Event(id="end", kind="endEvent"))
    writing.flows.append((last, "end", label))
    flows = tuple(
        SequenceFlow(f"flow-{i}", source, target, text)
        for i, (source, target, text) in enumerate(writing.flows, 1)
    )
    nodes = tuple(_with_flows(node, flows) for node in writing.nodes)
    process = Process("process", name, Scope(nodes, flows))
    made = Definitions("draft", name, NAMESPACE, "Guiju", (process,))
    return replace(made, diagram=to_bpmndi(layout(made)))


def _with_flows(node: Node, flows: Sequence[SequenceFlow]) -> Node:
    return replace(
        node,
        incoming=tuple(flow.id for flow in flows if flow.target == node.id),
        outgoing=tuple(flow.id for flow in flows if flow.source == node.id),
    )
