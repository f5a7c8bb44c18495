"""Gateways: exclusive, parallel, inclusive, event-based, complex (BPMN 2.0.2, 13.4)."""

from __future__ import annotations

from collections.abc import Mapping

from guiju.standard.steps.choose import one_of, some_of
from guiju.standard.steps.program import KIND, Place
from guiju.standard.steps.state import CHOICE, WAIT
from guiju.standard.steps.turn import Stuck, Turn
from guiju.standard.steps.waits import listen

_RECEIVE = KIND["receiveTask"]


def arrive_exclusive(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """Pass-through merge, first-true split."""
    leave_gateway(turn, place, scope, one_of(turn, place, scope))


def leave_gateway(turn: Turn, place: Place, scope: int, flows: tuple[int, ...] | None) -> None:
    """Send the token on, or keep it while the choice is open."""
    if flows is None:
        turn.add(place, scope, CHOICE, ("leave",))
        return
    turn.path.append(("passed", place.id, scope))
    turn.emit(scope, flows)


def arrive_parallel(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """Wait for one token on every input, then one token on every output."""
    ins = place.ins
    if len(ins) > 1 and flow >= 0:
        tokens = turn.state.tokens
        key = (scope, flow)
        tokens[key] = tokens.get(key, 0) + 1
        for each in ins:
            if (scope, each) not in tokens:
                return
        for each in ins:
            _take(tokens, (scope, each))
        turn.path.append(("passed", place.id, scope))
        turn.emit(scope, place.outs, len(ins))
        return
    turn.path.append(("passed", place.id, scope))
    turn.emit(scope, place.outs)


def _take(tokens: dict[tuple[int, int], int], key: tuple[int, int]) -> None:
    held = tokens[key] - 1
    if held:
        tokens[key] = held
    else:
        del tokens[key]


def arrive_inclusive(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """Keep the token; `settle` opens the join when no other token can come."""
    if len(place.ins) <= 1 or flow < 0:
        leave_gateway(turn, place, scope, some_of(turn, place, scope))
        return
    key = (scope, flow)
    turn.state.tokens[key] = turn.state.tokens.get(key, 0) + 1
    turn.state.joins.setdefault((scope, place.index), ())


def open_inclusive(turn: Turn, place: Place, scope: int) -> None:
    """One token of each input that has one becomes one token per chosen output."""
    tokens = turn.state.tokens
    present = [flow for flow in place.ins if (scope, flow) in tokens]
    try:
        flows = some_of(turn, place, scope)
    except Stuck as stuck:
        flows = ()
        turn.state.counts[scope] += 1
        turn.stick(place, scope, stuck, ("leave",))
    for flow in present:
        _take(tokens, (scope, flow))
    if not any((scope, flow) in tokens for flow in place.ins):
        turn.state.joins.pop((scope, place.index), None)
    turn.state.counts[scope] -= len(present) - 1
    leave_gateway(turn, place, scope, flows)


def blocked(turn: Turn, place: Place, scope: int) -> bool:
    """Whether a token elsewhere could still come to an input that has none (13.4.3)."""
    state, reach = turn.state, place.reach
    filled = 0
    for bit, flow in enumerate(place.ins):
        if (scope, flow) in state.tokens:
            filled |= 1 << bit

    def blocks(mask: int) -> bool:
        return bool(mask & ~filled) and not mask & filled

    for (where, flow), _ in state.tokens.items():
        if where == scope and flow >= 0 and flow not in place.ins and blocks(reach.get(flow, 0)):
            return True
        if where == scope and flow < 0 and blocks(_from_place(turn, turn.places[-1 - flow], reach)):
            return True
    return any(
        instance.owner == scope and blocks(_from_place(turn, turn.places[instance.place], reach))
        for instance in state.live.values()
        if instance.place != place.index
    )


def _from_place(turn: Turn, place: Place, reach: Mapping[int, int]) -> int:
    """Inputs that a token inside a place can come to, boundary events and links included."""
    mask = 0
    get = reach.get
    for flow in place.outs:
        mask |= get(flow, 0)
    for index in place.boundary:
        for flow in turn.places[index].outs:
            mask |= get(flow, 0)
    if place.kind == KIND["eventBasedGateway"]:
        for flow in place.outs:
            for way in turn.places[turn.flow_target[flow]].outs:
                mask |= get(way, 0)
    return mask


def arrive_complex(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """Count the token; start when the activation condition holds (13.4.5).

    After the start the gateway waits for its reset: until every other input has had its token or
    can get none any more. Its state is `("start",)` or `("reset", inputs it started with)`.
    """
    if len(place.ins) <= 1 or flow < 0:
        leave_gateway(turn, place, scope, some_of(turn, place, scope, _start_names(True)))
        return
    state = turn.state
    key = (scope, flow)
    state.tokens[key] = state.tokens.get(key, 0) + 1
    gate = (scope, place.index)
    if state.joins.setdefault(gate, ("start",))[0] != "start":
        return
    try:
        if turn.open or _activates(turn, place, scope):
            start_complex(turn, place, scope)
    except Stuck:
        _take(state.tokens, key)  # the token is in the incident now
        raise


def _activates(turn: Turn, place: Place, scope: int) -> bool:
    tokens = turn.state.tokens
    if place.activation is None:
        return all((scope, flow) in tokens for flow in place.ins)
    counts: dict[str, object] = {
        turn.program.flow_ids[flow]: tokens.get((scope, flow), 0) for flow in place.ins
    }
    counts["activationCount"] = sum(tokens.get((scope, flow), 0) for flow in place.ins)
    held = turn.ask(place.activation, scope, "boolean", counts | _start_names(True))
    return bool(held)


def _start_names(starting: bool) -> dict[str, object]:
    return {"waitingForStart": starting}


def start_complex(turn: Turn, place: Place, scope: int) -> None:
    """Take a token from each input that has one, send tokens on, wait for the reset."""
    state = turn.state
    flows = some_of(turn, place, scope, _start_names(True))
    present = tuple(flow for flow in place.ins if (scope, flow) in state.tokens)
    for flow in present:
        _take(state.tokens, (scope, flow))
    state.joins[(scope, place.index)] = ("reset", present)
    # The waiting gateway itself keeps the scope open: it holds the one count that is left.
    state.counts[scope] -= len(present) - 2
    leave_gateway(turn, place, scope, flows)


def reset_complex(turn: Turn, place: Place, scope: int) -> None:
    """Take what came late, send tokens by the conditions that ask for it, start anew."""
    state = turn.state
    present = [flow for flow in place.ins if (scope, flow) in state.tokens]
    started = state.joins[(scope, place.index)][1]
    flows: list[int] = []
    for flow, condition in zip(place.outs, place.conditions, strict=True):
        reads = condition is not None and "waitingForStart" in condition.text
        if reads and not turn.open and turn.ask(condition, scope, "boolean", _start_names(False)):
            flows.append(flow)
    for flow in present:
        if flow not in started:
            _take(state.tokens, (scope, flow))
    late = [flow for flow in present if flow not in started]
    del state.joins[(scope, place.index)]
    if any((scope, flow) in state.tokens for flow in place.ins):
        state.joins[(scope, place.index)] = ("start",)
    turn.emit(scope, tuple(flows), len(late) + 1)


def resets(turn: Turn, place: Place, scope: int) -> bool:
    """Whether no further token can come to an input the gateway has not had one from."""
    started = turn.state.joins[(scope, place.index)][1]
    missing = [
        flow for flow in place.ins if flow not in started and (scope, flow) not in turn.state.tokens
    ]
    return not missing or not can_still_come(turn, place, scope, missing)


def can_still_come(turn: Turn, place: Place, scope: int, missing: list[int]) -> bool:
    """Whether a token elsewhere in the scope has a way to one of these inputs."""
    bits = sum(1 << bit for bit, flow in enumerate(place.ins) if flow in missing)
    state, reach = turn.state, place.reach
    for where, flow in state.tokens:
        if where == scope and flow >= 0 and flow not in place.ins and reach.get(flow, 0) & bits:
            return True
    return any(
        instance.owner == scope
        and instance.place != place.index
        and _from_place(turn, turn.places[instance.place], reach) & bits
        for instance in state.live.values()
    )


def arrive_event_based(turn: Turn, place: Place, scope: int, flow: int) -> None:
    """Wait for the first of the events behind the gateway (13.4.4)."""
    iid = turn.add(place, scope, WAIT)
    try:
        for out in place.outs:
            listen(turn, turn.places[turn.flow_target[out]], iid)
    except Stuck:
        turn.stop_waiting(iid)
        del turn.state.live[iid]
        raise
    turn.path.append(("entered", place.id, iid))
