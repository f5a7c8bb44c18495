"""A gateway joins and splits at once."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Definitions, Gateway
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Two gateways, one that joins and one that splits, are easier to read."""
    for _, node in nodes(definitions):
        if isinstance(node, Gateway) and len(node.incoming) > 1 and len(node.outgoing) > 1:
            yield advice("gateway-joins-and-splits", node, "{name} joins and splits at once.",
                         name=node.name or node.id)  # fmt: skip
