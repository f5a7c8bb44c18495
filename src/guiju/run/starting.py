"""What starts processes: their start events that a message, signal or time triggers."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.run.standards import Standards
from guiju.standard import Standard
from guiju.standard.steps.program import KIND

_GATEWAY = KIND["eventBasedGateway"]


def starts_of(standards: Standards, kind: str, name: str) -> Iterator[tuple[str, str, str | None]]:
    """Processes, in their newest version, that an event of that kind and name starts.

    Yields:
        Process id, id of the start event or instantiating element, and the id of the event
        behind an instantiating gateway.
    """
    for process, deployed in standards.each_newest().items():
        for element, event in _starts(deployed.standard, process, kind, name):
            yield process, element, event


def _starts(
    standard: Standard, process: str, kind: str, name: str
) -> Iterator[tuple[str, str | None]]:
    program = standard.program
    for index in program.bodies[process].event_starts:
        place = program.places[index]
        if place.kind == _GATEWAY:
            for flow in place.outs:
                behind = program.places[program.flow_target[flow]]
                if _catches(behind.catches, kind, name):
                    yield place.id, behind.id
        elif _catches(place.catches, kind, name):
            yield place.id, None


def _catches(catches: tuple[object, ...], kind: str, name: str) -> bool:
    definitions = [each.definition for each in catches]  # type: ignore[attr-defined]
    return any((each.kind, each.name or "") == (kind, name) for each in definitions)
