"""What each kind of step does to a turn: the table behind `fire`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from guiju.standard.steps.activities import complete, end_activity, finish
from guiju.standard.steps.doing import DO
from guiju.standard.steps.events import go_on_behind, trigger
from guiju.standard.steps.gateways import leave_gateway
from guiju.standard.steps.loops import choose_again, start_loop
from guiju.standard.steps.program import KIND, LAST_ACTIVITY, Place
from guiju.standard.steps.scopes import begin_at, cancel, end_case, open_scope
from guiju.standard.steps.state import ROOT, SCOPE, WORK
from guiju.standard.steps.throwing import (
    boundary_for,
    catch_error,
    leave_with,
    outermost,
    throw_error,
    throw_escalation,
)
from guiju.standard.steps.turn import Stuck, Turn
from guiju.standard.steps.waits import listen_or_stick

Choice = tuple[Any, ...]
Values = Mapping[str, Any]


def start(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Start the case: plainly (target -1), or at an event that has happened."""
    state = turn.state
    state.status = "active"
    state.variables.update(values)
    body = turn.program.bodies[state.process]
    turn.path.append(("started", state.process, ROOT))
    if target < 0:
        open_scope(turn, ROOT, body, body.starts)
        return
    place = turn.places[target]
    open_scope(turn, ROOT, body, (target,))
    if place.parallel_multiple and place.kind == EVENT_GATEWAY:
        _rest_of_parallel(turn, place, choice)
    elif place.kind == EVENT_GATEWAY:
        turn.agenda.clear()
        begin_behind(turn, place, choice)
    elif place.kind == RECEIVE:
        turn.agenda.clear()
        turn.path.append(("caught", place.id, ROOT))
        _leave_receive(turn, place)


def _leave_receive(turn: Turn, place: Place) -> None:
    """An instantiating receive task has had its message already."""
    iid = turn.add(place, ROOT, WORK)
    finish(turn, iid)


def begin_behind(turn: Turn, place: Place, choice: Choice) -> None:
    """An instantiating event-based gateway: go on behind the event that has happened."""
    turn.agenda.clear()
    event = turn.places[choice[0]] if choice else turn.places[turn.flow_target[place.outs[0]]]
    _happen(turn, event)


def _happen(turn: Turn, event: Place) -> None:
    turn.path.append(("caught", event.id, ROOT))
    if event.kind == RECEIVE:
        _leave_receive(turn, event)
    else:
        turn.emit(ROOT, event.outs)


def _rest_of_parallel(turn: Turn, place: Place, choice: Choice) -> None:
    """A parallel instantiating gateway: one event has happened, the others are waited for."""
    turn.agenda.clear()
    first = choice[0] if choice else turn.flow_target[place.outs[0]]
    others = [turn.flow_target[flow] for flow in place.outs if turn.flow_target[flow] != first]
    turn.state.counts[ROOT] += len(others)
    _happen(turn, turn.places[first])
    for index in others:
        begin_at(turn, index, ROOT)


