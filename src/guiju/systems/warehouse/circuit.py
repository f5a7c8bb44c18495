"""The shortest round through all stops, by CP-SAT's circuit constraint."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from guiju.systems.warehouse.walks import FAR


@dataclass(frozen=True, slots=True)
class Round:
    """What the solver found.

    Attributes:
        order: stops by number without the start; None where it found no round.
        bound: no round is shorter.
        proven: the round is the shortest.
    """

    order: list[int] | None
    bound: int
    proven: bool


def shortest_round(lengths: Sequence[Sequence[int]], hint: Sequence[int], seconds: float) -> Round:
    """Look for the shortest round from 0 through all others and back.

    Args:
        lengths: of the walk from i to j; `FAR` where there is none.
        hint: an order of 1 to n to begin with.
        seconds: to look for at most.
    """
    count = len(lengths)
    if count <= 2:
        there = sum(lengths[0][n] + lengths[n][0] for n in range(1, count))
        return Round(list(range(1, count)), there, True)
    model = cp_model.CpModel()
    tour = [0, *hint, 0]
    hinted = set(itertools.pairwise(tour))
    arcs, terms = [], []
    for i in range(count):
        for j in range(count):
            if i == j or lengths[i][j] >= FAR:
                continue
            used = model.new_bool_var(f"{i}-{j}")
            model.add_hint(used, (i, j) in hinted)
            arcs.append((i, j, used))
            terms.append(lengths[i][j] * used)
    model.add_circuit(arcs)
    model.minimize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    status = solver.solve(model)
    bound = max(0, int(solver.best_objective_bound))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Round(None, bound, False)
    following = {i: j for i, j, used in arcs if solver.boolean_value(used)}
    order, here = [], following[0]
    while here != 0:
        order.append(here)
        here = following[here]
    return Round(order, bound, status == cp_model.OPTIMAL)
