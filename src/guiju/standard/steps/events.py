"""Events: start, catch, throw, end, boundary, and what triggering one does (13.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.standard.steps.activities import finish, moved
from guiju.standard.steps.choose import leaving
from guiju.standard.steps.program import KIND, Place
from guiju.standard.steps.scopes import begin_at, cancel, clear, open_scope, stop_event_subs
from guiju.standard.steps.state import ROOT, SCOPE, WAIT, Wait
from guiju.standard.steps.throwing import throw
from guiju.standard.steps.turn import Stuck, Turn
from guiju.standard.steps.waits import listen, listen_or_stick, next_due

_START, _BOUNDARY = KIND["startEvent"], KIND["boundaryEvent"]
_RECEIVE = KIND["receiveTask"]
_GATEWAY = KIND["eventBasedGateway"]


def arrive_start(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """A start event passes its token on."""
    pass_event(turn, place, scope)


def pass_event(turn: Turn, place: Place, scope: int) -> None:
    """The event has happened: its token goes on."""
    turn.path.append(("passed", place.id, scope))
    go_on_behind(turn, place, scope)


def go_on_behind(turn: Turn, place: Place, scope: int) -> None:
    """Bring out what came with an event, and send its token on."""
    try:
        bring_out(turn, place, scope)
        flows = leaving(turn, place, scope)
    except Stuck as stuck:
        turn.stick(place, scope, stuck, ("pass",))
        return
    turn.emit(scope, place.outs if flows is None else flows)


def bring_out(turn: Turn, place: Place, scope: int) -> None:
    """Move the data outputs of an event; one that nothing came for leaves its target as it is."""
    if place.outputs:
        values = moved(turn, place.outputs, scope)
        turn.set_variables(scope, {name: v for name, v in values.items() if v is not None})


def received(place: Place, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What came with a message, also under the names of the data outputs it is for (10.5.1)."""
    missing = [name for name in place.gives if name not in values]
    spare = [name for name in values if name not in place.gives]
    if not missing or len(missing) != len(spare):
        return values
    return {**values, **{name: values[old] for name, old in zip(missing, spare, strict=True)}}


