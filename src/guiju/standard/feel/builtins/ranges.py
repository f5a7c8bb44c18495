"""Range functions (DMN 1.5, 10.3.4.8; Allen's relations), and range().

A point is taken as the range that holds it alone.
"""

from __future__ import annotations

from collections.abc import Callable

from guiju.standard.feel.grammar import SyntaxProblem
from guiju.standard.feel.grammar import parse as parse_text
from guiju.standard.feel.order import ordered
from guiju.standard.feel.ranges import make_range
from guiju.standard.feel.run import Refused
from guiju.standard.feel.temporal import literal
from guiju.standard.feel.tree import (
    AtLiteral,
    Call,
    Expression,
    Name,
    Negation,
    NumberLiteral,
    RangeLiteral,
    StringLiteral,
)
from guiju.standard.feel.values import Range, Value

from . import conversion
from .signature import built_in

Relation = Callable[[Range, Range], bool]


_POINTS = ("point1", "point2")
_POINT_RANGE = ("point", "range")
_RANGE_POINT = ("range", "point")
_RANGES = ("range1", "range2")


def _relation(name: str, relation: Relation, *forms: tuple[str, str]) -> None:
    """Declare one relation; the forms differ in the names of the arguments alone."""

    def decide(a: Value, b: Value) -> Value:
        return relation(_span(a), _span(b))

    for first, second in forms:
        built_in(f"{name}({first}: any, {second}: any)")(decide)


def _span(value: Value) -> Range:
    if isinstance(value, Range):
        return value
    if value is None:
        raise Refused("a point or a range is wanted")
    return Range(value, value, True, True)


def _is(operator: str, a: Value, b: Value) -> bool:
    """``a operator b`` for ends that are there."""
    if a is None or b is None:
        raise Refused("an end without bound cannot be compared")
    if operator == "=":
        found = ordered("<=", a, b) and ordered(">=", a, b)
    else:
        found = ordered(operator, a, b)
    if found is None:
        raise Refused("the ends must be of one kind with an order")
    return found


def _before(a: Range, b: Range) -> bool:
    apart = not (a.end_included and b.start_included)
    return _is("<", a.end, b.start) or (apart and _is("=", a.end, b.start))


def _meets(a: Range, b: Range) -> bool:
    return a.end_included and b.start_included and _is("=", a.end, b.start)


def _overlaps(a: Range, b: Range) -> bool:
    return not _before(a, b) and not _before(b, a)


def _starts_first(a: Range, b: Range) -> bool:
    """Whether a holds points before all of b."""
    if _is("=", a.start, b.start):
        return a.start_included and not b.start_included
    return _is("<", a.start, b.start)


def _ends_last(a: Range, b: Range) -> bool:
    """Whether a holds points behind all of b."""
    if _is("=", a.end, b.end):
        return a.end_included and not b.end_included
    return _is(">", a.end, b.end)


def _overlaps_before(a: Range, b: Range) -> bool:
    return _starts_first(a, b) and not _ends_last(a, b) and _overlaps(a, b)


def _same_start(a: Range, b: Range) -> bool:
    return a.start_included == b.start_included and _is("=", a.start, b.start)


def _same_end(a: Range, b: Range) -> bool:
    return a.end_included == b.end_included and _is("=", a.end, b.end)


def _includes(a: Range, b: Range) -> bool:
    return not _starts_first(b, a) and not _ends_last(b, a)


def _finishes(a: Range, b: Range) -> bool:
    return _same_end(a, b) and not _starts_first(a, b)


def _starts(a: Range, b: Range) -> bool:
    return _same_start(a, b) and not _ends_last(a, b)


def _coincides(a: Range, b: Range) -> bool:
    return _same_start(a, b) and _same_end(a, b)


def _turned(relation: Relation) -> Relation:
    return lambda a, b: relation(b, a)


_relation("before", _before, _POINTS, _POINT_RANGE, _RANGE_POINT, _RANGES)
_relation("after", _turned(_before), _POINTS, _POINT_RANGE, _RANGE_POINT, _RANGES)
_relation("meets", _meets, _RANGES)
_relation("met by", _turned(_meets), _RANGES)
_relation("overlaps", _overlaps, _RANGES)
_relation("overlaps before", _overlaps_before, _RANGES)
_relation("overlaps after", _turned(_overlaps_before), _RANGES)
_relation("finishes", _finishes, _POINT_RANGE, _RANGES)
_relation("finished by", _turned(_finishes), _RANGE_POINT, _RANGES)
_relation("includes", _includes, _RANGE_POINT, _RANGES)
_relation("during", _turned(_includes), _POINT_RANGE, _RANGES)
_relation("starts", _starts, _POINT_RANGE, _RANGES)
_relation("started by", _turned(_starts), _RANGE_POINT, _RANGES)
_relation("coincides", _coincides, _POINTS, _RANGES)


@built_in("range(from: string)")
def range_from(source: str) -> Value:
    """A range from its text; both ends must be literals."""
    try:
        tree = parse_text(source, built_in=_LITERAL_FUNCTIONS)
    except SyntaxProblem as problem:
        raise Refused("'{text}' is no range", text=source[:40]) from problem
    if not isinstance(tree, RangeLiteral):
        raise Refused("'{text}' is no range", text=source[:40])
    ends = _end(tree.start), _end(tree.end)
    if ends == (None, None):
        raise Refused("a range needs an end")
    return make_range(*ends, tree.start_included, tree.end_included)


_LITERAL_FUNCTIONS = {
    "date": conversion.date,
    "time": conversion.time,
    "date and time": conversion.date_and_time,
    "duration": conversion.duration,
}


def _end(node: Expression) -> Value:
    if isinstance(node, (NumberLiteral, StringLiteral)):
        return node.value
    if isinstance(node, Negation) and isinstance(node.operand, NumberLiteral):
        return -node.operand.value
    if isinstance(node, AtLiteral):
        return literal(node.text)
    if isinstance(node, Call) and isinstance(node.function, Name):
        function = _LITERAL_FUNCTIONS.get(node.function.name)
        if function is not None and len(node.positional) == 1:
            text = node.positional[0]
            if isinstance(text, StringLiteral):
                return function(text.value)
    raise Refused("the ends of a range must be literals")
