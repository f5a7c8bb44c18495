"""Waiting for events: what an event element listens to, and when a timer is due."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from guiju.standard import feel
from guiju.standard.steps.program import Catch, Place
from guiju.standard.steps.state import Wait
from guiju.standard.steps.turn import Stuck, Turn

_THROWN_TO = frozenset({"error", "escalation", "cancel", "compensate", "link"})
"""Definitions that find their catcher by walking up the scopes, not by a wait."""


def listen(turn: Turn, place: Place, host: int) -> None:
    """Wait for every definition of an event element.

    Raises:
        Stuck: a timer or correlation value cannot be worked out; nothing was changed then.
    """
    waits = [
        _wait(turn, place, number, catch, host)
        for number, catch in enumerate(place.catches)
        if catch.definition.kind not in _THROWN_TO
    ]
    for wait in waits:
        turn.wait(wait)


def listen_or_stick(turn: Turn, place: Place, host: int, scope: int) -> None:
    """Wait as `listen` does; what cannot be worked out becomes an incident beside the rest."""
    try:
        listen(turn, place, host)
    except Stuck as stuck:
        turn.state.counts[scope] += 1
        turn.stick(place, scope, stuck, ("listen", host))


def _wait(turn: Turn, place: Place, number: int, catch: Catch, host: int) -> Wait:
    if catch.definition.kind == "timer" and not turn.open:
        due, left = first_due(turn, catch, host)
        return Wait(place.index, number, host, due, left)
    if catch.correlation is not None and not turn.open:
        return Wait(place.index, number, host, key=turn.ask(catch.correlation, host, "any"))
    return Wait(place.index, number, host)


def first_due(turn: Turn, catch: Catch, host: int) -> tuple[datetime, int]:
    """When a timer fires, and how often again after that (-1: without end)."""
    text = catch.literal
    if text is None and catch.expression is None:
        raise Stuck("timer-without-text", "The timer says no time.", {}, False)
    if turn.replaying:
        answer = turn.recall()
        return datetime.fromisoformat(answer[0]), answer[1]
    if text is None:
        variables = turn.seen(host)
        assert catch.expression is not None
        text = _text(catch.expression.evaluate(variables, now=turn.now).value)
    try:
        due, left = due_of(text, turn.now)
    except ValueError:
        template = "A timer needs an ISO 8601 date, duration or cycle, but got {found}."
        raise turn.refuse("timer-unreadable", template, {"found": text}) from None
    turn.answers.append([due.isoformat(), left])
    return due, left


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(feel.to_json(value))


def due_of(text: str, now: datetime | None) -> tuple[datetime, int]:
    """When the timer text fires first and how often after that.

    Args:
        text: ISO 8601: a date and time, a duration from `now`, or a cycle R[n]/[start/]duration.
        now: the moment waiting begins, UTC.

    Raises:
        ValueError: the text is none of these.
    """
    if now is None:
        raise ValueError("no time is known")
    if text.startswith("R"):
        return _first_of_cycle(text, now)
    if text.lstrip("-+").startswith("P"):
        length = feel.duration(text)
        if length is None:
            raise ValueError(f"no duration: {text}")
        return _moment(length.after(now)), 0
    point = feel.date_and_time(text) or feel.date(text)
    if point is None:
        raise ValueError(f"no date: {text}")
    return _moment(point), 0


def _first_of_cycle(text: str, now: datetime) -> tuple[datetime, int]:
    cycle = feel.cycle(text)
    if cycle is None:
        raise ValueError(f"no cycle: {text}")
    start, end = cycle.start, cycle.end
    first = _moment(start) if start is not None else _moment(cycle.duration.after(now))
    left = -1 if cycle.repetitions is None else max(0, cycle.repetitions - 1)
    if end is not None and first > _moment(end):
        left = 0
    return first, left


def next_due(text: str, last: datetime) -> datetime:
    """The next firing of a cycle after the one at `last`."""
    cycle = feel.cycle(text)
    return last if cycle is None else _moment(cycle.duration.after(last))


def _moment(value: Any) -> datetime:
    """A FEEL date or date and time, or a Python one, as UTC; without a zone it is read as UTC.

    Raises:
        ValueError: the year is out of the range of a clock.
    """
    try:
        moment = value if isinstance(value, date) else value.to_python()
    except OverflowError as far:
        raise ValueError(str(far)) from None
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - UTC below
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
