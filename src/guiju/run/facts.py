"""Facts of a case beside its state: who has which task, whose hands did what, what is paused.

One JSON object. Each entry holds a merge patch of it (RFC 7386: null takes a name away), so that
replaying facts needs no rule about any command:

    {"tasks": {"7": {"assignee": "ann", "owner": "bob", "draft": "{...}", "signers": ["eve"]}},
     "hands": {"review": ["ann"]}, "suspended": true, "paused": {"review": "customer away"},
     "personal": {"name": "customer-1"}}
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from guiju.standard import State

Facts = Mapping[str, Any]
NO_FACTS: Final[Facts] = MappingProxyType({})


def merged(facts: Any, patch: Any) -> Any:
    """Facts after a merge patch; neither is changed."""
    if not isinstance(patch, Mapping):
        return patch
    made = dict(facts) if isinstance(facts, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            made.pop(name, None)
        else:
            inner = merged(made.get(name), value)
            if inner or inner == 0 or not isinstance(value, Mapping):
                made[name] = inner
            else:
                made.pop(name, None)
    return made


def task_facts(facts: Facts, task: int) -> Mapping[str, Any]:
    """What is known of a task beyond the model."""
    found: Mapping[str, Any] = facts.get("tasks", NO_FACTS).get(str(task), NO_FACTS)
    return found


def patch_task(task: int, **changes: Any) -> Facts:
    """The patch that changes facts of one task; None takes one away."""
    return {"tasks": {str(task): changes}}


def settled(facts: Facts, state: State) -> Facts:
    """Facts without those of tasks that are no longer open."""
    tasks = facts.get("tasks")
    if not tasks:
        return facts
    left = {task: each for task, each in tasks.items() if int(task) in state.live}
    if len(left) == len(tasks):
        return facts
    made = dict(facts)
    if left:
        made["tasks"] = left
    else:
        del made["tasks"]
    return made
