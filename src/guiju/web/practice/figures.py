"""Figures of practice, each with the cases behind it: times of steps, weeks, indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from guiju.standard import feel
from guiju.standard.model.problem import Problem
from guiju.standard.pack import Indicator, Pack
from guiju.web.practice.looking import Done, Look, Ran


@dataclass(frozen=True, slots=True)
class StepTime:
    """How long a step was open, over some cases; seconds."""

    element: str
    name: str
    count: int
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class Week:
    """Cases that ended in a week: its Monday, how many, and how many fit the standard."""

    monday: str
    cases: int
    fitting: int


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator as practice has it.

    Attributes:
        indicator: as the pack declares it.
        value: None where nothing was measured; in the indicator's unit.
        count: how many cases it rests on.
        target: the limit it is held against, None for none.
        met: whether it is kept; None where it cannot be said.
        cases: (case, value) of each, the worst first.
    """

    indicator: Indicator
    value: float | None
    count: int
    target: float | None
    met: bool | None
    cases: tuple[tuple[str, float], ...]


def step_times(cases: Sequence[Ran], names: Mapping[str, str]) -> list[StepTime]:
    """Times of each step, the longest first."""
    by_element: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        for step in case.steps:
            by_element[step.element].append(step.seconds)
    found = [
        StepTime(element, names.get(element) or element, len(every), median(every), p90(every))
        for element, every in by_element.items()
    ]
    return sorted(found, key=lambda one: -one.median)


def p90(values: Sequence[float]) -> float:
    """The value that nine of ten do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-9 * len(ranked) // 10) - 1)]


def weeks(look: Look, cases: Sequence[Ran]) -> list[Week]:
    """Cases by the week they ended in, with how many of them fit; the last twelve weeks."""
    fitting = fits(look)
    told: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        day = case.ended.date()
        monday = day - timedelta(days=day.weekday())
        told[monday.isoformat()].append(fitting.get(case.case, False))
    return [Week(day, len(every), sum(every)) for day, every in sorted(told.items())][-12:]


def fits(look: Look) -> dict[str, bool]:
    """By case: whether it follows the standard."""
    if look.result is None:
        return {}
    table = look.result.cases
    pairs = zip(table["case"].to_pylist(), table["cost"].to_pylist(), strict=True)
    return {str(case): cost == 0 for case, cost in pairs}


def steps_of(cases: Sequence[Ran], element: str) -> list[Done]:
    """Every time a step was done, the longest first."""
    found = [step for case in cases for step in case.steps if step.element == element]
    return sorted(found, key=lambda one: -one.seconds)


# -- indicators ---------------------------------------------------------------------------------

_PER_UNIT = {"minutes": 60.0, "hours": 3600.0, "working hours": 3600.0, "days": 86400.0}


def measured(pack: Pack, elements: set[str], cases: Sequence[Ran]) -> list[Measured]:
    """The indicators of a pack that are measured at elements of this process."""
    return [
        measure(pack, one, cases) for one in pack.indicators.values() if one.element in elements
    ]


def measure(pack: Pack, one: Indicator, cases: Sequence[Ran]) -> Measured:
    """One indicator over some cases."""
    target = _target(pack, one)
    if one.measure == "time":
        unit = _PER_UNIT.get(one.unit, 60.0)
        told = [(step.case, step.seconds / unit) for step in steps_of(cases, one.element)]
        value = median([each for _, each in told]) if told else None
    else:
        told, value = _counted(one, cases)
    met = None if value is None or target is None else _met(one, value, target)
    worst = sorted(told, key=lambda each: each[1], reverse=one.direction != "at least")
    return Measured(one, value, len(told), target, met, tuple(worst[:200]))


def _met(one: Indicator, value: float, target: float) -> bool:
    return value >= target if one.direction == "at least" else value <= target


def _target(pack: Pack, one: Indicator) -> float | None:
    text = str(one.target).strip()
    if text.startswith("="):
        name = text[1:].strip()
        known = [each.value for each in pack.parameters.values() if each.name == name]
        return float(known[0]) if known else None
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _counted(one: Indicator, cases: Sequence[Ran]) -> tuple[list[tuple[str, float]], float | None]:
    """(case, value) of an indicator over variables, and the figure of all of them."""
    of, per = feel_of(one.of), feel_of(one.per)
    told: list[tuple[str, float]] = []
    above = below = 0.0
    for case in cases:
        for values in _at(case, one.element):
            found = _number(of, values) if one.measure != "presence" else _there(of, values)
            if found is None:
                continue
            under = _number(per, values) if one.measure == "share" else 1.0
            above, below = above + found, below + (under or 0.0)
            share = one.measure == "share" and under
            told.append((case.case, 100 * found / under if share and under else found))
    if not told:
        return told, None
    if one.measure == "count":
        return told, above
    scale = 100.0 if one.measure in ("share", "presence") else 1.0
    return told, scale * above / below if below else None


def feel_of(text: str) -> Any:
    """A compiled expression, None where there is none or it is wrong."""
    compiled = feel.compile_expression(text) if text else None
    return None if isinstance(compiled, Problem) else compiled


def _at(case: Ran, element: str) -> list[dict[str, Any]]:
    """The case's variables each time an element was completed, as its entries brought them."""
    known: dict[str, Any] = {}
    found = []
    for entry in case.entries:
        known.update(entry.values)
        if any(each[:2] == ("completed", element) for each in entry.path):
            found.append(dict(known))
    return found


def _number(expression: Any, values: Mapping[str, Any]) -> float | None:
    value = expression.evaluate(values).value if expression is not None else None
    if isinstance(value, bool):
        return float(value)
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return None


def _there(expression: Any, values: Mapping[str, Any]) -> float | None:
    if expression is None:
        return None
    return float(expression.evaluate(values).value not in (None, "", []))
