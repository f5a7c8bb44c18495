"""The one pure pair under all five uses: what may happen in a case, and what then follows.

    enabled(standard, state)     -> the steps that may be taken
    fire(standard, state, step)  -> the state after it, and what happened on the way

`run` fires when a command is legal, `check` searches with both, `simulate` samples from `enabled`,
`teach` offers it as choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain, combinations
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.standard.steps.drain import drain
from guiju.standard.steps.moves import MOVES
from guiju.standard.steps.program import KIND, Place, Standard
from guiju.standard.steps.state import CHOICE, LOOP, ROOT, SCOPE, STUCK, WORK, State
from guiju.standard.steps.turn import Moment, Sent, Turn

_NO_VALUES: Mapping[str, Any] = MappingProxyType({})
_MOST_FLOWS = 12
"""An inclusive choice among more flows than this is offered flow by flow and all together."""


class Step(NamedTuple):
    """One thing that may be done to a case.

    Attributes:
        kind: one of the names in `MOVES`: start complete trigger choose again leave begin error
            escalate fail retry set move cancel.
        target: the instance, the wait, or the place (for start and begin) it is done to.
        choice: flow indexes of a chosen branch; (scope, place) of what begins.
        values: data that comes with it.
    """

    kind: str
    target: int = ROOT
    choice: tuple[Any, ...] = ()
    values: Mapping[str, Any] = _NO_VALUES


class Fired(NamedTuple):
    """What a step led to.

    Attributes:
        state: the state after the turn; every token rests in it.
        path: moments (what, element id, instance), in order.
        answers: what data answered on the way; giving them back replays the turn exactly.
        sent: messages and signals for others.
    """

    state: State
    path: tuple[Moment, ...]
    answers: tuple[Any, ...]
    sent: tuple[Sent, ...]


def initial(process: str, variables: Mapping[str, Any] = _NO_VALUES) -> State:
    """A case of a process before its start."""
    return State(process, variables)


def fire(
    standard: Standard,
    state: State,
    step: Step,
    now: datetime | None = None,
    answers: Iterable[Any] | None = None,
    open_: bool = False,
    owned: bool = False,
) -> Fired:
    """Take one step and follow it until every token rests.

    Args:
        standard: the compiled standard.
        state: left as it is, unless `owned`.
        step: must be legal in the state; `run` refuses others before they come here.
        now: the moment it happens, UTC; timers count from it.
        answers: of an earlier firing of the same step: nothing is evaluated then.
        open_: no data decides; branches, results and repetitions become choices of their own.
        owned: the caller gives the state away, and it is moved in place.

    Returns:
        The state after, and all that happened.

    Raises:
        KeyError: the step's target is not there.
    """
    turn = Turn(standard, state if owned else state.copy(), now, answers, open_)
    turn.path.append(("step", step.kind, step.target))
    MOVES[step.kind](turn, step.target, step.choice, step.values)
    drain(turn)
    return Fired(turn.state, tuple(turn.path), tuple(turn.answers), tuple(turn.sent))


def enabled(standard: Standard, state: State, open_: bool = False) -> tuple[Step, ...]:
    """The steps that may be taken, oldest first.

    Args:
        standard: the compiled standard.
        state: a state in which every token rests.
        open_: no data decides (see `fire`); then choices are offered, and every event may happen.
    """
    if state.status == "new":
        return _starts(standard, state)
    if state.status != "active":
        return ()
    steps: list[Step] = []
    for iid, instance in state.live.items():
        place = standard.program.places[instance.place]
        if instance.phase == WORK:
            steps.append(Step("complete", iid))
            if open_:
                steps.extend(_errors(standard, place, iid))
        elif instance.phase == STUCK:
            steps.append(Step("retry", iid))
        elif instance.phase == CHOICE:
            steps.extend(_choices(standard, place, iid, instance.data))
        elif instance.phase == LOOP and open_ and instance.data == ("loop",):
            steps.append(Step("again", iid))
        elif instance.phase == SCOPE:
            steps.extend(_ad_hoc(standard, state, place, iid, open_))
    steps.extend(Step("trigger", wid) for wid in state.waits)
    return tuple(steps)


def _starts(standard: Standard, state: State) -> tuple[Step, ...]:
    body = standard.program.bodies[state.process]
    plain = (Step("start", -1),) if body.starts else ()
    return plain + tuple(Step("start", index) for index in body.event_starts)


def _choices(standard: Standard, place: Place, iid: int, data: tuple[Any, ...]) -> Iterable[Step]:
    if data == ("loop",):
        yield Step("again", iid)
        yield Step("leave", iid)
        return
    for flows in ways_out(place):
        yield Step("choose", iid, flows)


def ways_out(place: Place) -> Iterable[tuple[int, ...]]:
    """Every set of flows that a token could leave a place by, data or no data."""
    if place.kind == KIND["exclusiveGateway"]:
        return ((flow,) for flow in place.outs)
    always = tuple(
        flow
        for flow, condition in zip(place.outs, place.conditions, strict=True)
        if condition is None and flow != place.default
    )
    if place.kind == KIND["inclusiveGateway"]:
        always = ()
    maybe = [flow for flow in place.outs if flow not in always and flow != place.default]
    if len(maybe) > _MOST_FLOWS:
        sets: Iterable[tuple[int, ...]] = chain(((flow,) for flow in maybe), (tuple(maybe),))
    else:
        sizes = range(1, len(maybe) + 1)
        sets = chain.from_iterable(combinations(maybe, size) for size in sizes)
    taken = (tuple(sorted(always + some)) for some in sets)
    if place.default >= 0:
        return chain(taken, (tuple(sorted((*always, place.default))),))
    return chain(taken, (always,)) if always else taken


def _errors(standard: Standard, place: Place, iid: int) -> Iterable[Step]:
    """Without data, work may end in any error that somebody waits for on its border."""
    for index in place.boundary:
        for catch in standard.program.places[index].catches:
            if catch.definition.kind in ("error", "escalation"):
                kind = "error" if catch.definition.kind == "error" else "escalate"
                yield Step(kind, iid, (catch.definition.code, catch.definition.ref))


def _ad_hoc(
    standard: Standard, state: State, place: Place, iid: int, open_: bool
) -> Iterable[Step]:
    """What people may begin in an ad-hoc sub-process, and that they may end it."""
    if place.body is None or not place.body.ad_hoc or place.kind != KIND["adHocSubProcess"]:
        return
    inside = {each.place for each in state.live.values() if each.owner == iid}
    if not (place.sequential and inside):
        for index in place.body.ad_hoc:
            if not (open_ and index in inside):
                yield Step("begin", iid, (index,))
    if not inside:
        yield Step("leave", iid)
