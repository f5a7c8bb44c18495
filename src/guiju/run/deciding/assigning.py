"""Who gets a task, by when and how urgently, as the model says: asked when the task opens."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from guiju.run.record import Situation
from guiju.run.times import micros
from guiju.standard import Problem, State, feel
from guiju.standard.model.definitions import Extras
from guiju.standard.steps import Program
from guiju.standard.steps.program import KIND
from guiju.standard.steps.state import WORK
from guiju.standard.steps.turn import Turn
from guiju.standard.steps.waits import due_of

MOST_PRIORITY = 1_000
"""The highest priority that an expression gives; the lowest is 0."""

_ASKING: dict[int, tuple[Program, frozenset[int]]] = {}


def asking(program: Program) -> frozenset[int]:
    """Places of user tasks whose model names an assignee, a due date or a computed priority."""
    known = _ASKING.get(id(program))
    if known is None:
        found = frozenset(
            place.index
            for place in program.places
            if place.kind == KIND["userTask"] and _asks(place.node.extras)
        )
        known = _ASKING[id(program)] = (program, found)
    return known[1]


def _asks(extras: Extras) -> bool:
    computed = (extras.priority or "").startswith("=")
    return bool(extras.assignee or extras.due or computed)


def opened(situation: Situation, after: State) -> dict[str, Any]:
    """What was asked for the tasks a step has opened: {task: {"assignee", "due", "priority"}}."""
    wanted = asking(situation.standard.program)
    if not wanted:
        return {}
    before = situation.record.state.live
    return {
        str(iid): facts
        for iid, instance in after.live.items()
        if instance.place in wanted and instance.phase == WORK and iid not in before
        and (facts := _facts(situation, after, iid, instance.place))
    }  # fmt: skip


def _facts(situation: Situation, after: State, iid: int, place: int) -> dict[str, Any]:
    extras = situation.standard.program.places[place].node.extras
    facts: dict[str, Any] = {}
    variables = Turn(situation.standard, after).seen(iid)
    if extras.assignee:
        facts["assignee"] = _person(extras.assignee, variables, situation.now)
    if extras.due is not None:
        facts["due"] = _due(extras.due.text, variables, situation.now)
    if extras.priority and extras.priority.startswith("="):
        facts["priority"] = _priority(extras.priority[1:], variables, situation.now)
    return {name: value for name, value in facts.items() if value is not None and value != ""}


@lru_cache(maxsize=1000)
def _compiled(text: str) -> feel.Compiled | Problem:
    return feel.compile_expression(text)


def _value(text: str, variables: Any, now: datetime) -> Any:
    compiled = _compiled(text)
    return None if isinstance(compiled, Problem) else compiled.evaluate(variables, now=now).value


def _person(text: str, variables: Any, now: datetime) -> str | None:
    """A name as written, or what an expression after "=" gives."""
    if not text.startswith("="):
        return text
    value = _value(text[1:], variables, now)
    return value if isinstance(value, str) else None


def _due(text: str, variables: Any, now: datetime) -> int | None:
    """ISO 8601 as written, or what an expression gives, in microseconds."""
    for candidate in (text, _value(text.removeprefix("="), variables, now)):
        try:
            written = candidate if isinstance(candidate, str) else str(feel.to_json(candidate))
            return micros(due_of(written, now)[0])
        except (ValueError, TypeError):
            continue
    return None


def _priority(text: str, variables: Any, now: datetime) -> int | None:
    """The whole number nearest to what an expression gives; none where that is no number."""
    value = _value(text, variables, now)
    number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    return min(max(round(value), 0), MOST_PRIORITY) if number else None
