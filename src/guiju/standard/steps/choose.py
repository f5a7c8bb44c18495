"""Which flows a token leaves by."""

from __future__ import annotations

from guiju.standard.steps.program import Place
from guiju.standard.steps.turn import Stuck, Turn

_NO_PATH = "None of the conditions of {element} holds and it has no default flow: {conditions}."


def leaving(turn: Turn, place: Place, scope: int) -> tuple[int, ...] | None:
    """Flows out of an activity or event: the unconditional ones and those that hold (13.3.1).

    Returns:
        Flow indexes, or None where the choice is open.
    """
    if not place.conditional:
        return place.outs
    if turn.open:
        return None
    taken = []
    held = False
    for flow, condition in zip(place.outs, place.conditions, strict=True):
        if condition is None:
            if flow != place.default:
                taken.append(flow)
        elif turn.ask(condition, scope, "boolean"):
            taken.append(flow)
            held = True
    if not held and place.default >= 0:
        taken.append(place.default)
    if not taken:
        raise no_path(turn, place)
    return tuple(taken)


def one_of(turn: Turn, place: Place, scope: int) -> tuple[int, ...] | None:
    """The one flow out of an exclusive gateway: the first whose condition holds (13.4.2)."""
    if len(place.outs) <= 1 and not place.conditional:
        return place.outs
    if turn.open:
        return place.outs if len(place.outs) == 1 else None
    for flow, condition in zip(place.outs, place.conditions, strict=True):
        if condition is None:
            if flow != place.default:
                return (flow,)
        elif turn.ask(condition, scope, "boolean"):
            return (flow,)
    if place.default >= 0:
        return (place.default,)
    raise no_path(turn, place)


def some_of(turn: Turn, place: Place, scope: int, extra: dict[str, object] | None = None,
            ) -> tuple[int, ...] | None:  # fmt: skip
    """The flows out of an inclusive gateway: all whose condition holds, else the default."""
    if len(place.outs) <= 1 and not place.conditional:
        return place.outs
    if turn.open:
        return place.outs if len(place.outs) == 1 else None
    taken = []
    for flow, condition in zip(place.outs, place.conditions, strict=True):
        if condition is None:
            if flow != place.default:
                taken.append(flow)
        elif turn.ask(condition, scope, "boolean", extra):
            taken.append(flow)
    if not taken and place.default >= 0:
        return (place.default,)
    if not taken:
        raise no_path(turn, place)
    return tuple(taken)


def no_path(turn: Turn, place: Place) -> Stuck:
    """The exception the specification asks for when no flow can be taken (13.4.2)."""
    conditions = [each.text for each in place.conditions if each is not None]
    return Stuck("no-path", _NO_PATH, {"element": place.id, "conditions": conditions})
