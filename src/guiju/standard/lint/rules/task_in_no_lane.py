"""A process has lanes and a task is in none of them."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, in_lane, laned, tasks
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Where lanes say who is responsible, each task, or the sub-process it is in, has one."""
    covered = laned(definitions)
    for place, task in tasks(definitions):
        nodes = covered.get(place.process.id)
        if nodes is not None and not in_lane(place, task, nodes):
            yield advice(
                "task-in-no-lane", task, "{name} is in no lane.", name=task.name or task.id
            )
