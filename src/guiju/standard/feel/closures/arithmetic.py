"""Sums, products, powers and the minus sign."""

from __future__ import annotations

from guiju.standard.feel.arithmetic import OPERATIONS, negate
from guiju.standard.feel.run import Run
from guiju.standard.feel.tree import Arithmetic, Negation
from guiju.standard.feel.values import Value, kind_of

from .code import Binding, Closure, Code, Variables, folded


def compile_arithmetic(node: Arithmetic, b: Binding) -> Code:
    """Operators of one precedence, from left to right."""
    first = b.compile(node.first)
    rest = [(symbol, b.compile(operand)) for symbol, operand in node.rest]
    parts = [first, *(code for _, code in rest)]
    if len(rest) == 1:
        symbol, right = rest[0]
        return folded(_binary(first.run, symbol, right.run, node.at), *parts)
    steps = [(symbol, code.run) for symbol, code in rest]
    return folded(_chain(first.run, steps, node.at), *parts)


def _binary(left: Closure, symbol: str, right: Closure, at: int) -> Closure:
    operation = OPERATIONS[symbol]
    grows = symbol == "+"

    def evaluate(v: Variables, r: Run) -> Value:
        a, b = left(v, r), right(v, r)
        value = operation(a, b)
        if value is None:
            return _no_result(a, b, symbol, at, r)
        return r.sized(value) if grows and type(value) is str else value

    return evaluate


def _chain(first: Closure, rest: list[tuple[str, Closure]], at: int) -> Closure:
    steps = [(OPERATIONS[symbol], symbol, right) for symbol, right in rest]

    def evaluate(v: Variables, r: Run) -> Value:
        value = first(v, r)
        for operation, symbol, right in steps:
            operand = right(v, r)
            result = operation(value, operand)
            if result is None:
                result = _no_result(value, operand, symbol, at, r)
            value = r.sized(result) if type(result) is str else result
        return value

    return evaluate


def _no_result(a: Value, b: Value, symbol: str, at: int, r: Run) -> Value:
    if symbol == "/" and kind_of(b) == "number" and not b:
        r.warn("division-by-zero", at, "a division by zero has no result")
    else:
        r.warn(
            "no-result",
            at,
            "'{operator}' has no result with a {left} and a {right}",
            operator=symbol,
            left=kind_of(a),
            right=kind_of(b),
        )
    return None


def compile_negation(node: Negation, b: Binding) -> Code:
    """``-a``."""
    inner = b.compile(node.operand)
    operand, at = inner.run, node.at

    def evaluate(v: Variables, r: Run) -> Value:
        a = operand(v, r)
        value = negate(a)
        if value is None:
            kind = kind_of(a)
            r.warn("operand-types", at, "a {kind} has no negative", kind=kind)
        return value

    return folded(evaluate, inner)
