"""Job types of the warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from guiju.run.jobs import Handler
from guiju.systems.answering import Verb, answered, asked
from guiju.systems.forward import forwarding
from guiju.systems.warehouse import batching, boxes, checking, keeping, picking, scanning
from guiju.systems.warehouse import given as world

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings

TOPICS: Final[Mapping[str, Verb]] = {
    "warehouse.route": picking.route,
    "warehouse.batch": batching.batch,
    "warehouse.scan": scanning.scan,
    "warehouse.picking": scanning.status,
    "warehouse.box": boxes.choose,
    "warehouse.weigh": checking.weigh,
    "warehouse.contents": checking.compare,
    "warehouse.block": keeping.block,
}


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """What the warehouse answers."""
    return answered("warehouse", {"forward": forwarding}, surroundings, TOPICS)


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Take over layouts and boxes (docs/systems/warehouse.md)."""
    world.take_over(asked("warehouse", "given", values, surroundings))
