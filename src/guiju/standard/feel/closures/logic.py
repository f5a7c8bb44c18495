"""Three-valued logic (DMN 1.5, 10.3.2.10, tables 48 and 49) and ``if``."""

from __future__ import annotations

from guiju.standard.feel.run import Run
from guiju.standard.feel.tree import Conjunction, Disjunction, If
from guiju.standard.feel.values import Value, kind_of

from .code import Binding, Closure, Code, Variables, folded


def compile_conjunction(node: Conjunction, b: Binding) -> Code:
    """``a and b``: false where one is false, true where all are, else null."""
    parts = [b.compile(operand) for operand in node.operands]
    return folded(_all([part.run for part in parts], False, node.at), *parts)


def compile_disjunction(node: Disjunction, b: Binding) -> Code:
    """``a or b``: true where one is true, false where all are false, else null."""
    parts = [b.compile(operand) for operand in node.operands]
    return folded(_all([part.run for part in parts], True, node.at), *parts)


def _all(runs: list[Closure], deciding: bool, at: int) -> Closure:
    """One operand that is ``deciding`` decides; otherwise all must be its opposite."""
    other = not deciding
    if len(runs) == 2:
        return _both(runs[0], runs[1], deciding, at)

    def evaluate(v: Variables, r: Run) -> Value:
        result: Value = other
        for run in runs:
            value = run(v, r)
            if value is deciding:
                return deciding
            if value is not other:
                result = _no_boolean(value, at, r)
        return result

    return evaluate


def _both(left: Closure, right: Closure, deciding: bool, at: int) -> Closure:
    other = not deciding

    def evaluate(v: Variables, r: Run) -> Value:
        a = left(v, r)
        if a is deciding:
            return deciding
        b = right(v, r)
        if b is deciding:
            return deciding
        if a is other:
            return other if b is other else _no_boolean(b, at, r)
        return _no_boolean(a, at, r)

    return evaluate


def _no_boolean(value: Value, at: int, r: Run) -> Value:
    if value is not None:
        kind = kind_of(value)
        r.warn("no-boolean", at, "expected a boolean, but found a {kind}", kind=kind)
    return None


def compile_if(node: If, b: Binding) -> Code:
    """``if c then a else b``: ``a`` where ``c`` is true, ``b`` where it is anything else."""
    condition = b.compile(node.condition)
    then_value, else_value = b.compile(node.then_value), b.compile(node.else_value)
    if condition.constant:
        return then_value if condition.value is True else else_value
    test, yes, no, at = condition.run, then_value.run, else_value.run, node.at

    def choose(v: Variables, r: Run) -> Value:
        value = test(v, r)
        if value is True:
            return yes(v, r)
        if value is not False:
            _no_boolean(value, at, r)
        return no(v, r)

    return Code(choose)
