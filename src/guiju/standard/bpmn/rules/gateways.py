"""Gateways (8.4.6, 10.6)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, drawing
from guiju.standard.bpmn.tags import GATEWAYS, SCOPES
from guiju.standard.model.problem import Problem

_WAITS_FOR = ("message", "timer", "conditional", "signal")

# Direction: whether it must have several incoming, and several outgoing flows (Table 8.46).
_DIRECTIONS = {
    "Converging": (True, False),
    "Diverging": (False, True),
    "Mixed": (True, True),
}


def gateway_direction(file: File) -> Iterator[Problem]:
    """The direction a gateway names agrees with its flows (Table 8.46)."""
    for gateway in file.all(*GATEWAYS):
        direction = gateway.get("gatewayDirection") or "Unspecified"
        if direction not in _DIRECTIONS:
            continue
        found = len(file.incoming(gateway)), len(file.outgoing(gateway))
        if (found[0] > 1, found[1] > 1) != _DIRECTIONS[direction]:
            yield wrong(
                "gateway-direction",
                gateway,
                "A {direction} gateway must have {expected}; it has {incoming} incoming and "
                "{outgoing} outgoing flows.",
                direction=direction,
                expected=" and ".join(
                    ("several " if several else "at most one ") + way
                    for way, several in zip(
                        ("incoming", "outgoing"), _DIRECTIONS[direction], strict=True
                    )
                ),
                incoming=found[0],
                outgoing=found[1],
            )


def gateway_does_nothing(file: File) -> Iterator[Problem]:
    """A gateway splits or joins (10.6.1); in a drawing this is advice only."""
    for gateway in file.all(*GATEWAYS):
        found = len(file.incoming(gateway)), len(file.outgoing(gateway))
        if max(found) < 2 and not drawing(file, gateway) and not file.vendor:
            yield wrong(
                "gateway-does-nothing",
                gateway,
                "A gateway must have several incoming or several outgoing flows; it has "
                "{incoming} and {outgoing}.",
                incoming=found[0],
                outgoing=found[1],
            )


def event_gateway_choice(file: File) -> Iterator[Problem]:
    """An event-based gateway has two or more outgoing flows (10.6.6)."""
    for gateway in file.all("eventBasedGateway"):
        if len(file.outgoing(gateway)) < 2:
            yield wrong(
                "event-gateway-without-choice",
                gateway,
                "An event-based gateway must have two or more outgoing flows; it has {found}.",
                found=len(file.outgoing(gateway)),
            )


def event_gateway_targets(file: File) -> Iterator[Problem]:
    """What follows an event-based gateway waits, and for nothing but the gateway (10.6.6)."""
    for gateway in file.all("eventBasedGateway"):
        if gateway.parent is not None and gateway.parent.tag not in SCOPES:
            continue
        for target in targets(file, gateway):
            yield from _target(file, gateway, target)
        kinds = {t.tag for t in targets(file, gateway)}
        messages = [t for t in targets(file, gateway) if "message" in _kinds(file, t)]
        if "receiveTask" in kinds and messages:
            yield wrong(
                "event-gateway-mixes-messages",
                gateway,
                "After an event-based gateway message events and receive tasks must not be mixed; "
                "{event} is a message event.",
                event=messages[0].id,
            )


def _target(file: File, gateway: Element, target: Element) -> Iterator[Problem]:
    kinds = _kinds(file, target)
    waits = target.tag == "intermediateCatchEvent" and all(kind in _WAITS_FOR for kind in kinds)
    if target.tag != "receiveTask" and not waits:
        yield wrong(
            "event-gateway-target",
            target,
            "After the event-based gateway {gateway} there must be a receive task or a catch event "
            "for a message, timer, condition or signal; found {found}.",
            gateway=gateway.id,
            found=" ".join((target.tag, *kinds)),
        )
    if any(file.follow(flow, "sourceRef") is not gateway for flow in file.incoming(target)):
        yield wrong(
            "event-gateway-target-shared",
            target,
            "What follows the event-based gateway {gateway} must have no other incoming flow.",
            gateway=gateway.id,
        )
    if target.tag == "receiveTask" and file.attached(target):
        yield wrong(
            "event-gateway-target-with-boundary",
            target,
            "A receive task after an event-based gateway must have no boundary event.",
        )


def targets(file: File, gateway: Element) -> list[Element]:
    """The elements a gateway's outgoing flows lead to."""
    found = (file.follow(flow, "targetRef") for flow in file.outgoing(gateway))
    return [target for target in found if target is not None]


def _kinds(file: File, event: Element) -> list[str]:
    return [cause.tag.removesuffix("EventDefinition") for cause in file.causes(event)]


def parallel_event_gateway(file: File) -> Iterator[Problem]:
    """A parallel event-based gateway starts the process, by messages (10.6.6)."""
    for gateway in file.all("eventBasedGateway"):
        if gateway.get("eventGatewayType") != "Parallel":
            continue
        if not gateway.flag("instantiate"):
            yield wrong(
                "parallel-event-gateway-not-instantiating",
                gateway,
                "A parallel event-based gateway must have instantiate true.",
            )
        for target in targets(file, gateway):
            if target.tag != "receiveTask" and set(_kinds(file, target)) != {"message"}:
                yield wrong(
                    "parallel-event-gateway-trigger",
                    target,
                    "A parallel event-based gateway must be followed by messages only.",
                )


def instantiating(file: File) -> Iterator[Problem]:
    """What instantiates has no incoming flow, or one from a start event (10.3.3, 10.6.6)."""
    for node in file.all("receiveTask", "eventBasedGateway"):
        if not node.flag("instantiate"):
            continue
        sources = [file.follow(flow, "sourceRef") for flow in file.incoming(node)]
        if any(source is None or source.tag != "startEvent" for source in sources):
            yield wrong(
                "instantiating-with-incoming",
                node,
                "A {tag} that instantiates must have no incoming flow but from a start event.",
            )
        elif not sources and node.parent is not None and node.parent.all("startEvent"):
            yield wrong(
                "instantiating-beside-start",
                node,
                "A {tag} that instantiates must follow the start event where there is one.",
            )
        if node.parent is not None and node.parent.tag != "process":
            yield wrong(
                "instantiating-inside-sub-process",
                node,
                "A {tag} that instantiates must be on the top level of a process.",
            )


RULES = (
    gateway_direction,
    gateway_does_nothing,
    event_gateway_choice,
    event_gateway_targets,
    parallel_event_gateway,
    instantiating,
)
