"""Activities: begin, do, finish, leave (BPMN 2.0.2, 13.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.standard.steps.choose import leaving
from guiju.standard.steps.program import KIND, Mapped, Place
from guiju.standard.steps.scopes import close, snapshot
from guiju.standard.steps.state import CHOICE, LOOP, ROOT, WORK, Done
from guiju.standard.steps.throwing import outermost
from guiju.standard.steps.turn import Stuck, Turn
from guiju.standard.steps.waits import listen

AD_HOC = KIND["adHocSubProcess"]


def arrive_activity(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """A token comes to an activity; with startQuantity n, every n-th one begins it."""
    if place.start_quantity > 1 and flow >= 0:
        key = (scope, -1 - place.index)
        held = turn.state.tokens.get(key, 0) + 1
        if held < place.start_quantity:
            turn.state.tokens[key] = held
            return
        turn.state.tokens.pop(key, None)
        turn.state.counts[scope] -= held - 1
    begin(turn, place, scope)


def begin(turn: Turn, place: Place, scope: int) -> None:
    """Begin an activity: once, or as its loop says."""
    if place.loop is not None:
        from guiju.standard.steps.loops import begin_loop

        begin_loop(turn, place, scope)
    else:
        open_activity(turn, place, scope, {})


def open_activity(turn: Turn, place: Place, owner: int, names: Mapping[str, Any]) -> None:
    """Open one instance of an activity, let its data in, and do what its kind does."""
    from guiju.standard.steps.doing import DO

    iid = turn.add(place, owner, WORK)
    turn.path.append(("entered", place.id, iid))
    try:
        if names or not place.plain:
            enter_data(turn, place, iid, names)
        if place.boundary and turn.state.live[iid].owner == owner:
            listen_at_boundary(turn, place, iid)
        DO[place.kind](turn, place, iid)
    except Stuck as stuck:
        turn.stop_waiting(iid)
        turn.stick_instance(iid, stuck, ("redo",))


def listen_at_boundary(turn: Turn, place: Place, iid: int) -> None:
    """Boundary events listen on the whole activity, never on one instance of a loop."""
    owner = turn.state.live[iid].owner
    inner = owner != ROOT and turn.state.live[owner].phase == LOOP
    if not inner:
        for index in place.boundary:
            listen(turn, turn.places[index], iid)


def enter_data(turn: Turn, place: Place, iid: int, names: Mapping[str, Any]) -> None:
    """Give an instance its own names: loop values, properties, data inputs and outputs."""
    home: dict[str, Any] = dict.fromkeys(place.local_names)
    home.update(names)
    if home:
        turn.state.locals[iid] = home
    fetch_data(turn, place, iid)


def fetch_data(turn: Turn, place: Place, iid: int) -> None:
    """Move the data inputs of an instance in, as they are now."""
    values = moved(turn, place.inputs, iid)
    if values:
        turn.state.locals.setdefault(iid, {}).update(values)


def moved(turn: Turn, mappings: tuple[Mapped, ...], iid: int) -> dict[str, Any]:
    """The values that mappings bring, each seeing those before it."""
    values: dict[str, Any] = {}
    for mapping in mappings:
        values[mapping.target] = None if turn.open else turn.ask(mapping.source, iid, "any", values)
    return values


def needs_met(turn: Turn, place: Place, iid: int) -> bool:
    """Whether one of the activity's input sets is available (10.4.2)."""
    if turn.open or not any(place.needs):
        return True
    names = turn.variables(iid)
    return any(all(names.get(name) is not None for name in needs) for needs in place.needs)


def finish(turn: Turn, iid: int, values: Mapping[str, Any] | None = None) -> None:
    """An instance has done its work: let its data out, remember it if need be, go on.

    Args:
        values: what whoever did the work says; written where each name lives.
    """
    state = turn.state
    instance = state.live[iid]
    place = turn.places[instance.place]
    if values:
        turn.set_variables(iid, values)
    if place.outputs:
        try:
            let_out(turn, place, iid)
        except Stuck as stuck:
            turn.stick_instance(iid, stuck, ("finish",))
            return
    if turn.changed and turn.program.has_conditions and not turn.open:
        from guiju.standard.steps.settle import look_at_conditions

        look_at_conditions(turn, outermost(turn, iid))
        if iid not in state.live:
            return
    owner = instance.owner
    if owner != ROOT and state.live[owner].phase == LOOP:
        from guiju.standard.steps.loops import inner_done

        inner_done(turn, owner, iid)
        return
    complete(turn, iid)


def let_out(turn: Turn, place: Place, iid: int) -> None:
    """Move results outward; a data output nobody filled leaves its target as it is."""
    owner = turn.state.live[iid].owner
    for mapping in place.outputs:
        value = None if turn.open else turn.ask(mapping.source, iid, "any")
        if value is not None:
            turn.set_variables(owner, {mapping.target: value})


def complete(turn: Turn, iid: int) -> None:
    """End the whole activity, loop and all, and send tokens on."""
    state = turn.state
    instance = state.live[iid]
    place = turn.places[instance.place]
    scope = instance.owner
    try:
        flows = leaving(turn, place, scope)
    except Stuck as stuck:
        turn.stick_instance(iid, stuck, ("complete",))
        return
    if flows is None:
        state.live[iid] = instance._replace(phase=CHOICE, data=("leave",))
        return
    end_activity(turn, iid, flows)


def end_activity(turn: Turn, iid: int, flows: tuple[int, ...]) -> None:
    """Close a completed activity and put its tokens on the flows that were chosen."""
    state = turn.state
    instance = state.live[iid]
    place = turn.places[instance.place]
    scope = instance.owner
    if place.compensable or state.done:
        remember(turn, place, scope, iid)
    close(turn, iid)
    # A loop is no work of its own: its instances have been completed one by one.
    turn.path.append(("repeated" if instance.phase == LOOP else "completed", place.id, iid))
    if place.completion_quantity > 1:
        flows = flows * place.completion_quantity
    if scope != ROOT and turn.places[state.live[scope].place].kind == AD_HOC:
        from guiju.standard.steps.sub_processes import ad_hoc_step

        if ad_hoc_step(turn, scope):
            flows = ()
    turn.emit(scope, flows)


def remember(turn: Turn, place: Place, scope: int, iid: int) -> None:
    """A completed activity that could be undone is kept until its scope ends.

    Each instance of a loop has been remembered by itself; the loop hands them on.
    """
    done = turn.state.done
    inner = done.get(iid, ())
    if place.loop is not None and turn.state.live[iid].phase == LOOP:
        kept = inner
    elif place.compensable or inner:
        kept = (Done(place.index, snapshot(turn, iid), inner),)
    else:
        return
    if kept:
        done[scope] = (*done.get(scope, ()), *kept)
