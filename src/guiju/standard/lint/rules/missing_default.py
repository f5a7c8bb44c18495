"""A choice has conditions on all its branches and no default."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, gateways
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A case for which no condition holds gets stuck: a default flow says where it goes."""
    for place, gateway in gateways(definitions, "exclusiveGateway", "inclusiveGateway"):
        flows = place.outgoing(gateway)
        if len(flows) > 1 and gateway.default is None and all(f.condition for f in flows):
            yield advice(
                "missing-default",
                gateway,
                "Where no condition of {name} holds the case is stuck: one branch should be the "
                "default.",
                name=gateway.name or gateway.id,
            )
