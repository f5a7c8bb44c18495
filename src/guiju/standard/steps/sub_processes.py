"""Activities that are scopes: sub-process, transaction, ad-hoc, call (13.3.4 to 13.3.6)."""

from __future__ import annotations

from typing import Any

from guiju.standard.model.definitions import CallActivity
from guiju.standard.steps.activities import finish
from guiju.standard.steps.program import KIND, Place
from guiju.standard.steps.scopes import begin_at, children, clear, declare, depth, open_scope
from guiju.standard.steps.state import SCOPE
from guiju.standard.steps.turn import Stuck, Turn

AD_HOC = KIND["adHocSubProcess"]
DEEPEST = 100
"""Scopes may lie this deep; a process that calls itself without end is stuck here."""


def do_sub_process(turn: Turn, place: Place, iid: int) -> None:
    """Enter an embedded sub-process or transaction."""
    body = place.body
    assert body is not None
    _become_scope(turn, iid, ())
    open_scope(turn, iid, body, body.starts)


def _become_scope(turn: Turn, iid: int, data: tuple[Any, ...]) -> None:
    live = turn.state.live
    live[iid] = live[iid]._replace(phase=SCOPE, data=data)
    turn.state.counts[iid] = 0


def do_call(turn: Turn, place: Place, iid: int) -> None:
    """Enter a called process or global task, which sees only what it is given."""
    body = turn.program.bodies.get(place.called or "")
    if body is None:
        template = "Expected a process or global task {called} in the file, but there is none."
        raise Stuck("called-element-unknown", template, {"called": place.called}, False)
    if depth(turn, iid) > DEEPEST:
        template = "Calls may lie {deepest} deep; {called} calls itself deeper."
        raise Stuck("calls-too-deep", template, {"deepest": DEEPEST, "called": place.called})
    state, node = turn.state, place.node
    assert isinstance(node, CallActivity)
    given = dict(state.locals.get(iid, {}))
    if node.propagate_all_inputs:
        given = {**turn.variables(state.live[iid].owner), **given}
    given |= {theirs: given[mine] for mine, theirs in zip(place.takes, body.takes, strict=False)}
    state.locals[iid] = given
    _become_scope(turn, iid, ())
    open_scope(turn, iid, body, body.starts)


def do_ad_hoc(turn: Turn, place: Place, iid: int) -> None:
    """Enter an ad-hoc sub-process: each inner activity is due once, in parallel or in turn."""
    body = place.body
    assert body is not None
    if turn.open:
        _become_scope(turn, iid, ("ad-hoc", (), True))
        declare(turn, iid, body.names)
        return
    first = body.ad_hoc[:1] if place.sequential else body.ad_hoc
    rest = body.ad_hoc[1:] if place.sequential else ()
    _become_scope(turn, iid, ("ad-hoc", rest, place.completion is None))
    open_scope(turn, iid, body, first)


def ad_hoc_step(turn: Turn, scope: int) -> bool:
    """An activity inside an ad-hoc sub-process has completed: is that all (13.3.5)?

    Returns:
        Whether the completion condition holds and what else is inside was ended.
    """
    live = turn.state.live
    instance = live[scope]
    place = turn.places[instance.place]
    if place.completion is None or turn.open:
        return False
    try:
        if not turn.ask(place.completion, scope, "boolean"):
            return False
    except Stuck as stuck:
        turn.state.counts[scope] += 1
        turn.stick(place, scope, stuck, ("ad-hoc",))
        return False
    live[scope] = instance._replace(data=("ad-hoc", (), True))
    if place.cancel_remaining:
        clear(turn, scope)
        turn.state.counts[scope] = 1  # the activity that has just completed
    return place.cancel_remaining


def scope_done(turn: Turn, scope: int) -> bool:
    """Whether an empty scope is complete; an ad-hoc one may have more to begin."""
    live = turn.state.live
    instance = live[scope]
    place = turn.places[instance.place]
    if place.kind == KIND["callActivity"]:
        _hand_back(turn, scope, place)
        return True
    if place.kind != AD_HOC or not instance.data:
        return True
    _, rest, enough = instance.data
    if turn.open:
        return False
    if rest:
        _begin_next(turn, scope)
        return False
    return bool(enough)


def _begin_next(turn: Turn, scope: int) -> None:
    instance = turn.state.live[scope]
    word, rest, enough = instance.data
    turn.state.live[scope] = instance._replace(data=(word, rest[1:], enough))
    turn.state.counts[scope] += 1
    begin_at(turn, rest[0], scope)


def next_in_turn(turn: Turn) -> bool:
    """Begin the next activity of a sequential ad-hoc sub-process in which only tokens rest.

    Returns:
        Whether there was one.
    """
    for scope, instance in turn.state.live.items():
        due = instance.phase == SCOPE and instance.data[:1] == ("ad-hoc",) and instance.data[1]
        if due and not children(turn, scope):
            _begin_next(turn, scope)
            return True
    return False


def _hand_back(turn: Turn, scope: int, place: Place) -> None:
    """What the called process ended with goes to the caller."""
    node = place.node
    _fill_outputs(turn, scope, place)
    if isinstance(node, CallActivity) and node.propagate_all_outputs:
        own = {*place.local_names, "loopCounter"}
        if place.loop is not None and place.loop.element:
            own.add(place.loop.element)
        values = turn.state.locals.get(scope, {})
        kept = {name: value for name, value in values.items() if name not in own}
        turn.set_variables(turn.state.live[scope].owner, kept)


def _fill_outputs(turn: Turn, scope: int, place: Place) -> None:
    """The data outputs of the call are those of the called process, in their order (10.4.1)."""
    body = turn.program.bodies.get(place.called or "")
    names = turn.state.locals.get(scope)
    for mine, theirs in zip(place.gives, body.gives if body else (), strict=False):
        if names and names.get(theirs) is not None:
            names[mine] = names[theirs]


def leave_ad_hoc(turn: Turn, scope: int) -> None:
    """Somebody says that an ad-hoc sub-process is complete."""
    finish(turn, scope)
