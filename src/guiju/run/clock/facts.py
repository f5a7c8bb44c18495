"""What happened to one clock, and which of it is legal after what came before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from guiju.standard.model.problem import Problem

from .amounts import Amount


@dataclass(frozen=True, slots=True)
class Started:
    """The clock began to run."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock was stopped for a while; ``reason`` is never empty."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs on."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """The deadline was set anew; of several the last one counts.

    Attributes:
        reason: never empty.
        amount: the new amount, counted from the start with all pauses kept; or None.
        due: the new deadline itself, or None. Exactly one of the two is given. A later pause
            moves it on; a moment outside working time means the close before it.
    """

    at: datetime
    reason: str
    amount: Amount | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """What was to be done is done; nothing more happens to this clock."""

    at: datetime


Fact: TypeAlias = Started | Paused | Resumed | Rescheduled | Stopped

_NEXT: Final[Mapping[str, Mapping[type, str]]] = {
    "waiting": {Started: "running"},
    "running": {Paused: "paused", Rescheduled: "running", Stopped: "stopped"},
    "paused": {Resumed: "running", Rescheduled: "paused", Stopped: "stopped"},
    "stopped": {},
}
"""The legal transitions: state, what happens, state after it."""


def state_after(facts: Sequence[Fact]) -> str:
    """``waiting``, ``running``, ``paused`` or ``stopped``; what is not legal has no effect."""
    state = "waiting"
    for fact in facts:
        state = _NEXT[state].get(type(fact), state)
    return state


def legal(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts that had an effect, in order."""
    state, kept = "waiting", []
    for fact in facts:
        if type(fact) in _NEXT[state]:
            state = _NEXT[state][type(fact)]
            kept.append(fact)
    return tuple(kept)


def refuse(facts: Sequence[Fact], fact: Fact) -> Problem | None:
    """Why ``fact`` may not follow ``facts``, or None if it may."""
    state = state_after(facts)
    if type(fact) not in _NEXT[state]:
        expected = ", ".join(kind.__name__ for kind in _NEXT[state]) or "nothing more"
        return _problem(
            "clock-not-in-state",
            "a clock that is {state} expects {expected}, found {found}",
            state=state,
            expected=expected,
            found=type(fact).__name__,
        )
    if isinstance(fact, Paused | Rescheduled) and not fact.reason.strip():
        return _problem(
            "clock-without-reason",
            "{found} expects a reason, found none",
            found=type(fact).__name__,
        )
    if isinstance(fact, Rescheduled) and (fact.amount is None) == (fact.due is None):
        return _problem(
            "clock-rescheduled-to-nothing",
            "a rescheduled clock expects either an amount or a due time, found both or neither",
        )
    return None


def _problem(code: str, template: str, **values: str) -> Problem:
    return Problem(code, template, values=values)
