"""Where a standard can get stuck or run double, found by exploring it with no data deciding.

Soundness of workflow nets (van der Aalst, "The application of Petri nets to workflow management",
1998), read on states of the run model: every case can end, and no element holds two tokens at
once that nobody asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from guiju.standard.steps.behaviour import OpenBehaviour
from guiju.standard.steps.graph import Unbounded
from guiju.standard.steps.program import KINDS, Program, Standard
from guiju.standard.steps.state import State


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which a case goes wrong.

    Attributes:
        element: id of the element that waits for ever, or holds two tokens.
        path: ids of the elements done on the way there, a shortest one.
    """

    element: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Soundness:
    """What the exploration found.

    Attributes:
        deadlocks: elements at which a case can wait for ever.
        doubled: elements that can hold two tokens at once.
        states: how many states were looked at.
        complete: whether that was all of them; else more may be wrong than is told.
    """

    deadlocks: tuple[Finding, ...]
    doubled: tuple[Finding, ...]
    states: int
    complete: bool


def soundness(standard: Standard, process: str, bound: int = 2_000) -> Soundness:
    """Explore a process breadth first, so that the paths found are shortest.

    Args:
        standard: compiled.
        process: id of the process.
        bound: states to look at, at most.
    """
    behaviour = OpenBehaviour(standard, process, ())
    came: dict[Hashable, tuple[Hashable, str | None] | None] = {behaviour.initial: None}
    queue: list[Hashable] = [behaviour.initial]
    dead: dict[str, Finding] = {}
    doubled: dict[str, Finding] = {}
    for key in queue:
        try:
            moves = list(behaviour.successors(key))
        except Unbounded:
            return _found(dead, doubled, len(queue), False)
        for label, after in moves:
            if after not in came:
                came[after] = (key, behaviour.labels[label] if label is not None else None)
                queue.append(after)
        state = behaviour.state(key)  # without visible events no turn is cut in two
        if not moves and not behaviour.is_final(key):
            for element in waiting_at(standard.program, state):
                dead.setdefault(element, Finding(element, _path(came, key)))
        for element in twice_at(standard.program, state):
            doubled.setdefault(element, Finding(element, _path(came, key)))
        if len(queue) > bound:
            return _found(dead, doubled, len(queue), False)
    return _found(dead, doubled, len(queue), True)


def _found(
    dead: dict[str, Finding], doubled: dict[str, Finding], states: int, complete: bool
) -> Soundness:
    return Soundness(tuple(dead.values()), tuple(doubled.values()), states, complete)


def _path(
    came: dict[Hashable, tuple[Hashable, str | None] | None], key: Hashable
) -> tuple[str, ...]:
    path: list[str] = []
    step = came[key]
    while step is not None:
        if step[1] is not None:
            path.append(step[1])
        step = came[step[0]]
    return tuple(reversed(path))


def waiting_at(program: Program, state: State) -> list[str]:
    """Joins that hold a token but will never get all they wait for."""
    found = {
        program.places[program.flow_target[flow] if flow >= 0 else -1 - flow].id
        for _, flow in state.tokens
    }
    return sorted(found)


def twice_at(program: Program, state: State) -> list[str]:
    """Elements with two tokens in one scope, but for those that are meant to multiply."""
    open_ = Counter((each.owner, each.place) for each in state.live.values())
    found = {
        program.places[place].id
        for (owner, place), count in open_.items()
        if count > 1 and not _multiplies(program, state, owner, place)
    }
    for (_, flow), count in state.tokens.items():
        if flow >= 0 and count > 1:
            found.add(program.places[program.flow_target[flow]].id)
    return sorted(found)


def _multiplies(program: Program, state: State, owner: int, place: int) -> bool:
    """Instances of a loop, and whatever a non-interrupting event may begin again."""
    if program.places[place].loop is not None:
        return True
    host = state.live.get(owner)
    inside_ad_hoc = host is not None and KINDS[program.places[host.place].kind] == "adHocSubProcess"
    return inside_ad_hoc or program.places[place].event_sub