def arrive_catch(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """An intermediate catch event waits; a link target or one without definition passes."""
    if not place.catches or place.catches[0].definition.kind == "link":
        pass_event(turn, place, scope)
        return
    iid = turn.add(place, scope, WAIT)
    try:
        listen(turn, place, iid)
    except Stuck:
        del turn.state.live[iid]
        raise
    turn.path.append(("entered", place.id, iid))


def arrive_throw(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """An intermediate throw event throws once every other token rests, then passes."""
    if place.late:
        turn.late.append((_throw_and_pass, place, scope, flow))
        return
    if place.link >= 0:
        turn.path.append(("passed", place.id, scope))
        begin_at(turn, place.link, scope)
        return
    _throw_and_pass(turn, place, scope, flow)


def _throw_and_pass(turn: Turn, place: Place, scope: int, flow: int) -> None:
    payload = moved(turn, place.inputs, scope)
    turn.path.append(("thrown", place.id, scope))
    if throw_all(turn, place, scope, payload):
        pass_event(turn, place, scope)


def throw_all(turn: Turn, place: Place, scope: int, payload: Mapping[str, Any]) -> bool:
    """Throw every definition of an event.

    Returns:
        Whether the token that throws is still there and need not wait.
    """
    before = turn.cleared.get(scope, 0)
    waiting = False
    for catch in place.catches:
        if catch.definition.kind == "terminate":
            terminate(turn, scope)
            return False
        waiting = throw(turn, place, catch, scope, payload) or waiting
        if not alive(turn, scope) or turn.cleared.get(scope, 0) != before:
            return False
    return not waiting


def alive(turn: Turn, scope: int) -> bool:
    """Whether a scope is still open: what was thrown may have ended it."""
    return turn.state.status == "active" if scope == ROOT else scope in turn.state.live


def arrive_end(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """An end event takes its token out of the scope and throws what it says."""
    if place.late:
        turn.late.append((_throw_and_end, place, scope, flow))
        return
    turn.path.append(("ended", place.id, scope))
    if any(catch.definition.kind == "terminate" for catch in place.catches):
        terminate(turn, scope)
        return
    turn.emit(scope, ())


def _throw_and_end(turn: Turn, place: Place, scope: int, flow: int) -> None:
    payload = moved(turn, place.inputs, scope)
    turn.path.append(("ended", place.id, scope))
    if throw_all(turn, place, scope, payload):
        turn.emit(scope, ())


def terminate(turn: Turn, scope: int) -> None:
    """A terminate end event ends everything in its own scope, which is then complete (13.5.6)."""
    stop_event_subs(turn, scope)
    clear(turn, scope)
    turn.emptied.append(scope)


def trigger(turn: Turn, wid: int, values: Mapping[str, Any] | None = None) -> None:
    """An event that was waited for has happened.

    Args:
        wid: id of the wait.
        values: what came with it (message payload), written to the variables.
    """
    state = turn.state
    wait = state.waits[wid]
    place = turn.places[wait.place]
    values = received(place, values) if values and place.gives else values
    if place.attached >= 0:
        trigger_boundary(turn, wid, wait, place, values)
    elif place.kind == _START:
        trigger_event_sub(turn, wid, wait, place, values)
    else:
        trigger_catch(turn, wid, wait, place, values)


def _all_happened(turn: Turn, wid: int, wait: Wait, place: Place) -> bool:
    """A parallel multiple event has happened when each of its definitions has (10.5.4)."""
    if not place.parallel_multiple or place.kind == _GATEWAY:
        return True
    waits = turn.state.waits
    del waits[wid]
    return not any(each.place == wait.place and each.host == wait.host for each in waits.values())


def trigger_catch(
    turn: Turn, wid: int, wait: Wait, place: Place, values: Mapping[str, Any] | None
) -> None:
    """A waiting instance goes on: catch event, receive task, or a gateway's chosen event."""
    if not _all_happened(turn, wid, wait, place):
        turn.set_variables(wait.host, values or {})
        return
    instance = turn.state.live[wait.host]
    host = turn.places[instance.place]
    if host.kind == _RECEIVE:
        turn.stop_waiting(wait.host)
        finish(turn, wait.host, values)
        return
    scope = instance.owner
    if values:
        turn.set_variables(scope, values)
    turn.stop_waiting(wait.host)
    del turn.state.live[wait.host]
    turn.path.append(("caught", place.id, wait.host))
    go_on_behind(turn, place, scope)


def trigger_boundary(
    turn: Turn, wid: int, wait: Wait, place: Place, values: Mapping[str, Any] | None
) -> None:
    """A boundary event happens: it ends its activity or runs beside it."""
    instance = turn.state.live[wait.host]
    scope = instance.owner
    if not _all_happened(turn, wid, wait, place):
        return
    if values:
        turn.set_variables(scope, values)
    if place.interrupting:
        leave_by_boundary(turn, place, wait.host)
        return
    rearm(turn, wid, wait, place)
    turn.path.append(("caught", place.id, wait.host))
    turn.state.counts[scope] += 1
    go_on_behind(turn, place, scope)


def leave_by_boundary(turn: Turn, place: Place, host: int) -> None:
    """End the activity and leave it by an interrupting boundary event."""
    scope = turn.state.live[host].owner
    cancel(turn, host)
    turn.path.append(("caught", place.id, host))
    go_on_behind(turn, place, scope)


def rearm(turn: Turn, wid: int, wait: Wait, place: Place) -> None:
    """A non-interrupting event may happen again; a timer only as often as its cycle says."""
    waits = turn.state.waits
    if place.parallel_multiple:
        scope = wait.host if place.kind == _START else turn.state.live[wait.host].owner
        listen_or_stick(turn, place, wait.host, scope)
        return
    catch = place.catches[wait.definition]
    if turn.open:
        if catch.definition.kind == "timer" and catch.definition.timer != "cycle":
            del waits[wid]
        return
    if wait.due is None:
        return
    if wait.left == 0:
        del waits[wid]
        return
    due = turn.note(lambda: next_due(_cycle_text(turn, catch, wait), wait.due).isoformat())  # type: ignore[arg-type]
    if due == wait.due.isoformat():  # no cycle any more, or one of no length: it would never rest
        del waits[wid]
        return
    waits[wid] = wait._replace(
        due=type(wait.due).fromisoformat(due), left=wait.left - 1 if wait.left > 0 else -1
    )


def _cycle_text(turn: Turn, catch: Any, wait: Wait) -> str:
    if catch.literal is not None:
        return str(catch.literal)
    return str(catch.expression.call(turn.seen(wait.host)))


def trigger_event_sub(
    turn: Turn, wid: int, wait: Wait, start: Place, values: Mapping[str, Any] | None
) -> None:
    """The start event of an event sub-process happens in its scope (13.3.4)."""
    if not _all_happened(turn, wid, wait, start):
        return
    if start.interrupting:
        enter_event_sub(turn, start, wait.host, values)
        return
    rearm(turn, wid, wait, start)
    enter_event_sub(turn, start, wait.host, values)


def enter_event_sub(turn: Turn, start: Place, scope: int, values: Mapping[str, Any] | None) -> int:
    """Begin an event sub-process in an open scope, ending the rest if it interrupts."""
    state = turn.state
    if values:
        turn.set_variables(scope, values)
    if start.interrupting:
        stop_event_subs(turn, scope)
        clear(turn, scope)
    place = turn.places[start.scope]
    state.counts[scope] += 1
    iid = turn.add(place, scope, SCOPE)
    turn.path.append(("caught", start.id, iid))
    turn.path.append(("entered", place.id, iid))
    if place.body is not None:
        open_scope(turn, iid, place.body, (start.index,))
    return iid
