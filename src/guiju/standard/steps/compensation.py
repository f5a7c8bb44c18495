"""Compensation: undoing completed activities in reverse order (BPMN 2.0.2, 10.7 and 13.5.5)."""

from __future__ import annotations

from guiju.standard.model.definitions import EventDefinition
from guiju.standard.steps.program import Place
from guiju.standard.steps.scopes import clear, close, open_scope, stop_event_subs
from guiju.standard.steps.state import ROOT, SCOPE, UNDOING, Done
from guiju.standard.steps.turn import Turn


def throw_compensation(turn: Turn, place: Place, definition: EventDefinition, scope: int) -> bool:
    """Undo one activity, or all of the scope.

    Returns:
        Whether the throwing token has to wait for the handlers.
    """
    home, records = _find(turn, definition.activity, scope)
    if not records:
        return False
    kept = turn.state.done[home]
    turn.state.done[home] = tuple(each for each in kept if each not in records)
    after = "on"
    if definition.wait_for_completion:
        after = "end" if place.node.kind == "endEvent" else "pass"
    else:
        turn.state.counts[scope] += 1
    _undo(turn, place, scope, tuple(reversed(records)), after)
    return definition.wait_for_completion


def _find(turn: Turn, activity: str | None, scope: int) -> tuple[int, list[Done]]:
    """The records a throw event means: in its own scope, or that of its event sub-process."""
    state, places = turn.state, turn.places
    while True:
        records = [
            each
            for each in state.done.get(scope, ())
            if activity is None or places[each.place].id == activity
        ]
        if records or scope == ROOT:
            return scope, records
        instance = state.live[scope]
        outside = places[instance.place].event_sub or activity is not None
        if not outside:
            return scope, []
        scope = instance.owner


def _undo(turn: Turn, place: Place, scope: int, records: tuple[Done, ...], after: str) -> None:
    iid = turn.add(place, scope, SCOPE, (UNDOING, records, after))
    turn.state.counts[iid] = 0
    turn.path.append((UNDOING, place.id, iid))
    _next(turn, iid)


def _next(turn: Turn, iid: int) -> None:
    """Begin the next handler; without one, let the instance end."""
    state = turn.state
    word, records, after = state.live[iid].data
    while records:
        record, *rest = records
        place = turn.places[record.place]
        handler, start = _handler(turn, place)
        if handler is None and start is None:
            records = (*reversed(record.inner), *rest)
            continue
        state.live[iid] = state.live[iid]._replace(data=(word, tuple(rest), after))
        _begin_handler(turn, iid, record, handler, start)
        return
    state.live[iid] = state.live[iid]._replace(data=(word, (), after))
    turn.emptied.append(iid)


def _handler(turn: Turn, place: Place) -> tuple[Place | None, Place | None]:
    """What undoes an activity: the activity its boundary event names, or an event sub-process."""
    for index in place.boundary:
        handler = turn.places[index].handler
        if handler >= 0:
            return turn.places[handler], None
    for index in place.body.event_subs if place.body else ():
        start = turn.places[index]
        if any(catch.definition.kind == "compensate" for catch in start.catches):
            return None, start
    return None, None


def _begin_handler(
    turn: Turn, iid: int, record: Done, handler: Place | None, start: Place | None
) -> None:
    from guiju.standard.steps.activities import begin

    state = turn.state
    state.counts[iid] = 1
    if record.variables:
        state.locals[iid] = dict(record.variables)
    if handler is not None:
        begin(turn, handler, iid)
        return
    assert start is not None
    place = turn.places[start.scope]
    state.done[iid] = record.inner
    inner = turn.add(place, iid, SCOPE)
    turn.path.append(("entered", place.id, inner))
    if place.body is not None:
        open_scope(turn, inner, place.body, (start.index,))


def compensation_ended(turn: Turn, iid: int) -> None:
    """A handler has ended: begin the next one, or end the compensation."""
    from guiju.standard.steps.events import pass_event

    state = turn.state
    instance = state.live[iid]
    if instance.data[1]:
        _next(turn, iid)
        return
    place, scope, after = turn.places[instance.place], instance.owner, instance.data[2]
    if after == "cancel":
        _leave_cancelled(turn, iid)
        return
    close(turn, iid)
    if after == "pass":
        pass_event(turn, place, scope)
    else:
        turn.emit(scope, ())


def cancel_transaction(turn: Turn, scope: int) -> None:
    """A transaction is cancelled: end what is active, undo what is completed (13.3.5)."""
    stop_event_subs(turn, scope)
    clear(turn, scope)
    records = tuple(reversed(turn.state.done.pop(scope, ())))
    turn.state.counts[scope] = 1
    _undo(turn, turn.places[turn.state.live[scope].place], scope, records, "cancel")


def _leave_cancelled(turn: Turn, iid: int) -> None:
    """Leave a cancelled transaction by the cancel event on its border."""
    from guiju.standard.steps.events import leave_by_boundary
    from guiju.standard.steps.scopes import cancel
    from guiju.standard.steps.throwing import boundary_for, outermost

    transaction = outermost(turn, turn.state.live[iid].owner)
    boundary = boundary_for(turn, transaction, "cancel", None, None)
    if boundary is not None:
        leave_by_boundary(turn, boundary, transaction)
        return
    scope = turn.state.live[transaction].owner
    cancel(turn, transaction)
    turn.emit(scope, ())
