"""Job types of the stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from guiju.run.jobs import Handler
from guiju.systems.answering import Verb, answered, asked
from guiju.systems.forward import forwarding
from guiju.systems.stock import (
    catalogue,
    counting,
    demand,
    feeds,
    levels,
    lines,
    proposing,
    receiving,
    reserving,
    taking,
)
from guiju.systems.stock import given as world

if TYPE_CHECKING:
    from guiju.systems.wiring import Round, Surroundings

TOPICS: Final[Mapping[str, Verb]] = {
    "stock.reserve": reserving.reserve,
    "stock.release": reserving.release,
    "stock.commit": reserving.commit,
    "stock.expire": reserving.expire,
    "stock.receive": receiving.receive,
    "stock.adjust": receiving.adjust,
    "stock.level": levels.levels,
    "stock.movements": levels.movements,
    "stock.count": counting.count,
    "stock.line": lines.compute,
    "stock.set_line": lines.set_by_hand,
    "stock.propose": proposing.propose,
    "stock.settle": proposing.settle,
    "stock.demand": demand.take_over,
    "stock.sync": feeds.sync,
    "stock.lag": feeds.lag,
    "stock.oversold": taking.oversold,
    "stock.item": catalogue.register,
    "stock.code": catalogue.look_up,
    "stock.map": catalogue.map_code,
    "stock.unmapped": catalogue.unmapped,
}


MEASURED_EACH: Final = timedelta(minutes=1)
"""How often the lag of silent sources is looked at."""


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """What the stock answers."""
    return answered("stock", {"forward": forwarding}, surroundings, TOPICS)


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Take over items, codes, demand (docs/systems/stock.md)."""
    world.take_over(asked("stock", "given", values, surroundings))


def rounds(surroundings: Surroundings) -> Sequence[Round]:
    """Release what nobody came for in time; measure how late the sources are."""

    def release() -> int:
        return len(reserving.expired(asked("stock", "stock.expire", {}, surroundings)))

    measured: list[datetime] = []

    def measure() -> int:
        now = surroundings.clock()
        if not measured or abs(now - measured[0]) >= MEASURED_EACH:
            measured[:] = [now]
            feeds.lag(asked("stock", "stock.lag", {}, surroundings))
        return 0

    return (release, measure)
