"""The post between the cases of one play: who gets a message, whom a signal reaches."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from guiju.run.case import Case
from guiju.standard import Sent, Standard
from guiju.standard.model.definitions import EventDefinition
from guiju.standard.steps.events import received
from guiju.standard.steps.program import KIND, Place

Target = int | tuple[int, int]
Delivery = tuple[Case | None, Target, Mapping[str, Any], str]
"""(case or None for a new one, wait or start place, values, process of the new case)."""


class Post:
    """Messages and signals under way.

    A message goes to exactly one receiver and is kept until there is one; a signal goes to all
    who listen at that moment and is then gone (BPMN 2.0.2, 10.5.1).
    """

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.messages: list[tuple[Sent, Case]] = []
        self.deliveries: deque[Delivery] = deque()
        self.came: dict[int, set[int]] = {}

    def take(self, sent: Sent, sender: Case) -> None:
        """Something was sent."""
        if sent.kind == "message":
            self.messages.append((sent, sender))
            return
        self.signals(sent, sender)

    def signals(self, sent: Sent, sender: Case) -> None:
        """A signal starts every process that it starts; `next_delivery` finds who listens."""
        self.messages.append((sent, sender))

    def next_delivery(self, cases: list[Case]) -> Delivery | None:
        """The next thing that can be delivered now, None where nothing can."""
        while self.deliveries:
            delivery = self.deliveries.popleft()
            case, target = delivery[0], delivery[1]
            if case is None or target in case.state.waits:
                return delivery
        for number, (sent, sender) in enumerate(self.messages):
            if sent.kind == "signal":
                del self.messages[number]
                self.broadcast(sent, sender, cases)
                return self.next_delivery(cases)
            found = self.receiver(sent, sender, cases)
            if found is not None:
                del self.messages[number]
                return found
        return None

    def broadcast(self, sent: Sent, sender: Case, cases: list[Case]) -> None:
        """Everyone in the other cases who listens gets the signal; its starts begin cases."""
        for case in cases:
            if case is not sender:
                self.deliveries.extend(
                    (case, wid, sent.payload, "")
                    for wid, place, number in waits_of(case)
                    if matches(place.catches[number].definition, sent)
                )
        self.deliveries.extend(self.starts(sent))

    def receiver(self, sent: Sent, sender: Case, cases: list[Case]) -> Delivery | None:
        """Who a message is for: a waiting case (others first), else a process it starts."""
        ordered = [case for case in cases if case is not sender] + [sender]
        for case in ordered:
            for wid, place, number in waits_of(case):
                if self.is_for(sent, place, place.catches[number].definition, case, wid):
                    return (case, wid, sent.payload, "")
        return next(iter(self.starts(sent)), None)

    def is_for(
        self, sent: Sent, place: Place, definition: EventDefinition, case: Case, wid: int
    ) -> bool:
        """Whether a waiting element gets a message: by message flow, else by name, and by key."""
        if definition.kind != "message":
            return False
        key = case.state.waits[wid].key
        if key is not None and sent.key is not None and key != sent.key:
            return False
        return self.reaches(sent, place, definition)

    def reaches(self, sent: Sent, place: Place, definition: EventDefinition) -> bool:
        """A message flow decides where there is one; else message names do."""
        targets = self.standard.program.message_flows.get(sent.element, ())
        nodes = [target for target in targets if target in self.standard.program.index]
        if nodes:
            return place.id in nodes
        return definition.name == sent.name and sent.name is not None

    def starts(self, sent: Sent) -> list[Delivery]:
        """New cases that a message or signal starts."""
        found: list[Delivery] = []
        places = self.standard.program.places
        for process, body in self.standard.program.bodies.items():
            for index in body.event_starts:
                place = places[index]
                target: Target | None = None
                if place.kind == KIND["eventBasedGateway"]:
                    target = self.behind(place, sent)
                elif self.has_begun(sent, place):
                    target = index
                if target is not None:
                    event = places[target if isinstance(target, int) else target[1]]
                    found.append((None, target, received(event, sent.payload), process))
        return found

    def has_begun(self, sent: Sent, place: Place) -> bool:
        """Whether a start event has happened; a parallel multiple one when all of it has."""
        hits = {
            number
            for number, each in enumerate(place.catches)
            if self.begins(sent, place, each.definition)
        }
        if not hits or not place.parallel_multiple:
            return bool(hits)
        came = self.came.setdefault(place.index, set())
        came |= hits
        if len(came) < len(place.catches):
            return False
        came.clear()
        return True

    def begins(self, sent: Sent, place: Place, definition: EventDefinition) -> bool:
        """Whether a start event is started by what was sent."""
        if sent.kind == "signal":
            return matches(definition, sent)
        return definition.kind == "message" and self.reaches(sent, place, definition)

    def behind(self, gateway: Place, sent: Sent) -> Target | None:
        """Which event behind an instantiating gateway the message or signal is."""
        program = self.standard.program
        for flow in gateway.outs:
            event = program.places[program.flow_target[flow]]
            if any(self.begins(sent, event, each.definition) for each in event.catches):
                return (gateway.index, event.index)
        return None


def matches(definition: EventDefinition, sent: Sent) -> bool:
    """A signal is matched by its name."""
    return definition.kind == sent.kind and definition.name == sent.name


def waits_of(case: Case) -> list[tuple[int, Place, int]]:
    """What a case waits for, oldest first: (wait, place, definition)."""
    places = case.standard.program.places
    return [(wid, places[wait.place], wait.definition) for wid, wait in case.state.waits.items()]
