"""What happens when a token comes to a place: one function per kind, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guiju.standard.steps.activities import arrive_activity
from guiju.standard.steps.events import arrive_catch, arrive_end, arrive_start, arrive_throw
from guiju.standard.steps.gateways import (
    arrive_complex,
    arrive_event_based,
    arrive_exclusive,
    arrive_inclusive,
    arrive_parallel,
)
from guiju.standard.steps.program import KIND
from guiju.standard.steps.turn import Arrival

_BY_KIND: Final[Mapping[str, Arrival]] = {
    "exclusiveGateway": arrive_exclusive,
    "parallelGateway": arrive_parallel,
    "inclusiveGateway": arrive_inclusive,
    "eventBasedGateway": arrive_event_based,
    "complexGateway": arrive_complex,
    "startEvent": arrive_start,
    "intermediateCatchEvent": arrive_catch,
    "intermediateThrowEvent": arrive_throw,
    "boundaryEvent": arrive_start,
    "endEvent": arrive_end,
}

ARRIVE: Final = tuple(_BY_KIND.get(name, arrive_activity) for name in KIND)
