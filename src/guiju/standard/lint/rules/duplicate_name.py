"""Two steps of a process have the same name."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Activity, Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Steps of one name cannot be told apart, in a log least of all."""
    seen: dict[tuple[str, str], str] = {}
    for place, node in nodes(definitions):
        if not isinstance(node, Activity) or not node.name:
            continue
        first = seen.setdefault((place.process.id, node.name.casefold()), node.id)
        if first != node.id:
            yield advice("duplicate-name", node, "{name} is also the name of {first}.",
                         name=node.name, first=first)  # fmt: skip
