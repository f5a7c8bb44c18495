"""A path splits at an element that is no gateway."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Definitions, Gateway
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Several flows out of a task or event are all taken: a gateway makes that visible."""
    for _, node in nodes(definitions):
        if not isinstance(node, Gateway) and len(node.outgoing) > 1:
            yield advice("implicit-split", node, "The path splits at {name} without a gateway.",
                         name=node.name or node.id)  # fmt: skip
