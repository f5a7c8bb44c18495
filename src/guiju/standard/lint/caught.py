"""Whether something around an event catches what it throws."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import Place, advice, causes, nodes
from guiju.standard.model.definitions import Definitions, Event, EventDefinition, SubProcess
from guiju.standard.model.problem import Problem


def never_caught(definitions: Definitions, kind: str) -> Iterator[Problem]:
    """The throw events of a kind that no boundary event or event sub-process catches."""
    called = _called(definitions)
    for place, event, cause in causes(definitions, kind):
        if event.kind not in ("endEvent", "intermediateThrowEvent"):
            continue
        # Who calls the process may catch it.
        if place.process.id in called or _caught(place, cause):
            continue
        yield advice(
            f"{kind}-never-caught",
            event,
            "Nothing around {name} catches the {kind} {thrown}.",
            name=event.name or event.id,
            kind=kind,
            thrown=cause.name or cause.code or cause.ref or "",
        )


def _called(definitions: Definitions) -> set[str | None]:
    return {getattr(node, "called_element", None) for _, node in nodes(definitions)}


def _caught(place: Place | None, cause: EventDefinition) -> bool:
    while place is not None:
        for node in place.scope.nodes:
            handler = isinstance(node, SubProcess) and node.triggered_by_event
            if handler and node is not place.owner and _handles(node, cause):
                return True
        if place.around is not None and place.owner is not None:
            events = place.around.attached.get(place.owner.id, ())
            if any(_catches(event, cause) for event in events):
                return True
        place = place.around
    return False


def _handles(node: object, cause: EventDefinition) -> bool:
    return isinstance(node, SubProcess) and any(_catches(n, cause) for n in node.body.nodes)


def _catches(node: object, cause: EventDefinition) -> bool:
    if not isinstance(node, Event) or node.kind not in ("startEvent", "boundaryEvent"):
        return False
    return any(
        own.kind == cause.kind and (own.code is None or own.code == cause.code)
        for own in node.definitions
    )
