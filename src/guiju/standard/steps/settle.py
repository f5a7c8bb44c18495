"""What happens only once nothing moves: joins that look upstream, conditions come true."""

from __future__ import annotations

from guiju.standard.feel import Compiled
from guiju.standard.steps.gateways import blocked, open_inclusive, reset_complex, resets
from guiju.standard.steps.program import KIND
from guiju.standard.steps.state import WAIT, WORK
from guiju.standard.steps.sub_processes import next_in_turn
from guiju.standard.steps.turn import Stuck, Turn

_INCLUSIVE = KIND["inclusiveGateway"]


def settle(turn: Turn) -> bool:
    """Do the next thing that had to wait until every token rests.

    Returns:
        Whether something was done, so that tokens may move again.
    """
    state = turn.state
    if state.joins and _open_a_join(turn):
        return True
    program = turn.program
    if program.has_ad_hoc and next_in_turn(turn):
        return True
    if turn.open or not (program.has_conditions or program.has_needs):
        return False
    if state.waits and look_at_conditions(turn):
        return True
    changed, turn.changed = turn.changed, False
    return changed and program.has_needs and _look_at_needs(turn)


def _open_a_join(turn: Turn) -> bool:
    for scope, index in list(turn.state.joins):
        place = turn.places[index]
        if place.kind == _INCLUSIVE:
            if not blocked(turn, place, scope):
                open_inclusive(turn, place, scope)
                return True
        elif turn.state.joins[(scope, index)][0] == "reset" and resets(turn, place, scope):
            reset_complex(turn, place, scope)
            return True
    return False


def look_at_conditions(turn: Turn, but_for: int = -1) -> bool:
    """Conditional events happen when their condition comes to hold (10.5.5).

    Args:
        turn: in which data has changed.
        but_for: an activity that is just completing; nothing interrupts it any more.

    Returns:
        Whether one happened.
    """
    from guiju.standard.steps.events import trigger

    happened = False
    for wid, wait in list(turn.state.waits.items()):
        catch = turn.places[wait.place].catches[wait.definition]
        if catch.definition.kind != "conditional" or catch.expression is None:
            continue
        if wid not in turn.state.waits or wait.host == but_for:
            continue
        holds = turn.note(_holds, turn, catch.expression, wait.host)
        if holds == wait.on:
            continue
        turn.state.waits[wid] = wait._replace(on=bool(holds))
        if holds:
            trigger(turn, wid)
            happened = True
    return happened


def _holds(turn: Turn, compiled: Compiled, host: int) -> bool:
    """A condition over data that is not there yet does not hold."""
    return compiled.evaluate(turn.seen(host), now=turn.now).value is True


def _look_at_needs(turn: Turn) -> bool:
    """Activities that wait for data begin when one of their input sets is there."""
    from guiju.standard.steps.activities import fetch_data, needs_met
    from guiju.standard.steps.doing import DO

    for iid, instance in list(turn.state.live.items()):
        place = turn.places[instance.place]
        if instance.phase != WAIT or instance.data != ("needs",):
            continue
        try:
            fetch_data(turn, place, iid)
            if not turn.note(needs_met, turn, place, iid):
                continue
            turn.state.live[iid] = instance._replace(phase=WORK, data=())
            DO[place.kind](turn, place, iid)
        except Stuck as stuck:
            turn.stick_instance(iid, stuck, ("redo",))
        return True
    return False
