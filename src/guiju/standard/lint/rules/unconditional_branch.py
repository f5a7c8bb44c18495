"""A branch of a choice has no condition and is not the default."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, gateways
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Each branch but the default says when it is taken; models for reading may say nothing."""
    for place, gateway in gateways(definitions, "exclusiveGateway", "inclusiveGateway"):
        flows = place.outgoing(gateway)
        told = place.process.executable or any(flow.condition for flow in flows)
        if len(flows) < 2 or not told:
            continue
        for flow in flows:
            if flow.condition is None and flow.id != gateway.default:
                yield advice(
                    "unconditional-branch",
                    flow,
                    "The branch of {name} to {target} has no condition and is not the default.",
                    name=gateway.name or gateway.id,
                    target=place.nodes[flow.target].name or flow.target
                    if flow.target in place.nodes
                    else flow.target,
                )
