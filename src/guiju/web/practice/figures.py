"""Figures of practice, each with the cases behind it: times of steps, weeks, indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from statistics import median

from guiju.run.engine import Engine
from guiju.standard.pack import Indicator, Pack
from guiju.systems.indicators.declared import Point, figure, reading
from guiju.web.practice.looking import Done, Look, Ran
from guiju.web.texts import texts


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
        count: how many completions of its step it rests on.
        target: the limit it is held against, None for none.
        met: whether it is kept; None where it cannot be said.
        cases: (case, value) of each completion, the worst first.
    """

    indicator: Indicator
    value: Decimal | None
    count: int
    target: Decimal | None
    met: bool | None
    cases: tuple[tuple[str, Decimal], ...]


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


def measured(
    engine: Engine, no: int, pack: Pack, elements: set[str], cases: Sequence[Ran]
) -> list[Measured]:
    """The indicators of a pack that are measured at elements of this process.

    Args:
        no: the engine's number of a version that came from the pack.
    """
    return [
        measure(engine, no, pack, one, cases)
        for one in pack.indicators.values()
        if one.element in elements
    ]


def measure(engine: Engine, no: int, pack: Pack, one: Indicator, cases: Sequence[Ran]) -> Measured:
    """One indicator over some cases."""
    read = _reading(engine, no)
    points = [each for case in cases for each in read(case.case)[one.id]]
    value, target = figure(one, points).value, _target(pack, one)
    met = None if value is None or target is None else _met(one, value, target)
    told = [(each.case, figure(one, [each]).value or Decimal(0)) for each in points]
    worst = sorted(told, key=lambda each: each[1], reverse=one.direction != "at least")
    return Measured(one, value, len(points), target, met, tuple(worst[:200]))


@lru_cache(maxsize=16)
def _reading(engine: Engine, no: int) -> Callable[[str], Mapping[str, Sequence[Point]]]:
    """Reads a case for all indicators of a version's pack; what has ended is read once."""
    pack = texts(no).pack
    assert pack is not None, no
    read = reading(pack, pack.indicators.values())
    return lru_cache(maxsize=20_000)(partial(read, engine))


def _met(one: Indicator, value: Decimal, target: Decimal) -> bool:
    return value >= target if one.direction == "at least" else value <= target


def _target(pack: Pack, one: Indicator) -> Decimal | None:
    text = str(one.target).strip()
    if text.startswith("="):
        name = text[1:].strip()
        return next((each.value for each in pack.parameters.values() if each.name == name), None)
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
