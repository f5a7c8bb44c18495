"""A business rule task names no decision."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, tasks
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A business rule task asks a decision, or a worker that answers as one."""
    for _, task in tasks(definitions):
        told = task.extras.decision or task.extras.job or task.implementation
        if task.kind == "businessRuleTask" and not told:
            yield advice("rule-without-decision", task, "{name} names no decision.",
                         name=task.name or task.id)  # fmt: skip
