"""Which messages and signals a file sends and receives."""

from __future__ import annotations

from guiju.standard.lint.place import causes, tasks, throws
from guiju.standard.model.definitions import Definitions, Node


def others(definitions: Definitions) -> bool:
    """True where somebody whose process is not shown may send and receive.

    With fewer than two pools nobody else is shown at all, so nothing can be said.
    """
    pools = definitions.participants
    return len(pools) < 2 or any(pool.process is None for pool in pools)


def sent(definitions: Definitions) -> dict[str, Node]:
    """The first sender of each message, by the message's name or id."""
    found: dict[str, Node] = {}
    for _, event, cause in causes(definitions, "message"):
        name = cause.name or cause.ref
        if throws(event) and name:
            found.setdefault(name, event)
    for _, task in tasks(definitions):
        name = task.message_name or task.message
        if task.kind == "sendTask" and name:
            found.setdefault(name, task)
    return found


def received(definitions: Definitions) -> dict[str, Node]:
    """The first receiver of each message, by the message's name or id."""
    found: dict[str, Node] = {}
    for _, event, cause in causes(definitions, "message"):
        name = cause.name or cause.ref
        if not throws(event) and name:
            found.setdefault(name, event)
    for _, task in tasks(definitions):
        name = task.message_name or task.message
        if task.kind == "receiveTask" and name:
            found.setdefault(name, task)
    return found
