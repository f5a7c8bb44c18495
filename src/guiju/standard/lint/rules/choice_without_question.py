"""A choice has no name."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, gateways
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """The name of a gateway that splits is the question its branches answer."""
    for _, gateway in gateways(definitions, "exclusiveGateway", "inclusiveGateway"):
        if len(gateway.outgoing) > 1 and not gateway.name:
            yield advice("choice-without-question", gateway,
                         "The choice at {id} has no question.", id=gateway.id)  # fmt: skip
