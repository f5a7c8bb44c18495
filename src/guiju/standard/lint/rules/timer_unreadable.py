"""The time of a timer cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.iso8601 import readable
from guiju.standard.feel import SyntaxProblem, parse
from guiju.standard.lint.place import advice, causes
from guiju.standard.model.definitions import Definitions, Event, EventDefinition
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A time is one of ISO 8601, or an expression that gives one."""
    for _, event, cause in causes(definitions, "timer"):
        if not _understood(cause):
            yield _unreadable(event, cause)


def _understood(cause: EventDefinition) -> bool:
    if cause.expression is None or cause.timer is None:
        return False
    text = cause.expression.text
    if readable(cause.timer, text):
        return True
    try:
        parse(text)
    except SyntaxProblem:
        return False
    return cause.expression.language == "feel"


def _unreadable(event: Event, cause: EventDefinition) -> Problem:
    return advice(
        "timer-unreadable",
        event,
        "The time of {name} should be a {form} of ISO 8601 or an expression; it is {text!r}.",
        name=event.name or event.id,
        form=cause.timer or "date, duration or cycle",
        text=cause.expression.text if cause.expression is not None else "",
    )
