"""Walking cases through a model, as people and programs would."""

from collections.abc import Callable
from typing import Any

from guiju.run.answer import Accepted
from guiju.run.commands import Actor, CompleteJob, CompleteTask
from guiju.run.engine import Engine

ANN = Actor("ann")


def open_tasks(engine: Engine, case: str) -> dict[str, int]:
    """Open tasks of a case: instance id by element id."""
    row = engine.reader().case(case)
    assert row is not None
    return {task.element: task.task for task in engine.reader().tasks_of(row.no)}


def open_jobs(engine: Engine, case: str) -> dict[str, int]:
    """Open jobs of a case: instance id by element id."""
    row = engine.reader().case(case)
    assert row is not None
    return {job.element: job.job for job in engine.reader().jobs_of(row.no)}


def walk(
    engine: Engine,
    case: str,
    values: Callable[[str], dict[str, Any]] = lambda element: {},
    after: Callable[[], None] = lambda: None,
) -> int:
    """Do whatever is open until nothing is; returns how many commands that took."""
    count = 0
    while True:
        tasks, jobs = open_tasks(engine, case), open_jobs(engine, case)
        if not tasks and not jobs:
            return count
        for element, task in tasks.items():
            command = CompleteTask(case=case, task=task, values=values(element), key=f"t{task}",
                                   actor=ANN)  # fmt: skip
            assert isinstance(engine.do(command), Accepted)
            count += 1
            after()
        for element, job in jobs.items():
            done = CompleteJob(case=case, job=job, values=values(element), key=f"j{job}")
            assert isinstance(engine.do(done), Accepted)
            count += 1
            after()
