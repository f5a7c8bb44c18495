"""A task of people has nobody who is responsible."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, in_lane, laned, tasks
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A user or manual task is in a lane, or names a role, a group or a person."""
    covered = laned(definitions)
    for place, task in tasks(definitions):
        if task.kind not in ("userTask", "manualTask"):
            continue
        told = task.extras
        named = told.assignee or told.groups or told.users or task.resources
        if not named and not in_lane(place, task, covered.get(place.process.id, set())):
            yield advice(
                "task-without-role",
                task,
                "Nobody is responsible for {name}.",
                name=task.name or task.id,
            )
