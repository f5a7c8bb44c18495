"""What lies in a range, and how ranges are made."""

from __future__ import annotations

from .equality import equal
from .order import ordered
from .run import Refused
from .temporal import Date
from .values import NUMERIC, Range, Value


def make_range(start: Value, end: Value, start_included: bool, end_included: bool) -> Range:
    """A range with two ends of one kind, the first not after the second.

    Raises:
        Refused: they have no order, or the wrong one. An end that is null stays unknown.
    """
    if start is not None and end is not None:
        right = ordered("<=", start, end)
        if right is None:
            raise Refused("the ends of a range must be of one kind with an order")
        if not right:
            raise Refused("the start of a range must not lie after its end")
    return Range(start, end, start_included, end_included)


def unary_range(operator: str, endpoint: Value) -> Range:
    """``(< endpoint)`` as a range."""
    if operator in ("<", "<="):
        return Range(None, endpoint, False, operator == "<=", operator)
    if operator in (">", ">="):
        return Range(endpoint, None, operator == ">=", False, operator)
    return Range(endpoint, endpoint, operator == "=", operator == "=", operator)


def contains(span: Range, value: Value) -> bool | None:
    """Whether a value lies in a range; None where they cannot be compared."""
    if span.operator in ("=", "!="):
        same = equal(value, span.start)
        return None if same is None else same is (span.operator == "=")
    if value is None or (span.operator is None and (span.start is None or span.end is None)):
        return None
    low = high = True
    if span.start is not None:
        found = ordered(">=" if span.start_included else ">", value, span.start)
        if found is None:
            return None
        low = found
    if span.end is not None:
        found = ordered("<=" if span.end_included else "<", value, span.end)
        if found is None:
            return None
        high = found
    return low and high


def steps(span: Range) -> range | None:
    """The whole numbers or day numbers of a range that can be walked, else None."""
    start, end = span.start, span.end
    if type(start) in NUMERIC and type(end) in NUMERIC:
        if start != int(start) or end != int(end):
            return None
        first, last = int(start), int(end)
    elif isinstance(start, Date) and isinstance(end, Date):
        first, last = start.number, end.number
    else:
        return None
    return range(first + (not span.start_included), last + (1 if span.end_included else 0))
