"""Paths meet at an element that is no gateway."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Definitions, Gateway
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A task that several flows enter is carried out once for each: a gateway says what is meant.

    End events may be shared: nothing follows that could be done twice.
    """
    for _, node in nodes(definitions):
        if isinstance(node, Gateway) or node.kind == "endEvent":
            continue
        if len(node.incoming) > 1:
            yield advice("implicit-merge", node, "Paths meet at {name} without a gateway.",
                         name=node.name or node.id)  # fmt: skip
