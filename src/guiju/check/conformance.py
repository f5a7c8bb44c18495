"""The result of a check: one object from the summary down to the single case.

Definitions, with the literature they come from:

- *cost* of a case: the least cost of an alignment of its events with a complete run of the
  standard; 1 per log move, 1 per model move unless weights are given, 0 for synchronous and silent
  moves (Adriansyah 2014, chapter 4).
- *fitness* of a case: ``1 - cost / (cost of all its events as log moves + cost of the cheapest
  complete run as model moves)`` (van der Aalst, Adriansyah, van Dongen, "Replaying history on
  process models for conformance checking and performance analysis", WIREs 2 (2012), section 3.2).
- *fitness of the log*: the mean over its decided cases.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guiju.check.deviations import DeviationKind
from guiju.check.ladder import Method, Verdicts
from guiju.check.naming import Naming, Suggestion, suggest
from guiju.check.notebook import html_of
from guiju.check.practice import Flat, Practice
from guiju.check.quality import generalisation, precision
from guiju.check.ties import TieReport
from guiju.check.walk import LOG, MODEL

if TYPE_CHECKING:
    from guiju.check.report import LogInfo
    from guiju.standard.model.definitions import Definitions

_KINDS = ("synchronous", "log", "model")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which practice leaves the standard, over all cases.

    Attributes:
        kind: skipped, added, repeated, moved, wrong branch, outside.
        element: id of the element; None for an activity outside the standard.
        name: name of the element.
        activity: name in the log; None where something is only missing.
        cases: how many cases have it at least once.
        occurrences: how often it happens in all.
        variants: the variants that have it, ascending.
        sample: ids of the first few cases.
    """

    kind: DeviationKind
    element: str | None
    name: str | None
    activity: str | None
    cases: int
    occurrences: int
    variants: tuple[int, ...] = field(repr=False)
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A variant whose exact cost was not found within the limits.

    Attributes:
        variant: which one.
        cases: how many cases have it.
        bound: its cost is at least this.
    """

    variant: int
    cases: int
    bound: int


@dataclass(frozen=True, slots=True)
class ElementUse:
    """What became of one element in all cases.

    Attributes:
        element: id.
        name: its name.
        done: synchronous moves.
        skipped: model moves.
    """

    element: str
    name: str
    done: int
    skipped: int


@dataclass(frozen=True, slots=True)
class OutsideActivity:
    """An activity of the log that stands for no element.

    Attributes:
        activity: its name.
        counted: "violation" where each event is a deviation, "ignored" where it is left out.
        events: how many events.
        cases: how many cases have one.
    """

    activity: str
    counted: str
    events: int
    cases: int


@dataclass(frozen=True, slots=True)
class AlignedMove:
    """One move of a variant's alignment, in names.

    Attributes:
        kind: synchronous, log or model.
        activity: name in the log; None for a model move.
        element: id of the element; None for a log move.
        name: the element's name.
    """

    kind: str
    activity: str | None
    element: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Conformance:
    """Where practice leaves the standard.

    Attributes:
        method: "automaton", "search" or "no complete run": which rung of the ladder decided.
        fitting_cases: cases of cost 0.
        decided_cases: cases whose cost is known.
        cost_total: sum of the decided cases' costs.
        fitness_mean: mean fitness of the decided cases; NaN where there is none.
        cheapest_run: cost of the cheapest complete run; None where no run is complete.
        deviations: most cases first.
        undecided: the variants whose cost is not known, with their bounds.
        ties: cases with events of equal time, whose order is a matter of the tie policy.
        tie_report: that policy, and how many cases it gave another order.
        outside: activities that stand for no element.
        elements: use of each visible element.
        naming: how activities and elements were matched.
        explored: states of the standard looked at; None where there are more than the bound.
    """

    method: Method
    fitting_cases: int
    decided_cases: int
    cost_total: int
    fitness_mean: float
    cheapest_run: int | None
    deviations: tuple[Deviation, ...] = field(repr=False)
    undecided: tuple[Undecided, ...] = field(repr=False)
    ties: int
    tie_report: TieReport
    outside: tuple[OutsideActivity, ...]
    elements: tuple[ElementUse, ...] = field(repr=False)
    naming: Naming = field(repr=False)
    explored: int | None
    _verdicts: Verdicts = field(repr=False)
    _flat: Flat = field(repr=False)
    _practice: Practice = field(repr=False)
    _labels: tuple[str, ...] = field(repr=False)
    _names: Mapping[str, str] = field(repr=False)
    _fitness: NDArray[np.float64] = field(repr=False)

    @property
    def cases_total(self) -> int:
        """How many cases the log has."""
        return int(self._flat.of_case.size)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Elements that the activities outside the standard may stand for."""
        naming = self.naming
        unknown = [a for a, m in zip(naming.activities, naming.matches, strict=True) if not m]
        return suggest(unknown, {e: self._names.get(e, e) for e in self._labels})

    @property
    def variant_cost(self) -> NDArray[np.int64]:
        """(variants,) the optimal cost of each variant; -1 where undecided."""
        return self._verdicts.cost

    @property
    def variant_cases(self) -> NDArray[np.int64]:
        """(variants,) how many cases have each variant."""
        return self._flat.counts

    @property
    def precision(self) -> float | None:
        """Escaping-edges precision (`quality.precision`); None where no automaton was used."""
        if self._verdicts.automaton is None or self._verdicts.aligned is None:
            return None
        return precision(self._verdicts.automaton, self._verdicts.aligned, self._flat.counts)

    @property
    def generalisation(self) -> float | None:
        """Generalisation by frequency of use (`quality.generalisation`)."""
        return generalisation(e.done + e.skipped for e in self.elements)

    @property
    def cases(self) -> pa.Table:
        """A table of all cases: case, variant, cost, bound, fitness; null where undecided.

        Where the log tells on which version a case ran (the case attribute `version`), that too.
        """
        of_case = self._flat.of_case
        unknown = self._verdicts.cost[of_case] < 0
        ids = getattr(self._practice, "case_ids", None)
        if ids is None:
            ids = [self._practice.case_id(case) for case in range(of_case.size)]
        attributes = getattr(self._practice, "case_attributes", {})
        told = (
            {"version": attributes["version"].dense(of_case.size)}
            if "version" in attributes
            else {}
        )
        return pa.table(
            {
                "case": pa.array(ids, pa.string()),
                "variant": pa.array(of_case),
                "cost": pa.array(self._verdicts.cost[of_case], mask=unknown),
                "bound": pa.array(self._verdicts.bound[of_case]),
                "fitness": pa.array(self._fitness[of_case], mask=unknown),
                **told,
            }
        )

    def cases_of(self, deviation: Deviation) -> list[str]:
        """The ids of all cases that have a deviation, in the order of the log."""
        chosen = np.flatnonzero(self.has(deviation)).tolist()
        return [self._practice.case_id(case) for case in chosen]

    def has(self, deviation: Deviation) -> NDArray[np.bool_]:
        """(cases,) which cases have a deviation, as `guiju.check.associations` takes it."""
        return np.isin(self._flat.of_case, deviation.variants)

    def alignment(self, variant: int) -> list[AlignedMove]:
        """The moves of a variant's optimal alignment; none where it is undecided."""
        events = self._flat.events(variant)
        moves: list[AlignedMove] = []
        for kind, position, letter in self._verdicts.moves(variant):
            activity = None if kind == MODEL else self.naming.activities[events[position]]
            element = None if kind == LOG else self._labels[letter]
            name = None if element is None else self._names.get(element, element)
            moves.append(AlignedMove(_KINDS[kind], activity, element, name))
        return moves

    def to_dict(self) -> dict[str, Any]:
        """The summary and the deviations as plain data, case ids as a sample."""
        return {
            "method": self.method,
            "cases": self.cases_total,
            "decided_cases": self.decided_cases,
            "fitting_cases": self.fitting_cases,
            "cost_total": self.cost_total,
            "fitness_mean": _rounded(self.fitness_mean),
            "precision": _rounded(self.precision),
            "generalisation": _rounded(self.generalisation),
            "cheapest_run": self.cheapest_run,
            "variants": int(self._flat.counts.size),
            "ties": self.ties,
            "tie_policy": self.tie_report.policy,
            "ties_reordered": self.tie_report.reordered,
            "ties_cut": self.tie_report.cut,
            "ties_unordered": self.tie_report.unordered,
            "explored": self.explored,
            "deviations": [_plain(d, ("variants",)) for d in self.deviations],
            "undecided": [_plain(u) for u in self.undecided],
            "outside": [_plain(o) for o in self.outside],
            "suggestions": [_plain(s) for s in self.suggestions],
            "elements": [_plain(e) for e in self.elements],
            "problems": [str(p) for p in self.naming.problems],
        }

    def to_json(self, indent: int | None = 2) -> str:
        """`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)

    def to_html(self, definitions: Definitions, info: LogInfo | None = None) -> str:
        """A self-contained page for people (`guiju.check.report.html_report`)."""
        from guiju.check.report import html_report

        return html_report(self, definitions, info)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        return html_of(self)


def _rounded(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(value, 6)


def _plain(value: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    names = [n for n in value.__dataclass_fields__ if n not in without]
    return {n: getattr(value, n) for n in names}
