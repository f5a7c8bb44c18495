"""Migrating a case to another version of its standard: the plan, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guiju.standard import Problem, Standard, State
from guiju.standard.steps import Place
from guiju.standard.steps.state import CHOICE, STUCK, Done

Mapped = Mapping[str, str]


def plan(here: Standard, there: Standard, state: State, mapping: Mapped) -> list[Problem]:
    """Everything that keeps a state from going over; an empty list means that it can.

    Args:
        here: the version the case runs on.
        there: the version to go to.
        state: of the case.
        mapping: element id there by element id here, where they differ.
    """
    problems = []
    if state.process not in there.program.bodies:
        problems.append(_problem(state.process, "the process {found} in the other version"))
    for index in sorted(_open_places(state)):
        place = here.program.places[index]
        other = there.program.index.get(mapping.get(place.id, place.id))
        if other is None:
            problems.append(_problem(place.id, "an element for {found} in the other version"))
        elif wrong := _differs(here, there, place, there.program.places[other], mapping):
            problems.append(_problem(place.id, wrong))
    for instance in state.live.values():
        if instance.phase in (CHOICE, STUCK) or (instance.data and instance.data[0] == "ad-hoc"):
            id_ = here.program.places[instance.place].id
            problems.append(_problem(id_, "{found} to be neither stuck, undecided nor ad hoc"))
    for _, flow in state.tokens:
        if flow >= 0 and here.program.flow_ids[flow] not in there.program.flow_index:
            id_ = here.program.flow_ids[flow]
            problems.append(_problem(id_, "the flow {found}, on which a token waits, there too"))
    return problems


def _problem(element: str, wanted: str) -> Problem:
    return Problem(
        code="migration-impossible", template=f"Expected {wanted}.", element=element,
        values={"found": element}, severity="error",
    )  # fmt: skip


def _open_places(state: State) -> set[int]:
    places = {each.place for each in state.live.values()}
    places |= {each.place for each in state.waits.values()}
    places |= {place for _, place in state.joins}
    places |= {-1 - flow for _, flow in state.tokens if flow < 0}
    for done in state.done.values():
        places |= {each.place for each in done}
    return places


def open_elements(standard: Standard, state: State) -> tuple[str, ...]:
    """Ids of the elements that something of a case is open at."""
    return tuple(standard.program.places[index].id for index in sorted(_open_places(state)))


def _differs(
    here: Standard, there: Standard, old: Place, new: Place, mapping: Mapped
) -> str | None:
    if old.kind != new.kind:
        return "{found} to be of the same kind there"
    if len(old.catches) != len(new.catches):
        return "{found} to catch as many events there"
    if (old.loop is None) != (new.loop is None):
        return "{found} to repeat there as it does here"
    if _scope(here, old, mapping) != _scope(there, new, {}):
        return "{found} to lie in the same scope there"
    return None


def _scope(standard: Standard, place: Place, mapping: Mapped) -> str:
    if place.scope < 0:
        return place.process
    id_ = standard.program.places[place.scope].id
    return mapping.get(id_, id_)


def migrated(here: Standard, there: Standard, state: State, mapping: Mapped) -> State:
    """The state under the other version; `plan` must have found no problem."""
    places, flows = here.program.places, here.program.flow_ids

    def place(index: int) -> int:
        id_ = places[index].id
        return there.program.index[mapping.get(id_, id_)]

    def flow(index: int) -> int:
        return there.program.flow_index[flows[index]] if index >= 0 else -1 - place(-1 - index)

    other = state.copy()
    other.live = {iid: each._replace(place=place(each.place)) for iid, each in state.live.items()}
    other.waits = {wid: each._replace(place=place(each.place)) for wid, each in state.waits.items()}
    other.tokens = {(scope, flow(at)): count for (scope, at), count in state.tokens.items()}
    other.joins = {
        (scope, place(at)): _joined(data, flow) for (scope, at), data in state.joins.items()
    }
    other.done = {scope: _done(each, place) for scope, each in state.done.items()}
    return other


def _joined(data: tuple[Any, ...], flow: Callable[[int], int]) -> tuple[Any, ...]:
    """A complex gateway that waits for its reset remembers which flows had come."""
    if data and data[0] == "reset":
        return ("reset", tuple(flow(each) for each in data[1]))
    return data


def _done(done: tuple[Done, ...], place: Callable[[int], int]) -> tuple[Done, ...]:
    return tuple(Done(place(each.place), each.variables, _done(each.inner, place)) for each in done)
