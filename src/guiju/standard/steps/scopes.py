"""Scopes: the case itself, sub-processes, transactions, called processes; their end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.standard.steps.program import KIND, Body
from guiju.standard.steps.state import ROOT, UNDOING
from guiju.standard.steps.turn import Turn
from guiju.standard.steps.waits import listen_or_stick

START_EVENT = KIND["startEvent"]


def body_at(turn: Turn, scope: int) -> Body | None:
    """What is inside an open scope; None for a compensation under way."""
    if scope == ROOT:
        return turn.program.bodies[turn.state.process]
    if turn.state.live[scope].data[:1] == (UNDOING,):
        return None
    place = turn.places[turn.state.live[scope].place]
    return place.body or turn.program.bodies.get(place.called or "")


def open_scope(turn: Turn, scope: int, body: Body, starts: tuple[int, ...]) -> None:
    """Begin what is inside: listen for its event sub-processes, put a token on each start."""
    turn.state.counts[scope] = len(starts)
    declare(turn, scope, body.names)
    for index in body.event_subs:
        listen_or_stick(turn, turn.places[index], scope, scope)
    for index in starts:
        begin_at(turn, index, scope)
    if not starts:
        turn.emptied.append(scope)


def begin_at(turn: Turn, index: int, scope: int) -> None:
    """A token appears at a place that no flow leads to; the scope must already count it."""
    turn.agenda.append((-1 - index, scope))


def declare(turn: Turn, scope: int, names: tuple[str, ...]) -> None:
    """Data objects and properties exist from the start of their scope, empty."""
    if not names:
        return
    state = turn.state
    home = state.variables if scope == ROOT else state.locals.setdefault(scope, {})
    for name in names:
        home.setdefault(name, None)


def depth(turn: Turn, iid: int) -> int:
    """How many scopes and loops an instance lies in."""
    deep = 0
    while iid != ROOT and iid in turn.state.live:
        deep += 1
        iid = turn.state.live[iid].owner
    return deep


def children(turn: Turn, owner: int) -> list[int]:
    """Open instances directly inside a scope or loop, oldest first."""
    return [iid for iid, instance in turn.state.live.items() if instance.owner == owner]


def clear(turn: Turn, scope: int, keep: int = -1) -> None:
    """Take everything out of a scope, but for one instance; the scope itself stays open."""
    turn.cleared[scope] = turn.cleared.get(scope, 0) + 1
    for iid in children(turn, scope):
        if iid != keep:
            cancel(turn, iid)
    _clear_tokens(turn, scope)
    turn.state.counts[scope] = 1 if keep in turn.state.live else 0


def _clear_tokens(turn: Turn, scope: int) -> None:
    state = turn.state
    for key in [key for key in state.tokens if key[0] == scope]:
        del state.tokens[key]
    for key in [key for key in state.joins if key[0] == scope]:
        del state.joins[key]
    if turn.agenda:
        kept = [entry for entry in turn.agenda if entry[1] != scope]
        turn.agenda.clear()
        turn.agenda.extend(kept)
    if turn.late:
        kept_late = [entry for entry in turn.late if entry[2] != scope]
        turn.late.clear()
        turn.late.extend(kept_late)


def cancel(turn: Turn, iid: int) -> None:
    """End an instance and everything inside it, without any token leaving it."""
    state = turn.state
    instance = state.live.get(iid)
    if instance is None:
        return
    place = turn.places[instance.place]
    for inner in children(turn, iid):
        cancel(turn, inner)
    _clear_tokens(turn, iid)
    close(turn, iid)
    turn.path.append(("cancelled", place.id, iid))


def close(turn: Turn, iid: int) -> None:
    """Forget an instance: its waits, its variables, its memory of what could be compensated."""
    state = turn.state
    instance = state.live.pop(iid)
    place = turn.places[instance.place]
    if state.waits and (place.boundary or instance.phase or place.catches):
        turn.stop_waiting(iid)
    if state.locals:
        state.locals.pop(iid, None)
    if state.incidents:
        state.incidents.pop(iid, None)
    state.counts.pop(iid, None)
    if state.done:
        state.done.pop(iid, None)


def stop_event_subs(turn: Turn, scope: int) -> None:
    """An interrupted scope starts no further event sub-process; events on its border go on."""
    waits = turn.state.waits
    for wid, wait in list(waits.items()):
        if wait.host == scope and turn.places[wait.place].kind == START_EVENT:
            del waits[wid]


def end_case(turn: Turn, status: str) -> None:
    """End the case at once, whatever is still open in it."""
    state = turn.state
    clear(turn, ROOT)
    state.waits.clear()
    state.done.clear()
    state.status = status
    turn.path.append((status, state.process, ROOT))


def snapshot(turn: Turn, iid: int) -> Mapping[str, Any]:
    """The variables an instance has of its own, for a compensation that comes later."""
    return dict(turn.state.locals.get(iid, {}))
