"""Comparison: ``=``, ``<``, ``between`` (DMN 1.5, 10.3.2.13 and 10.3.2.14)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal

from guiju.standard.feel.equality import equal
from guiju.standard.feel.order import ordered
from guiju.standard.feel.run import Run
from guiju.standard.feel.tree import Between, Comparison
from guiju.standard.feel.values import NUMERIC, Value, kind_of

from .code import Binding, Closure, Code, Variables, folded

Answer = Callable[[Value, Value, int, Run], bool | None]

_ORDER: dict[str, Callable[[Value, Value], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_EQUAL_AS_PYTHON = frozenset((str, int, bool, Decimal))


def compile_comparison(node: Comparison, b: Binding) -> Code:
    """``left op right``."""
    left, right = b.compile(node.left), b.compile(node.right)
    if node.operator in _ORDER:
        run = _order(node, left.run, right)
    else:
        run = _equality(left.run, right, node.operator == "=", node.at)
    return folded(run, left, right)


def _order(node: Comparison, left: Closure, right: Code) -> Closure:
    test, symbol, at = _ORDER[node.operator], node.operator, node.at
    if right.constant and type(right.value) in NUMERIC:
        bound = right.value

        def compare_number(v: Variables, r: Run) -> Value:
            a = left(v, r)
            return test(a, bound) if type(a) in NUMERIC else compare(symbol, a, bound, at, r)

        return compare_number
    other = right.run

    def compare_any(v: Variables, r: Run) -> Value:
        a, b = left(v, r), other(v, r)
        if type(a) in NUMERIC and type(b) in NUMERIC:
            return test(a, b)
        return compare(symbol, a, b, at, r)

    return compare_any


def _equality(left: Closure, right: Code, wanted: bool, at: int) -> Closure:
    other = right.run
    if right.constant and type(right.value) in _EQUAL_AS_PYTHON:
        return _equality_with(left, right.value, wanted, at)

    def compare_equal(v: Variables, r: Run) -> Value:
        a, b = left(v, r), other(v, r)
        kind = type(a)
        if kind is type(b) and kind in _EQUAL_AS_PYTHON:
            return (a == b) is wanted
        same = same_value(a, b, at, r)
        return None if same is None else same is wanted

    return compare_equal


def _equality_with(left: Closure, constant: Value, wanted: bool, at: int) -> Closure:
    kind = type(constant)

    def compare_constant(v: Variables, r: Run) -> Value:
        a = left(v, r)
        if type(a) is kind:
            return (a == constant) is wanted
        same = same_value(a, constant, at, r)
        return None if same is None else same is wanted

    return compare_constant


def compare(symbol: str, a: Value, b: Value, at: int, r: Run) -> bool | None:
    """``a symbol b`` for an order; null with a warning where there is none."""
    found = ordered(symbol, a, b)
    if found is None:
        warn_kinds(a, b, symbol, at, r)
    return found


def same_value(a: Value, b: Value, at: int, r: Run) -> bool | None:
    """``a = b``; null with a warning where the kinds differ."""
    same = equal(a, b, r)
    if same is None:
        warn_kinds(a, b, "=", at, r)
    return same


def warn_kinds(a: Value, b: Value, symbol: str, at: int, r: Run) -> None:
    """Say that these kinds cannot be used together."""
    r.warn(
        "operand-types",
        at,
        "'{operator}' cannot be used with a {left} and a {right}",
        operator=symbol,
        left=kind_of(a),
        right=kind_of(b),
    )


def compile_between(node: Between, b: Binding) -> Code:
    """``value between low and high``, both included."""
    parts = [b.compile(node.value), b.compile(node.low), b.compile(node.high)]
    value, low, high = (part.run for part in parts)
    at = node.at

    def evaluate(v: Variables, r: Run) -> Value:
        a = value(v, r)
        over = compare(">=", a, low(v, r), at, r)
        under = compare("<=", a, high(v, r), at, r)
        return None if over is None or under is None else over and under

    return folded(evaluate, *parts)
