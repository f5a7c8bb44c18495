"""A process or sub-process has no end event."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, places
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """An end event says how the work ends."""
    for place in places(definitions):
        if not place.ad_hoc and place.scope.nodes and not place.events("endEvent"):
            yield advice("end-missing", place, "{id} has no end event.", id=place.id)