def complete_work(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Work outside has been done."""
    finish(turn, target, values)


def trigger_wait(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """An event that was waited for has happened."""
    trigger(turn, target, values)


def choose(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """A branch is chosen where no data decides."""
    instance = turn.state.live[target]
    place = turn.places[instance.place]
    if place.kind <= LAST_ACTIVITY:
        end_activity(turn, target, choice)
        return
    del turn.state.live[target]
    leave_gateway(turn, place, instance.owner, choice)


def again(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """One more iteration or instance."""
    choose_again(turn, target, True)


def leave(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """No further iteration; or an ad-hoc sub-process is declared complete."""
    if turn.state.live[target].phase == SCOPE:
        finish(turn, target)
    else:
        choose_again(turn, target, False)


def begin(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Begin an activity inside an ad-hoc sub-process."""
    turn.state.counts[target] += 1
    begin_at(turn, choice[0], target)


def error(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Work outside has ended in a business error (10.5.6)."""
    code, ref = (*choice, None, None)[:2]
    host = outermost(turn, target)
    boundary = boundary_for(turn, host, "error", code, ref)
    if boundary is not None:
        leave_with(turn, boundary, host, code, values)
    else:
        place = turn.places[turn.state.live[host].place]
        throw_error(turn, code, ref, turn.state.live[host].owner, place.id, values)


def escalate(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Work outside escalates."""
    from guiju.standard.model.definitions import EventDefinition
    from guiju.standard.steps.throwing import beside

    code, ref = (*choice, None, None)[:2]
    host = outermost(turn, target)
    boundary = boundary_for(turn, host, "escalation", code, ref)
    if boundary is None:
        definition = EventDefinition(kind="escalation", code=code, ref=ref)
        throw_escalation(turn, definition, turn.state.live[host].owner, values)
    elif boundary.interrupting:
        leave_with(turn, boundary, host, code, values)
    else:
        turn.set_variables(turn.state.live[host].owner, values)
        beside(turn, boundary, host)


def fail(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Work outside failed for a technical reason: a catch-all catches it, else an incident."""
    host = outermost(turn, target)
    boundary = boundary_for(turn, host, "error", None, None)
    if boundary is not None:
        leave_with(turn, boundary, host, None, {})
    elif not catch_error(turn, None, None, turn.state.live[host].owner, {}):
        reason = values.get("reason", "")
        stuck = Stuck("work-failed", "The work failed: {reason}", {"reason": reason})
        turn.stick_instance(target, stuck, ("work",))


def retry(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Try again what an incident stopped; values mend the data first."""
    state = turn.state
    turn.set_variables(target, values)
    instance = state.live[target]
    state.incidents.pop(target, None)
    turn.retried = target, instance.place
    RETRY[instance.data[0]](turn, target)


def retry_arrive(turn: Turn, iid: int) -> None:
    """The token comes to its place once more."""
    instance = turn.state.live.pop(iid)
    flow = instance.data[1]
    turn.agenda.append((flow if flow >= 0 else -1 - instance.place, instance.owner))


def retry_leave(turn: Turn, iid: int) -> None:
    """A join that is open already chooses its way out once more."""
    from guiju.standard.steps.choose import some_of

    instance = turn.state.live.pop(iid)
    place = turn.places[instance.place]
    try:
        leave_gateway(turn, place, instance.owner, some_of(turn, place, instance.owner))
    except Stuck as stuck:
        turn.stick(place, instance.owner, stuck, ("leave",))


def _as_before(turn: Turn, iid: int) -> Place:
    """Give a stuck instance the phase and data it had."""
    instance = turn.state.live[iid]
    phase, data = instance.data[-2:]
    turn.state.live[iid] = instance._replace(phase=phase, data=data)
    return turn.places[instance.place]


def retry_redo(turn: Turn, iid: int) -> None:
    """Open the activity once more."""
    from guiju.standard.steps.activities import listen_at_boundary

    place = _as_before(turn, iid)
    try:
        if place.boundary:
            listen_at_boundary(turn, place, iid)
        DO[place.kind](turn, place, iid)
    except Stuck as stuck:
        turn.stop_waiting(iid)
        turn.stick_instance(iid, stuck, ("redo",))


def retry_complete(turn: Turn, iid: int) -> None:
    """Leave the activity once more."""
    _as_before(turn, iid)
    complete(turn, iid)


def retry_loop(turn: Turn, iid: int) -> None:
    """Begin the loop once more."""
    place = _as_before(turn, iid)
    try:
        start_loop(turn, place, iid)
    except Stuck as stuck:
        turn.stick_instance(iid, stuck, ("loop",))


def retry_work(turn: Turn, iid: int) -> None:
    """Offer the work outside once more."""
    _as_before(turn, iid)


def retry_loop_on(turn: Turn, iid: int) -> None:
    """Ask once more whether the loop goes on."""
    from guiju.standard.steps.loops import go_on

    instance = turn.state.live.pop(iid)
    try:
        go_on(turn, instance.owner)
    except Stuck as stuck:
        turn.stick(turn.places[instance.place], instance.owner, stuck, ("loop-on",))


def retry_ad_hoc(turn: Turn, iid: int) -> None:
    """Ask once more whether an ad-hoc sub-process is complete."""
    from guiju.standard.steps.sub_processes import ad_hoc_step

    scope = turn.state.live.pop(iid).owner
    ad_hoc_step(turn, scope)
    turn.emit(scope, ())


def retry_listen(turn: Turn, iid: int) -> None:
    """Wait once more for an event on a border or of an event sub-process."""
    instance = turn.state.live.pop(iid)
    host = instance.data[1]
    if host == ROOT or host in turn.state.live:
        listen_or_stick(turn, turn.places[instance.place], host, instance.owner)
    turn.emit(instance.owner, ())


def retry_pass(turn: Turn, iid: int) -> None:
    """Go on behind an event that has happened."""
    instance = turn.state.live.pop(iid)
    go_on_behind(turn, turn.places[instance.place], instance.owner)


def retry_finish(turn: Turn, iid: int) -> None:
    """Let the data out once more, and go on."""
    _as_before(turn, iid)
    finish(turn, iid)


RETRY: Final[Mapping[str, Callable[[Turn, int], None]]] = {
    "arrive": retry_arrive,
    "leave": retry_leave,
    "redo": retry_redo,
    "complete": retry_complete,
    "loop": retry_loop,
    "loop-on": retry_loop_on,
    "work": retry_work,
    "listen": retry_listen,
    "pass": retry_pass,
    "finish": retry_finish,
    "ad-hoc": retry_ad_hoc,
}


def set_values(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Somebody with the right to do so sets variables."""
    turn.set_variables(target, values)


def move(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """Take an open instance away and put its token at another element of the same scope."""
    target = outermost(turn, target)
    owner = turn.state.live[target].owner
    cancel(turn, target)
    begin_at(turn, choice[0], owner)


def cancel_case(turn: Turn, target: int, choice: Choice, values: Values) -> None:
    """End the case, or one open activity of it with all its instances, from outside."""
    if target == ROOT:
        end_case(turn, "cancelled")
        return
    target = outermost(turn, target)
    owner = turn.state.live[target].owner
    cancel(turn, target)
    turn.emit(owner, ())


EVENT_GATEWAY: Final = KIND["eventBasedGateway"]
RECEIVE: Final = KIND["receiveTask"]

MOVES: Final[Mapping[str, Callable[[Turn, int, Choice, Values], None]]] = {
    "start": start,
    "complete": complete_work,
    "trigger": trigger_wait,
    "choose": choose,
    "again": again,
    "leave": leave,
    "begin": begin,
    "error": error,
    "escalate": escalate,
    "fail": fail,
    "retry": retry,
    "set": set_values,
    "move": move,
    "cancel": cancel_case,
}
