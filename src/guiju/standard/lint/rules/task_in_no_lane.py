"""A process has lanes and a task is in none of them."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, tasks
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Where lanes say who is responsible, each task, or the sub-process it is in, has one."""
    for place, task in tasks(definitions):
        lanes = place.process.lanes
        if not lanes:
            continue
        covered = {ref for lane in lanes for ref in lane.nodes}
        ids = {task.id}
        around = place if place.owner is not None else None
        while around is not None and around.owner is not None:
            ids.add(around.owner.id)
            around = around.around
        if not ids & covered:
            yield advice("task-in-no-lane", task, "{name} is in no lane.",
                         name=task.name or task.id)  # fmt: skip
