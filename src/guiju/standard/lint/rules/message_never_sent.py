"""A message is waited for that nobody sends."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice
from guiju.standard.lint.talk import others, received, sent
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Where a file shows all who take part, each message that is received is sent by one."""
    if others(definitions):
        return
    known = set(sent(definitions))
    for name, node in received(definitions).items():
        if name not in known:
            yield advice("message-never-sent", node, "Nobody sends the message {message}.",
                         message=name)  # fmt: skip
