"""The indicators that packs declare (docs/packs.md), worked out from the journal's entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from guiju.run.clock import Calendar, load_timing, working_between, working_days_between
from guiju.standard import Problem, feel
from guiju.standard.pack import Indicator, Pack
from guiju.standard.pack.deployment import timing_text
from guiju.standard.pack.walking import nodes_of
from guiju.systems.indicators.happenings import Happening, happenings

if TYPE_CHECKING:
    from guiju.run.engine import Engine

Length = Callable[[datetime, datetime], Decimal]
"""The time between two moments, in the unit of an indicator."""

Reading = Callable[["Engine", str], Mapping[str, Sequence["Point"]]]
"""The points of a case, by the indicator's id."""

SECONDS: Final[Mapping[str, int]] = {"minutes": 60, "hours": 3600, "days": 86400}


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator over some cases, with what it rests on.

    Attributes:
        value: in the indicator's unit: the median of times, the mean of values, the sum of counts,
            per cent of shares and presence; None where nothing was measured, never 0 instead.
        n: how many completions of the element it rests on.
        cases: in how many cases.
        by: the same told apart, by the values the indicator names.
    """

    value: Decimal | None
    n: int
    cases: int
    by: Mapping[tuple[str, ...], Figure]


@dataclass(frozen=True, slots=True)
class Point:
    """What one completion of an element adds to an indicator: `of`, and `per` of a share."""

    case: str
    of: Decimal
    per: Decimal
    group: tuple[str, ...]


def figure_of(engine: Engine, pack: Pack, indicator: Indicator, cases: Iterable[str]) -> Figure:
    """One indicator of a pack over the cases with those ids.

    Times in working hours or working days run on the calendar of the element's deadline, or on
    the first calendar of the pack that knows nights; without one, by the clock.
    """
    read = reading(pack, [indicator])
    return figure(indicator, [each for case in cases for each in read(engine, case)[indicator.id]])


def reading(pack: Pack, indicators: Iterable[Indicator]) -> Reading:
    """Reads a case once for some indicators: its points, by the indicator's id."""
    points = {each.id: (each, partial(_point, each, _length(pack, each))) for each in indicators}
    elements = {each.element for each, _ in points.values()}

    def read(engine: Engine, case: str) -> Mapping[str, Sequence[Point]]:
        found: dict[str, list[Point]] = {id_: [] for id_ in points}
        for at in happenings(engine, case, elements):
            for id_, (one, point) in points.items():
                made = point(at) if one.element == at.element else None
                if made is not None:
                    found[id_].append(made)
        return found

    return read


def figure(indicator: Indicator, points: Sequence[Point]) -> Figure:
    """One indicator over its points."""
    groups = sorted({each.group for each in points}) if indicator.by else []
    by = {key: _figure(indicator, [p for p in points if p.group == key], {}) for key in groups}
    return _figure(indicator, points, by)


def _figure(
    indicator: Indicator, points: Sequence[Point], by: Mapping[tuple[str, ...], Figure]
) -> Figure:
    cases = len({each.case for each in points})
    return Figure(_value(indicator.measure, points), len(points), cases, by)


def _value(measure: str, points: Sequence[Point]) -> Decimal | None:
    total = sum((each.of for each in points), Decimal(0))
    base = sum((each.per for each in points), Decimal(0))
    if not points or not base:
        return None
    if measure == "time":
        return median(each.of for each in points)
    if measure == "count":
        return total
    return total / base if measure == "value" else 100 * total / base


def _point(indicator: Indicator, length: Length, at: Happening) -> Point | None:
    """What one completion adds; None where its data do not say."""
    seen = {**at.values, "person": at.actor, "version": at.version}
    of, per = _number(indicator.of, seen), Decimal(1)
    if indicator.measure == "time":
        of = length(at.begun, at.ended)
    elif indicator.measure == "presence":
        of = Decimal(_evaluated(indicator.of, seen) not in (None, "", []))
    elif indicator.measure == "count" and not indicator.of:
        of = Decimal(1)
    elif indicator.measure == "share":
        found = _number(indicator.per, seen)
        if not found:
            return None
        per = found
    if of is None:
        return None
    return Point(at.case, of, per, tuple(str(seen.get(name)) for name in indicator.by))


def _number(text: str, seen: Mapping[str, Any]) -> Decimal | None:
    value = _evaluated(text, seen)
    usable = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return Decimal(value) if usable else None


def _evaluated(text: str, seen: Mapping[str, Any]) -> Any:
    made = feel.compile_expression(text) if text else None
    if made is None or isinstance(made, Problem):
        return None
    return made.evaluate(seen).value


def _length(pack: Pack, indicator: Indicator) -> Length:
    if indicator.unit.startswith("working"):
        calendar = _calendar(pack, indicator.element)
        if calendar is not None and indicator.unit == "working days":
            return lambda begun, ended: Decimal(working_days_between(calendar, begun, ended))
        if calendar is not None:
            return lambda begun, ended: (
                Decimal(str(working_between(calendar, begun, ended).total_seconds())) / 3600
            )
    seconds = SECONDS.get(indicator.unit.removeprefix("working "), 1)
    return lambda begun, ended: Decimal(str((ended - begun).total_seconds())) / seconds


def _calendar(pack: Pack, element: str) -> Calendar | None:
    """The calendar an element is measured on."""
    timing = load_timing(timing_text(pack.timing, pack.parameters))
    for standard in pack.standards.values():
        for process in standard.definitions.processes:
            for node in nodes_of(process.body):
                clock = timing.clocks.get(getattr(node.extras, "deadline", None) or "")
                if node.id == element and clock is not None:
                    return clock.calendar
    known = pack.timing.get("calendars") or {}
    nights = [name for name, one in known.items() if not one.get("always")]
    return timing.calendars.get(nights[0]) if nights else None
