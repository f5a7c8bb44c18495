"""Which inputs of a join a token can still come to: the walk behind the inclusive gateway."""

from __future__ import annotations

from guiju.standard.steps.program import Place, Program


def reaches(program: Program, join: Place) -> dict[int, int]:
    """For every flow of the scope, the inputs of `join` it leads to without passing `join`.

    Source: BPMN 2.0.2, 13.4.3, "Inclusive Gateway", the paths (i) to (vi). Boundary events count
    as ways out of their activity, because a token inside it may leave by them.

    Returns:
        Flow index to a bit mask over `join.ins`, in their order; flows that lead nowhere are
        left out.
    """
    found: dict[int, int] = {}
    for bit, entry in enumerate(join.ins):
        for flow in _leading_to(program, entry, join.index):
            found[flow] = found.get(flow, 0) | 1 << bit
    return found


def _leading_to(program: Program, entry: int, stop: int) -> set[int]:
    """Flows from which `entry` is reached by a path that does not visit `stop`."""
    seen = {entry}
    open_ = [entry]
    while open_:
        source = program.flow_source[open_.pop()]
        if source == stop:
            continue
        for flow in ways_into(program, source):
            if flow not in seen:
                seen.add(flow)
                open_.append(flow)
    return seen


def ways_into(program: Program, index: int) -> tuple[int, ...]:
    """Flows into a place; into a boundary event they are those into its activity."""
    place = program.places[index]
    if place.attached >= 0:
        return program.places[place.attached].ins
    if place.ins:
        return place.ins
    throwers = (each for each in program.places if each.link == index)
    return tuple(flow for each in throwers for flow in each.ins)
