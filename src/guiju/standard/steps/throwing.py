"""Throwing: where an error, escalation, signal, message, cancel or compensation goes (10.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.standard.model.definitions import EventDefinition
from guiju.standard.steps.program import KIND, Catch, Place
from guiju.standard.steps.state import LOOP, ROOT, UNDOING, Instance
from guiju.standard.steps.turn import Sent, Turn

_TRANSACTION = KIND["transaction"]


def throw(turn: Turn, place: Place, catch: Catch, scope: int, payload: Mapping[str, Any]) -> bool:
    """Throw one event definition from inside a scope.

    Returns:
        Whether the token that throws has to wait (for compensation to end).
    """
    definition = catch.definition
    kind = definition.kind
    if kind == "signal":
        throw_signal(turn, place, definition, payload)
    elif kind == "message":
        key = None
        if catch.correlation is not None and not turn.open:
            key = turn.ask(catch.correlation, scope, "any")
        turn.sent.append(Sent("message", definition.name, place.id, key, dict(payload)))
    elif kind == "error":
        throw_error(turn, definition.code, definition.ref, scope, place.id, payload)
    elif kind == "escalation":
        throw_escalation(turn, definition, scope, payload)
    elif kind == "cancel":
        return throw_cancel(turn, scope)
    elif kind == "compensate":
        from guiju.standard.steps.compensation import throw_compensation

        return throw_compensation(turn, place, definition, scope)
    return False


def throw_signal(
    turn: Turn, place: Place, definition: EventDefinition, payload: Mapping[str, Any]
) -> None:
    """A signal reaches everyone who listens, in this case at once, in others by the host."""
    from guiju.standard.steps.events import trigger

    turn.sent.append(Sent("signal", definition.name, place.id, None, dict(payload)))
    for wid in waiting_for(turn, "signal", definition.name):
        if wid in turn.state.waits:
            trigger(turn, wid, payload)


def waiting_for(turn: Turn, kind: str, name: str | None) -> list[int]:
    """Waits of this case for a signal or message of that name, oldest first."""
    found = []
    for wid, wait in turn.state.waits.items():
        definition = turn.places[wait.place].catches[wait.definition].definition
        if definition.kind == kind and definition.name == name:
            found.append(wid)
    return found


def throw_error(
    turn: Turn, code: str | None, ref: str | None, scope: int, element: str,
    payload: Mapping[str, Any],
) -> None:  # fmt: skip
    """Find the catcher of an error, innermost first; uncaught, it fails the case (10.5.6)."""
    if not catch_error(turn, code, ref, scope, payload):
        from guiju.standard.steps.scopes import end_case

        turn.path.append(("uncaught", element, scope))
        end_case(turn, "failed")


def catch_error(
    turn: Turn, code: str | None, ref: str | None, scope: int, payload: Mapping[str, Any]
) -> bool:
    """Bring an error to the innermost catcher.

    Returns:
        Whether there was one.
    """
    inside = -1
    while True:
        start = _event_sub_for(turn, scope, inside, "error", code, ref)
        if start is not None:
            from guiju.standard.steps.events import enter_event_sub

            _note_caught(turn, start, code, scope)
            enter_event_sub(turn, start, scope, payload)
            return True
        if scope == ROOT:
            return False
        host = outermost(turn, scope)
        boundary = boundary_for(turn, host, "error", code, ref)
        if boundary is not None:
            leave_with(turn, boundary, host, code, payload)
            return True
        inside, scope = turn.state.live[host].place, turn.state.live[host].owner


def leave_with(
    turn: Turn, boundary: Place, host: int, code: str | None, payload: Mapping[str, Any]
) -> None:
    """An activity ends by an error or interrupting escalation on its border."""
    from guiju.standard.steps.events import leave_by_boundary

    owner = turn.state.live[host].owner
    if payload:
        turn.set_variables(owner, payload)
    _note_caught(turn, boundary, code, owner)
    leave_by_boundary(turn, boundary, host)


def _note_caught(turn: Turn, place: Place, code: str | None, scope: int) -> None:
    """Some catchers want to know which error or escalation it was."""
    for catch in place.catches:
        if catch.definition.variable:
            turn.set_variables(scope, {catch.definition.variable: code})


def outermost(turn: Turn, iid: int) -> int:
    """The instance that stands for a whole activity: its loop, if it has one."""
    owner = turn.state.live[iid].owner
    if owner != ROOT and turn.state.live[owner].phase == LOOP:
        return owner
    return iid


def boundary_for(
    turn: Turn, host: int, kind: str, code: str | None, ref: str | None
) -> Place | None:
    """The boundary event of an activity that catches this: the exact one before the general."""
    instance = turn.state.live[host]
    if instance.data[:1] == (UNDOING,):
        return None
    boundary = turn.places[instance.place].boundary
    return _best([turn.places[index] for index in boundary], kind, code, ref)


def _event_sub_for(
    turn: Turn, scope: int, inside: int, kind: str, code: str | None, ref: str | None
) -> Place | None:
    """The event sub-process of a scope that catches this; never the one it comes from inside."""
    from guiju.standard.steps.scopes import body_at

    body = body_at(turn, scope)
    if body is None or not body.event_subs or _interrupted(turn, scope):
        return None
    starts = [turn.places[index] for index in body.event_subs]
    return _best([start for start in starts if start.scope != inside], kind, code, ref)


def _interrupted(turn: Turn, scope: int) -> bool:
    """Whether a scope has been interrupted: it then begins no further event sub-process."""
    for instance in turn.state.live.values():
        if instance.owner != scope:
            continue
        place = turn.places[instance.place]
        starts = place.body.event_starts if place.event_sub and place.body else ()
        cancelling = instance.data[:1] == (UNDOING,) and instance.data[2] == "cancel"
        if cancelling or any(turn.places[index].interrupting for index in starts):
            return True
    return False


def _best(places: list[Place], kind: str, code: str | None, ref: str | None) -> Place | None:
    """The catcher with this very code or name, else one whose definition has no code (10.5.5)."""
    general: Place | None = None
    for place in places:
        for catch in place.catches:
            definition = catch.definition
            if definition.kind != kind:
                continue
            if _same(definition, code, ref):
                return place
            if definition.code is None and (definition.ref is None or ref is None or code):
                general = general or place
    return general


def _same(definition: EventDefinition, code: str | None, ref: str | None) -> bool:
    if definition.code is not None and code is not None:
        return definition.code == code
    return definition.ref is not None and definition.ref == ref


def throw_escalation(
    turn: Turn, definition: EventDefinition, scope: int, payload: Mapping[str, Any]
) -> None:
    """An escalation goes up until somebody catches it; uncaught, it is without effect."""
    from guiju.standard.steps.events import enter_event_sub

    code, ref = definition.code, definition.ref
    inside = -1
    while True:
        start = _event_sub_for(turn, scope, inside, "escalation", code, ref)
        if start is not None:
            _note_caught(turn, start, code, scope)
            enter_event_sub(turn, start, scope, payload)
            return
        if scope == ROOT:
            return
        host = outermost(turn, scope)
        boundary = boundary_for(turn, host, "escalation", code, ref)
        if boundary is not None:
            _escalate(turn, boundary, host, code, payload)
            return
        inside, scope = turn.state.live[host].place, turn.state.live[host].owner


def _escalate(
    turn: Turn, boundary: Place, host: int, code: str | None, payload: Mapping[str, Any]
) -> None:
    if boundary.interrupting:
        leave_with(turn, boundary, host, code, payload)
        return
    owner = turn.state.live[host].owner
    if payload:
        turn.set_variables(owner, payload)
    _note_caught(turn, boundary, code, owner)
    beside(turn, boundary, host)


def beside(turn: Turn, boundary: Place, host: int) -> None:
    """A boundary event happens without ending its activity."""
    from guiju.standard.steps.events import go_on_behind

    scope = turn.state.live[host].owner
    turn.path.append(("caught", boundary.id, host))
    turn.state.counts[scope] += 1
    go_on_behind(turn, boundary, scope)


def throw_cancel(turn: Turn, scope: int) -> bool:
    """A cancel end event: undo what the transaction completed, then leave it by its border."""
    from guiju.standard.steps.compensation import cancel_transaction

    while scope != ROOT:
        instance: Instance = turn.state.live[scope]
        if turn.places[instance.place].kind == _TRANSACTION:
            cancel_transaction(turn, scope)
            return True
        scope = instance.owner
    return False
