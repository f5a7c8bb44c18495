"""Job types of the shipping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from guiju.run.jobs import Handler
from guiju.systems.answering import Verb, answered, asked
from guiju.systems.forward import forwarding
from guiju.systems.shipping import booking, documents, tracking
from guiju.systems.shipping import given as world

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings

TOPICS: Final[Mapping[str, Verb]] = {
    "shipping.book": booking.book,
    "shipping.papers": documents.make,
    "shipping.enclose": documents.enclose,
    "shipping.complete": documents.complete,
    "shipping.dispatch": booking.dispatch,
    "shipping.cancel": booking.cancel,
    "shipping.track": tracking.track,
    "shipping.heard": tracking.heard,
    "shipping.unmapped": tracking.unmapped,
    "shipping.map": tracking.map_status,
    "shipping.gaps": tracking.gaps,
}


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """What the shipping answers."""
    return answered("shipping", {"forward": forwarding}, surroundings, TOPICS)


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Take over fates and meanings of codes (docs/systems/shipping.md)."""
    world.take_over(asked("shipping", "given", values, surroundings))
