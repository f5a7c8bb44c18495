"""Going through the nodes of a process."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.model.definitions import Lane, Node, Process, Scope, SubProcess


def nodes_of(scope: Scope) -> Iterator[Node]:
    """Every node of a scope and of what is inside it, in the order of the file."""
    for node in scope.nodes:
        yield node
        if isinstance(node, SubProcess):
            yield from nodes_of(node.body)


def scopes_of(scope: Scope) -> Iterator[Scope]:
    """A scope and every scope inside it."""
    yield scope
    for node in scope.nodes:
        if isinstance(node, SubProcess):
            yield from scopes_of(node.body)


def leaves(lanes: tuple[Lane, ...]) -> Iterator[Lane]:
    """Lanes without lanes in them."""
    for lane in lanes:
        if lane.children:
            yield from leaves(lane.children)
        else:
            yield lane


def lanes_of(process: Process) -> dict[str, tuple[str, ...]]:
    """Names of the lanes each node of a process stands in; what is inside a sub-process without a
    lane of its own stands in the sub-process's."""
    found: dict[str, tuple[str, ...]] = {}
    for lane in leaves(process.lanes):
        for ref in lane.nodes:
            found[ref] = (*found.get(ref, ()), lane.name)
    for node in process.body.nodes:
        if isinstance(node, SubProcess):
            _inherit(node, found)
    return found


def _inherit(outer: SubProcess, found: dict[str, tuple[str, ...]]) -> None:
    for node in outer.body.nodes:
        found.setdefault(node.id, found.get(outer.id, ()))
        if isinstance(node, SubProcess):
            _inherit(node, found)
