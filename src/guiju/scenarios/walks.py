"""Random walks through a pack: whatever people do, law 1 holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from guiju.run.commands import Actor, CompleteTask
from guiju.run.outside.backoff import Dice
from guiju.scenarios.stage import Stage

_MOST: Final = 200
Answer = Callable[[Stage, str, str], Mapping[str, Any]]
"""What is filled in at a task: (stage, case, element) -> values."""


def walk(stage: Stage, dice: Dice, answer: Answer, steps: int = _MOST) -> int:
    """Do open tasks in random order, let time pass at random, until nothing is open.

    Args:
        answer: gives values for a task; they may be refused, then another task is taken.

    Returns:
        How many tasks were completed.
    """
    everyone = frozenset(stage.pack.roles)
    number = 0
    for turn in range(steps):
        open_ = [(case, one) for case in stage.cases() for one in stage.tasks(case)]
        if not open_ or dice.random() < 0.15:
            stage.jump(stage.clock.now + timedelta(hours=1 + int(dice.random() * 30)))
            if not open_ and not _going_on(stage):
                break
            continue
        case, task = open_[int(dice.random() * len(open_))]
        actor = Actor(f"person-{turn}", everyone)
        values = answer(stage, case, task.element)
        command = CompleteTask(case=case, task=task.task, actor=actor, values=values)
        number += bool(getattr(stage.engine.do(command), "kind", ""))
        stage.settle()
    return number


def _going_on(stage: Stage) -> bool:
    return any(stage.status(case) == "active" for case in stage.cases())
