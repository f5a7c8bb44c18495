"""A process or sub-process has no start event."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, places
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Without a start event everything without an incoming flow begins at once."""
    for place in places(definitions):
        if place.ad_hoc or not place.scope.nodes or place.events("startEvent"):
            continue
        if not any(getattr(node, "instantiate", False) for node in place.scope.nodes):
            yield advice("start-missing", place, "{id} has no start event.", id=place.id)
