"""Moving until every token rests."""

from __future__ import annotations

from guiju.standard.steps.activities import finish
from guiju.standard.steps.arrive import ARRIVE
from guiju.standard.steps.compensation import compensation_ended
from guiju.standard.steps.program import Place
from guiju.standard.steps.settle import settle
from guiju.standard.steps.state import ROOT, UNDOING
from guiju.standard.steps.sub_processes import scope_done
from guiju.standard.steps.turn import MOST_MOVES, Stuck, Turn


def drain(turn: Turn) -> None:
    """Move every token as far as it goes: first all that walk, then who throws, then joins."""
    agenda, emptied, late = turn.agenda, turn.emptied, turn.late
    places, target, live = turn.places, turn.flow_target, turn.state.live
    path, flow_ids = turn.path, turn.program.flow_ids
    while True:
        if emptied:
            scope_is_empty(turn, emptied.pop())
        elif agenda:
            flow, scope = agenda.popleft()
            if scope and scope not in live:
                continue
            if flow >= 0:
                path.append(("taken", flow_ids[flow], scope))
                place = places[target[flow]]
            else:
                place = places[-1 - flow]
            turn.moves += 1
            try:
                if turn.moves > MOST_MOVES:
                    raise _endless()
                ARRIVE[place.kind](turn, place, scope, flow)
            except Stuck as stuck:
                turn.stick(place, scope, stuck, ("arrive", flow))
        elif late:
            _throw_late(turn)
        elif not settle(turn):
            return


def _throw_late(turn: Turn) -> None:
    act, place, scope, flow = turn.late.popleft()
    if scope != ROOT and scope not in turn.state.live:
        return
    try:
        act(turn, place, scope, flow)
    except Stuck as stuck:
        turn.stick(place, scope, stuck, ("arrive", flow))


def _endless() -> Stuck:
    """A token that moves without end is stopped, so that other cases are not starved."""
    template = "Expected the case to come to rest, but it made {moves} moves in one turn."
    return Stuck("endless-loop", template, {"moves": MOST_MOVES})


def scope_is_empty(turn: Turn, scope: int) -> None:
    """Complete a scope that holds no token and no instance any more."""
    state = turn.state
    if state.counts.get(scope, 1) > 0:
        return
    if scope == ROOT:
        if state.status == "active":
            state.status = "completed"
            state.waits.clear()
            state.done.clear()
            turn.path.append(("completed", state.process, ROOT))
        return
    data = state.live[scope].data
    if data and data[0] == UNDOING:
        compensation_ended(turn, scope)
    elif scope_done(turn, scope):
        finish(turn, scope)


def element_of(turn: Turn, iid: int) -> Place:
    """The element an instance is of."""
    return turn.places[turn.state.live[iid].place]
