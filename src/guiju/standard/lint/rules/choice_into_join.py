"""The branches of a choice meet in a parallel join."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.branches import meeting
from guiju.standard.lint.place import advice, gateways
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Only one branch is taken, and the join waits for the others for ever."""
    for place, gateway in gateways(definitions, "exclusiveGateway", "eventBasedGateway"):
        join = meeting(place, gateway) if len(gateway.outgoing) > 1 else None
        if join is not None and join.kind == "parallelGateway":
            yield advice(
                "choice-into-join",
                join,
                "{join} waits for all branches of {split}, of which only one is taken.",
                join=join.name or join.id,
                split=gateway.name or gateway.id,
            )
