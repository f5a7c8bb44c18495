"""The state of one case: small, flat, and without any history.

A finished element lives only in the journal. What is kept is what is still to happen: tokens that
wait at joins, open instances of activities and scopes, the events waited for, and variables.
Everything inside is a plain value, so that a copy is a few shallow copies of small dicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

ROOT: Final = 0
"""Instance id of the case itself, the outermost scope."""

# What an open instance is doing. Small ints, because they are compared on every step.
WORK: Final = 0
"""Somebody outside has to do it: a person, a job, a script of another language."""
WAIT: Final = 1
"""It waits for an event: catch event, receive task, event-based gateway."""
SCOPE: Final = 2
"""It is a scope with tokens and instances of its own."""
LOOP: Final = 3
"""It repeats or multiplies an activity; the instances have it as their owner."""
CHOICE: Final = 4
"""A decision is open, because no data decides it here (checking, teaching)."""
STUCK: Final = 5
"""An incident keeps it from going on."""

UNDOING: Final = "compensating"
"""First word of the data of a scope that runs compensation handlers one after the other; then
follow the records still to undo, and what its end means: "pass", "end", "cancel" or "on"."""

PHASES: Final = ("work", "wait", "scope", "loop", "choice", "stuck")


class Instance(NamedTuple):
    """One open thing in the case.

    Attributes:
        place: index of its element in the program.
        owner: id of the scope or loop instance it lives in.
        phase: one of WORK .. STUCK.
        data: what its phase needs to know, a tuple (loop counters, open flows, what to retry).
    """

    place: int
    owner: int
    phase: int
    data: tuple[Any, ...] = ()


class Wait(NamedTuple):
    """One event that is being waited for.

    Attributes:
        place: index of the event's element.
        definition: which of the element's event definitions.
        host: instance that ends when the event interrupts: the activity of a boundary event, the
            scope of an event sub-process, the waiting instance itself otherwise.
        due: moment a timer fires, UTC; None for others.
        left: firings a timer cycle still has after this one; -1 without end.
        key: correlation value of a message, None where any will do.
        on: a conditional event's condition held when last looked at.
    """

    place: int
    definition: int
    host: int
    due: datetime | None = None
    left: int = 0
    key: Any = None
    on: bool = False


class Incident(NamedTuple):
    """Why an instance is stuck, as code, template and values; never a finished sentence."""

    code: str
    element: str
    template: str
    values: Mapping[str, Any]
    retry_helps: bool = True

    def __str__(self) -> str:
        """The incident in English."""
        return f"{self.element}: {self.template.format_map(_Lenient(self.values))}"


class _Lenient(dict[str, Any]):
    """Shows the place itself where a value is missing."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class Done(NamedTuple):
    """A completed activity that could be compensated, with the data it ended with (10.7)."""

    place: int
    variables: Mapping[str, Any]
    inner: tuple[Done, ...] = ()


_NAMES: Final = (
    "counts", "done", "incidents", "joins", "live", "locals", "next",
    "process", "status", "tokens", "variables", "waits",
)  # fmt: skip


class State:
    """All that is still to happen in a case, and its variables.

    Attributes:
        process: id of the process the case runs on.
        status: "active", "completed", "failed" or "cancelled".
        next: next instance id.
        live: open instances by id.
        tokens: tokens that rest, by (scope instance, flow index) for joins and by
            (scope instance, -1 - place index) for start quantities.
        counts: how many tokens and instances each open scope holds; at 0 it is complete.
        waits: events waited for, by id.
        variables: of the case.
        locals: variables of inner scopes, by instance id.
        done: compensable completed activities, by scope instance.
        incidents: by the id of the instance that is stuck.
        joins: inclusive and complex gateways that hold tokens: (scope instance, place index).
    """

    __slots__ = _NAMES

    def __init__(self, process: str, variables: Mapping[str, Any]) -> None:
        self.process = process
        self.status = "new"
        self.next = 1
        self.live: dict[int, Instance] = {}
        self.tokens: dict[tuple[int, int], int] = {}
        self.counts: dict[int, int] = {ROOT: 0}
        self.waits: dict[int, Wait] = {}
        self.variables: dict[str, Any] = dict(variables)
        self.locals: dict[int, dict[str, Any]] = {}
        self.done: dict[int, tuple[Done, ...]] = {}
        self.incidents: dict[int, Incident] = {}
        self.joins: dict[tuple[int, int], tuple[Any, ...]] = {}

    def copy(self) -> State:
        """An independent state; values inside are never changed in place, so shallow is enough."""
        other = State(self.process, {})
        other.status = self.status
        other.next = self.next
        other.live = self.live.copy()
        other.counts = self.counts.copy()
        other.variables = self.variables.copy()
        # Most cases have none of these; a new dict is cheaper than the copy of an empty one.
        other.tokens = self.tokens.copy() if self.tokens else {}
        other.waits = self.waits.copy() if self.waits else {}
        other.locals = (
            {iid: names.copy() for iid, names in self.locals.items()} if self.locals else {}
        )
        other.done = self.done.copy() if self.done else {}
        other.incidents = self.incidents.copy() if self.incidents else {}
        other.joins = self.joins.copy() if self.joins else {}
        return other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and all(
            getattr(self, name) == getattr(other, name) for name in _NAMES
        )

    __hash__ = None  # type: ignore[assignment]  # it is changed in place by a turn that owns it

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in _NAMES)
        return f"State({inside})"
