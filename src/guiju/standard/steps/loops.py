"""Loops: standard loop and multi-instance (BPMN 2.0.2, 13.3.6 and 13.3.7).

The loop is an instance of its own (phase LOOP) that boundary events sit on; it owns the instances
of its activity. Its data:

    standard loop    ("loop", iterations done)
    multi-instance   ("many", total, begun, completed, terminated, items or None)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from guiju.standard.feel.tree import NumberLiteral
from guiju.standard.model.definitions import EventDefinition
from guiju.standard.steps.activities import complete, listen_at_boundary, open_activity, remember
from guiju.standard.steps.program import Loop, Place
from guiju.standard.steps.scopes import cancel, children, close
from guiju.standard.steps.state import CHOICE, LOOP
from guiju.standard.steps.throwing import beside, throw_escalation, throw_signal
from guiju.standard.steps.turn import Sent, Stuck, Turn

OPEN_AT_ONCE = 3
"""Where no data says how many, at most so many instances of a scope are open at once."""

COUNTED = 8
"""A number written in the model is kept to without data too, up to this many instances."""


class Many(NamedTuple):
    """Where a multi-instance activity has got to."""

    word: str
    total: int
    begun: int
    completed: int
    terminated: int
    items: tuple[Any, ...] | None

    @property
    def active(self) -> int:
        """Instances begun and neither completed nor terminated."""
        return self.begun - self.completed - self.terminated


def begin_loop(turn: Turn, place: Place, scope: int) -> None:
    """A token comes to an activity that repeats or multiplies."""
    iid = turn.add(place, scope, LOOP, ("new",))
    turn.path.append(("repeating", place.id, iid))
    try:
        for_boundary(turn, place, iid)
        start_loop(turn, place, iid)
    except Stuck as stuck:
        turn.stop_waiting(iid)
        turn.stick_instance(iid, stuck, ("loop",))


def for_boundary(turn: Turn, place: Place, iid: int) -> None:
    """Listen to the events on the border of the whole loop."""
    if place.boundary:
        listen_at_boundary(turn, place, iid)


def start_loop(turn: Turn, place: Place, iid: int) -> None:
    """Begin the first iteration, or all instances."""
    loop = place.loop
    assert loop is not None
    if turn.open and not is_counted(loop):
        _ask_how_often(turn, iid, loop)
    elif loop.multi:
        _begin_many(turn, place, loop, iid)
    else:
        _set(turn, iid, ("loop", 0))
        if loop.test_before and not _again(turn, loop, iid, 0):
            complete(turn, iid)
        else:
            _iterate(turn, place, iid, 0)


def is_counted(loop: Loop) -> bool:
    """Whether the model itself says how many instances there are, and nothing ends them early."""
    if loop.cardinality is None or loop.completion is not None or loop.behavior != "All":
        return False
    tree = loop.cardinality.tree
    return isinstance(tree, NumberLiteral) and 0 <= tree.value <= COUNTED


def _set(turn: Turn, iid: int, data: tuple[Any, ...]) -> None:
    live = turn.state.live
    live[iid] = live[iid]._replace(phase=LOOP, data=data)


def _ask_how_often(turn: Turn, iid: int, loop: Loop) -> None:
    """Without data, how often is a choice at each turn; a test after means at least once."""
    live = turn.state.live
    _set(turn, iid, ("choosing", 0))
    if not loop.multi and not loop.test_before:
        _iterate(turn, turn.places[live[iid].place], iid, 0)
    else:
        live[iid] = live[iid]._replace(phase=CHOICE, data=("loop",))


def choose_again(turn: Turn, iid: int, again: bool) -> None:
    """Without data: one more instance, or the end of the loop."""
    live = turn.state.live
    place = turn.places[live[iid].place]
    _set(turn, iid, ("choosing", len(children(turn, iid))))
    if again:
        _iterate(turn, place, iid, 0)
        parallel = place.loop is not None and place.loop.multi and not place.loop.sequential
        room = place.body is not None and len(children(turn, iid)) < OPEN_AT_ONCE
        if parallel and room:
            live[iid] = live[iid]._replace(data=("loop",))
    else:
        complete(turn, iid)


def _again(turn: Turn, loop: Loop, iid: int, done: int) -> bool:
    """Whether a standard loop goes round once more."""
    if loop.maximum is not None and done >= loop.maximum:
        return False
    if loop.condition is None:
        return loop.maximum is not None
    return bool(turn.ask(loop.condition, iid, "boolean", {"loopCounter": done}))


def _iterate(turn: Turn, place: Place, iid: int, done: int) -> None:
    names = {} if turn.open else {"loopCounter": done + 1}
    open_activity(turn, place, iid, names)


def _begin_many(turn: Turn, place: Place, loop: Loop, iid: int) -> None:
    items: tuple[Any, ...] | None = None
    if loop.collection is not None:
        items = tuple(turn.ask(loop.collection, iid, "list"))
        total = len(items)
    elif loop.cardinality is not None:
        total = int(turn.ask(loop.cardinality, iid, "number"))
    else:
        template = "A multi-instance activity needs a cardinality or a collection."
        raise Stuck("multi-instance-without-number", template, {}, False)
    if total < 0:
        template = "A multi-instance activity needs 0 or more instances, but got {found}."
        raise Stuck("multi-instance-negative", template, {"found": total})
    if total > MOST_INSTANCES:
        template = "At most {most} instances are begun at once, but {found} were asked for."
        raise Stuck("too-many-instances", template, {"most": MOST_INSTANCES, "found": total})
    if loop.results and not turn.open:
        turn.set_variables(iid, {loop.results: [None] * total})
    _set(turn, iid, Many("many", total, 0, 0, 0, items))
    if total == 0:
        complete(turn, iid)
    for _ in range(min(total, 1) if loop.sequential else total):
        if iid in turn.state.live and turn.state.live[iid].phase == LOOP:
            _begin_one(turn, place, iid)


MOST_INSTANCES = 10_000


def _begin_one(turn: Turn, place: Place, iid: int) -> None:
    many = Many(*turn.state.live[iid].data)
    number = many.begun
    _set(turn, iid, many._replace(begun=number + 1))
    names: dict[str, Any] = {} if turn.open else {"loopCounter": number + 1}
    if many.items is not None and place.loop is not None and place.loop.element:
        names[place.loop.element] = many.items[number]
    open_activity(turn, place, iid, names)


def inner_done(turn: Turn, iid: int, inner: int) -> None:
    """One iteration or instance has completed."""
    state = turn.state
    place = turn.places[state.live[inner].place]
    loop = place.loop
    assert loop is not None
    if place.compensable or state.done.get(inner):
        _remember_inner(turn, place, iid, inner)
    number = state.locals.get(inner, {}).get("loopCounter", 1)
    result = None
    if loop.result is not None and not turn.open:
        try:
            result = turn.ask(loop.result, inner, "any")
        except Stuck as stuck:
            turn.stick_instance(inner, stuck, ("finish",))
            return
    close(turn, inner)
    turn.path.append(("completed", place.id, inner))
    try:
        if turn.open and not is_counted(loop):
            _open_again(turn, iid, loop)
        elif loop.multi:
            _one_of_many_done(turn, place, loop, iid, number, result)
        else:
            _iteration_done(turn, place, loop, iid)
    except Stuck as stuck:
        # The loop itself stays open: its other instances go on meanwhile.
        turn.stick(place, iid, stuck, ("loop-on",))


def _remember_inner(turn: Turn, place: Place, iid: int, inner: int) -> None:
    remember(turn, place, iid, inner)


def _open_again(turn: Turn, iid: int, loop: Loop) -> None:
    """Without data the loop asks again whenever an instance has ended."""
    live = turn.state.live
    if not children(turn, iid):
        live[iid] = live[iid]._replace(phase=CHOICE, data=("loop",))
    else:
        live[iid] = live[iid]._replace(data=("loop",))


def _iteration_done(turn: Turn, place: Place, loop: Loop, iid: int) -> None:
    done = turn.state.live[iid].data[1] + 1
    _set(turn, iid, ("loop", done))
    if _again(turn, loop, iid, done):
        _iterate(turn, place, iid, done)
    else:
        complete(turn, iid)


def _one_of_many_done(
    turn: Turn, place: Place, loop: Loop, iid: int, number: int, result: Any
) -> None:
    state = turn.state
    many = Many(*state.live[iid].data)
    many = many._replace(completed=many.completed + 1)
    _set(turn, iid, many)
    if loop.results and not turn.open:
        _collect(turn, loop.results, iid, number, result)
    stop = _throw_behavior(turn, place, loop, iid, many)
    if iid in state.live:
        _many_go_on(turn, place, loop, iid, stop)


def go_on(turn: Turn, iid: int) -> None:
    """After an incident: ask once more whether the loop goes on."""
    place = turn.places[turn.state.live[iid].place]
    loop = place.loop
    assert loop is not None
    if loop.multi:
        _many_go_on(turn, place, loop, iid, False)
    elif _again(turn, loop, iid, turn.state.live[iid].data[1]):
        _iterate(turn, place, iid, turn.state.live[iid].data[1])
    else:
        complete(turn, iid)


def _many_go_on(turn: Turn, place: Place, loop: Loop, iid: int, stop: bool) -> None:
    """Begin the next instance, or end the activity when all are done or enough are."""
    many = Many(*turn.state.live[iid].data)
    if not stop and loop.completion is not None:
        stop = bool(turn.ask(loop.completion, iid, "boolean", counts(many)))
    if stop or many.completed + many.terminated >= many.total:
        for inner in children(turn, iid):
            cancel(turn, inner)
        complete(turn, iid)
    elif loop.sequential:
        _begin_one(turn, place, iid)


def _collect(turn: Turn, name: str, iid: int, number: int, result: Any) -> None:
    values = turn.variables(iid).get(name)
    if isinstance(values, list) and 0 < number <= len(values):
        turn.set_variables(iid, {name: [*values[: number - 1], result, *values[number:]]})


def counts(many: Many) -> Mapping[str, int]:
    """What a completion condition may ask about (Table 10.30, and Camunda's names)."""
    return {
        "numberOfInstances": many.total,
        "numberOfActiveInstances": many.active,
        "numberOfCompletedInstances": many.completed,
        "numberOfTerminatedInstances": many.terminated,
        "nrOfInstances": many.total,
        "nrOfActiveInstances": many.active,
        "nrOfCompletedInstances": many.completed,
        "loopCounter": many.begun,
    }


def _throw_behavior(turn: Turn, place: Place, loop: Loop, iid: int, many: Many) -> bool:
    """Throw what `behavior` says when an instance completes (Table 10.31).

    Returns:
        Whether a complex behavior ends the remaining instances.
    """
    first = loop.behavior == "One" and many.completed == 1
    if loop.thrown is not None and (loop.behavior == "None" or first):
        throw_to_border(turn, place, loop.thrown, iid)
    elif loop.behavior == "Complex":
        for condition, thrown in loop.complex:
            if turn.ask(condition, iid, "boolean", counts(many)):
                for definition in thrown:
                    throw_to_border(turn, place, definition, iid)
                return True
    return False


def throw_to_border(turn: Turn, place: Place, definition: EventDefinition, iid: int) -> None:
    """An implicit throw: caught on the border of the activity, which goes on; else outside."""
    for index in place.boundary:
        boundary = turn.places[index]
        for catch in boundary.catches:
            same = catch.definition.ref == definition.ref or (
                catch.definition.name is not None and catch.definition.name == definition.name
            )
            if catch.definition.kind == definition.kind and same:
                beside(turn, boundary, iid)
                return
    _throw_outside(turn, place, definition, iid)


def _throw_outside(turn: Turn, place: Place, definition: EventDefinition, iid: int) -> None:
    scope = turn.state.live[iid].owner
    if definition.kind == "signal":
        throw_signal(turn, place, definition, {})
    elif definition.kind == "escalation":
        throw_escalation(turn, definition, scope, {})
    elif definition.kind == "message":
        turn.sent.append(Sent("message", definition.name, place.id, None, {}))
