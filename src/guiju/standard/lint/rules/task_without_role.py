"""A task of people has nobody who is responsible."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import Place, advice, tasks
from guiju.standard.model.definitions import Definitions, Task
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A user or manual task is in a lane, or names a role, a group or a person."""
    for place, task in tasks(definitions):
        if task.kind not in ("userTask", "manualTask"):
            continue
        told = task.extras
        named = told.assignee or told.groups or told.users or task.resources
        if not named and not _in_lane(place, task):
            yield advice("task-without-role", task, "Nobody is responsible for {name}.",
                         name=task.name or task.id)  # fmt: skip


def _in_lane(place: Place, task: Task) -> bool:
    covered = {ref for lane in place.process.lanes for ref in lane.nodes}
    inside: Place | None = place
    ids = {task.id}
    while inside is not None and inside.owner is not None:
        ids.add(inside.owner.id)
        inside = inside.around
    return bool(ids & covered)
