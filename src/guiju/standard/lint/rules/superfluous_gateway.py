"""A gateway neither splits nor joins."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Definitions, Gateway
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A gateway with one way in and one way out does nothing."""
    for _, node in nodes(definitions):
        if isinstance(node, Gateway) and len(node.incoming) < 2 and len(node.outgoing) < 2:
            yield advice("superfluous-gateway", node, "{name} neither splits nor joins.",
                         name=node.name or node.id)  # fmt: skip
