"""A branch of a choice has no name."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, gateways
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """The name of a branch is its answer; conditions are for machines."""
    for place, gateway in gateways(definitions, "exclusiveGateway", "inclusiveGateway"):
        flows = place.outgoing(gateway)
        for flow in flows if len(flows) > 1 else ():
            if not flow.name and flow.id != gateway.default:
                yield advice(
                    "branch-without-label",
                    flow,
                    "A branch of {name} has no label.",
                    name=gateway.name or gateway.id,
                )
