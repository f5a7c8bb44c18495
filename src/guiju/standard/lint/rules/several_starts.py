"""A process has several start events without a cause."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, places
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """It is not clear which of them begins a case."""
    for place in places(definitions):
        plain = [event for event in place.events("startEvent") if not event.definitions]
        if len(plain) > 1:
            yield advice("several-starts", plain[1],
                         "{id} has {count} start events without a cause.",
                         id=place.id, count=len(plain))  # fmt: skip
