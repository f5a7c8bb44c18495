"""A strong admissible estimate for nets with too many states: alignments over parts of the net.

A net on some of its places allows all the whole net allows, so the optimal cost over the part is
never above the true one. Parts add up where each cost is charged in one of them only (additive
pattern databases: Korf and Felner, "Disjoint pattern database heuristics", 2002; cost partitioning:
Katz and Domshlak 2010). For parallel branches that share nothing the sum is the exact cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from guiju.check.automaton import Automaton
from guiju.check.costs import FAR
from guiju.check.search import Estimate, Question, unmatched_cost
from guiju.check.vectors import Matches, Tables, lowered, tables_of
from guiju.standard.steps.graph import SILENT, Behaviour, Graph, explore
from guiju.standard.steps.net import Net

_PART_STATES = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A net on some places, explored.

    Attributes:
        mask: the bits of its places.
        number: state number of each projected marking.
        tables: ready for vectors; costs are those charged in this part.
    """

    mask: int
    number: dict[int, int] = field(repr=False)
    tables: Tables = field(repr=False)


def parts_of(
    behaviour: Behaviour,
    matches: Matches,
    log_cost: NDArray[np.int32],
    model_cost: NDArray[np.int32],
) -> list[Part]:
    """Disjoint parts of a net with all costs shared out among them; none if it is no net."""
    if not isinstance(behaviour, Net):
        return []
    log_left, model_left = log_cost.copy(), model_cost.copy()
    parts = []
    for mask in _masks(behaviour):
        part = behaviour.projected(mask)
        own = np.zeros(model_cost.size, dtype=np.bool_)
        own[[t.label for t in part.transitions if t.label is not None and t.take | t.put]] = True
        activities = np.array([bool(len(m)) and all(own[i] for i in m) for m in matches], bool)
        log_here, model_here = np.where(activities, log_left, 0), np.where(own, model_left, 0)
        log_left, model_left = log_left - log_here, model_left - model_here
        parts.append(_part(part, mask, matches, log_here, model_here))
    return parts


def _part(
    net: Net,
    mask: int,
    matches: Matches,
    log_cost: NDArray[np.int32],
    model_cost: NDArray[np.int32],
) -> Part:
    graph = explore(net, _PART_STATES)
    assert graph is not None
    letters = model_cost.size
    label = np.where(graph.label == SILENT, np.int32(letters), graph.label)
    seen = Graph(graph.states, graph.source, label, graph.target, graph.final)
    automaton = Automaton(seen, (*net.labels, ""), net.names, False, graph.states)
    tables = tables_of(automaton, matches, log_cost, np.append(model_cost, 0).astype(np.int32))
    return Part(mask, _numbers(net), tables)


def _numbers(net: Net) -> dict[int, int]:
    """State numbers as `explore` gives them."""
    number = {net.initial: 0}
    queue = [net.initial]
    for marking in queue:
        for _, successor in net.successors(marking):
            if successor not in number:
                number[successor] = len(queue)
                queue.append(successor)
    return number


def _masks(net: Net) -> list[int]:
    """Groups of neighbouring places, each grown as long as its part stays small."""
    left = net.place_masks()
    groups: list[int] = []
    while left:
        mask = left.pop(0)
        if explore(net.projected(mask), _PART_STATES) is None:
            continue
        grown = True
        while grown:
            grown = False
            for place in _neighbours(net, mask, left):
                if explore(net.projected(mask | place), _PART_STATES) is not None:
                    mask |= place
                    left.remove(place)
                    grown = True
        groups.append(mask)
    return groups


def _neighbours(net: Net, mask: int, left: list[int]) -> list[int]:
    """Places that share a transition with the group, fewest partners first."""
    beside = [t.take | t.put for t in net.transitions if (t.take | t.put) & mask]
    shared = {place: sum(1 for arcs in beside if arcs & place) for place in left}
    return sorted((p for p, n in shared.items() if n), key=lambda p: -shared[p])


def estimate_by(parts: list[Part], question: Question) -> Estimate:
    """The sum of what a variant costs in each part, and of what fits nowhere."""
    rest = unmatched_cost(question)
    known = [(part, _remaining(part, question.events)) for part in parts]

    def estimate(state: int, position: int) -> int | None:
        total = rest(state, position) or 0
        for part, remaining in known:
            cost = remaining[position][part.number[state & part.mask]]
            if cost >= FAR:
                return None
            total += cost
        return total

    return estimate


def _remaining(part: Part, events: Sequence[int]) -> list[list[int]]:
    """Per number of events done, the cost of the rest from each state."""
    found = [part.tables.completion]
    for event in reversed(events):
        found.append(lowered(part.tables, found[-1], event))
    return [vector.tolist() for vector in reversed(found)]
