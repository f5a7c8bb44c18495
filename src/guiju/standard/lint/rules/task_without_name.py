"""A task has no name."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Activity, Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A step that people read about, and that logs are compared with, needs a name."""
    for _, node in nodes(definitions):
        if isinstance(node, Activity) and not node.name:
            yield advice("task-without-name", node, "The {kind} {id} has no name.",
                         kind=node.kind, id=node.id)  # fmt: skip
