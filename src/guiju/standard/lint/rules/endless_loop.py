"""A loop has neither a condition nor a maximum."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Activity, Definitions, StandardLoop
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Something must end a loop."""
    for _, node in nodes(definitions):
        loop = node.loop if isinstance(node, Activity) else None
        if isinstance(loop, StandardLoop) and loop.condition is None and loop.maximum is None:
            yield advice("endless-loop", node,
                         "The loop of {name} has neither a condition nor a maximum.",
                         name=node.name or node.id)  # fmt: skip
