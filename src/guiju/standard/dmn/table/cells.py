"""An input cell as a set of values, where it is one whatever the other inputs are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guiju.standard.dmn.table.domain import Key, Kind, place_of
from guiju.standard.feel import tree as t
from guiju.standard.feel.temporal import date, date_and_time, duration, literal, time


@dataclass(frozen=True, slots=True)
class Span:
    """The keys from ``low`` to ``high``; None is no bound on that side."""

    low: Key | None
    high: Key | None
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A set of values.

    Attributes:
        kind: the one kind of all its constants; None where it has none but null.
        spans: keys of that kind in the set (out of it, where negated).
        null: whether null is in the set.
        negated: whether the spans are what the set leaves out.
    """

    kind: Kind | None
    spans: tuple[Span, ...]
    null: bool = False
    negated: bool = False


ANYTHING = Cell(None, (), null=True, negated=True)
"""The cell ``-``."""


def cell_of(tests: t.Tree, names: frozenset[str]) -> Cell | None:
    """A parsed cell as a set; None for a cell whose set depends on more than the value.

    Args:
        tests: unary tests.
        names: names in scope, which may hide built-in functions.
    """
    if not isinstance(tests, t.UnaryTests):
        return None
    if not tests.tests:
        return None if tests.negated else ANYTHING
    parts = [_part(test, names) for test in tests.tests]
    if any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    kinds = {kind for kind, _ in found if kind is not None}
    null = any(kind is None for kind, _ in found)
    if len(kinds) > 1 or (tests.negated and (null or not kinds)):
        return None
    spans = tuple(span for _, group in found for span in group)
    return Cell(next(iter(kinds), None), spans, null, tests.negated)


Part = tuple[Kind | None, tuple[Span, ...]]


def _part(test: t.Test, names: frozenset[str]) -> Part | None:
    """One test as a kind and spans; kind None is null itself."""
    match test:
        case t.OperatorTest(operator=operator, endpoint=endpoint):
            place = _constant(endpoint, names)
            if place is None or (place[0] == "boolean" and operator not in {"=", "!="}):
                return None
            return place[0], _half(operator, place[1])
        case t.RangeLiteral():
            return _range(test, names)
        case t.NullLiteral():
            return None, ()
        case _:
            place = _constant(test, names)
            return None if place is None else (place[0], (Span(place[1], place[1]),))


def _half(operator: str, key: Key) -> tuple[Span, ...]:
    match operator:
        case "<":
            return (Span(None, key, False, False),)
        case "<=":
            return (Span(None, key, False, True),)
        case ">":
            return (Span(key, None, False, False),)
        case ">=":
            return (Span(key, None, True, False),)
        case "!=":
            return (Span(None, key, False, False), Span(key, None, False, False))
        case _:
            return (Span(key, key),)


def _range(test: t.RangeLiteral, names: frozenset[str]) -> Part | None:
    low, high = _constant(test.start, names), _constant(test.end, names)
    if low is None or high is None or low[0] != high[0] or low[0] == "boolean":
        return None
    if low[1] > high[1]:
        return None
    return low[0], (Span(low[1], high[1], test.start_included, test.end_included),)


def _constant(node: t.Expression, names: frozenset[str]) -> tuple[Kind, Key] | None:
    value = constant_value(node, names)
    return None if value is None else place_of(value)


_CONSTRUCTORS: dict[str, Any] = {
    "date": date,
    "time": time,
    "date and time": date_and_time,
    "duration": duration,
}


def constant_value(node: t.Expression, names: frozenset[str]) -> Any:
    """The value of a literal, a signed number or a constructor of a text; None for all else."""
    match node:
        case t.NumberLiteral(value=value) | t.StringLiteral(value=value):
            return value
        case t.BooleanLiteral(value=truth):
            return truth
        case t.Negation(operand=t.NumberLiteral(value=value)):
            return -value
        case t.AtLiteral(text=text):
            return literal(text)
        case t.Call(function=t.Name(name=name), positional=(t.StringLiteral(value=text),)):
            made = _CONSTRUCTORS.get(name)
            return None if made is None or name in names else made(text)
        case _:
            return None
