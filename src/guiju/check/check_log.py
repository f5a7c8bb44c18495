"""Checks a log against a standard: the way through naming, alignment and explanation."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from guiju.check.automaton import Automaton, automaton_of
from guiju.check.cache import AUTOMATA
from guiju.check.conformance import Conformance, Undecided
from guiju.check.costs import Costs
from guiju.check.explain import deviations, element_uses, outside_activities
from guiju.check.hidden import without
from guiju.check.ladder import Limits, Verdicts, by_automaton, by_search
from guiju.check.naming import NameTable, Naming, match_names
from guiju.check.practice import Flat, Practice, flat_of
from guiju.check.ties import TiePolicy, TieReport, ordered
from guiju.check.vectors import tables_of
from guiju.standard.steps.graph import Behaviour


def check_log(
    behaviour: Behaviour,
    log: Practice,
    names: NameTable | None = None,
    *,
    costs: Costs | None = None,
    hidden: Collection[str] = (),
    outside: Literal["violation", "ignored"] = "violation",
    limits: Limits | None = None,
    automaton: Automaton | None = None,
    ties: TiePolicy = "source order",
    digest: str | None = None,
    processes: int = 1,
) -> Conformance:
    """Where the cases of a log leave the standard, exactly.

    Args:
        behaviour: what the standard allows.
        log: a journal's log, or `guiju.check.sequences`.
        names: activity name to element id(s) or None for "ignore"; others go by name.
        costs: weights of skipped elements and added activities; 1 each where not told.
        hidden: element ids that leave no trace in this log.
        outside: whether activities outside the standard are violations or left out.
        limits: how far the exact methods go before a variant is undecided.
        automaton: of this behaviour without the hidden elements, where it is at hand.
        ties: what the order of events of equal time is.
        digest: of the standard, by which its automaton is kept for the next check.
        processes: how many share the work where variants are searched one by one (a standard
            with too many states); the answer is the same. They are started anew, so a script
            that asks for several must be guarded by `if __name__ == "__main__"`.
    """
    costs, limits = costs or Costs(), limits or Limits()
    behaviour = without(behaviour, hidden)
    naming = match_names(log.activities, behaviour.labels, behaviour.names, names, outside)
    ignored = [i for i, c in enumerate(naming.classes) if c == "ignored"]
    log_cost = costs.of_activities(naming.activities)
    model_cost = costs.of_elements(behaviour.labels)
    if automaton is None:
        automaton = (
            AUTOMATA.of(digest, behaviour, limits=limits)
            if digest is not None
            else automaton_of(behaviour, limits.states, limits.subsets)
        )
    small = automaton is not None and automaton.graph.states <= limits.automaton
    tables = None
    if ties != "source order" and automaton is not None and small and automaton.graph.states:
        tables = tables_of(automaton, naming.matches, log_cost, model_cost)
    practice, told = ordered(log, ties, tables, ignored)
    flat = flat_of(practice, ignored)
    if automaton is not None and small:
        verdicts = by_automaton(automaton, flat, naming.matches, log_cost, model_cost)
    else:
        verdicts = by_search(
            behaviour, flat, naming.matches, log_cost, model_cost, limits, processes
        )
    return _conformance(behaviour, log, naming, flat, verdicts, log_cost, told)


def _conformance(
    behaviour: Behaviour,
    log: Practice,
    naming: Naming,
    flat: Flat,
    verdicts: Verdicts,
    log_cost: NDArray[np.int32],
    ties: TieReport,
) -> Conformance:
    decided = verdicts.cost >= 0
    fitness = _fitness(flat, verdicts, log_cost)
    counts = flat.counts
    cases = int(counts[decided].sum())
    total = float((fitness * counts)[decided].sum())
    ignores = "ignored" in naming.classes
    return Conformance(
        method=verdicts.method,
        fitting_cases=int(counts[verdicts.cost == 0].sum()),
        decided_cases=cases,
        cost_total=int((verdicts.cost * counts)[decided].sum()),
        fitness_mean=total / cases if cases else float("nan"),
        cheapest_run=verdicts.cheapest_run,
        deviations=deviations(behaviour, log, naming, flat, verdicts),
        undecided=tuple(
            Undecided(v, int(counts[v]), int(verdicts.bound[v]))
            for v in np.flatnonzero(~decided).tolist()
        ),
        ties=ties.cases,
        tie_report=ties,
        outside=outside_activities(naming, flat_of(log) if ignores else flat),
        elements=element_uses(behaviour, verdicts),
        naming=naming,
        explored=verdicts.explored,
        _verdicts=verdicts,
        _flat=flat,
        _practice=log,
        _labels=behaviour.labels,
        _names=behaviour.names,
        _fitness=fitness,
    )


def _fitness(flat: Flat, verdicts: Verdicts, log_cost: NDArray[np.int32]) -> NDArray[np.float64]:
    """(variants,) fitness; NaN where undecided or the cheapest run is not known."""
    if verdicts.cheapest_run is None:
        return np.full(flat.counts.size, np.nan)
    owner = np.repeat(np.arange(flat.counts.size), np.diff(flat.offsets))
    worst = np.bincount(owner, log_cost[flat.symbols], flat.counts.size)
    worst = worst + verdicts.cheapest_run
    share = np.divide(verdicts.cost, worst, out=np.zeros(worst.size), where=worst > 0)
    return np.where(verdicts.cost >= 0, 1.0 - share, np.nan)
