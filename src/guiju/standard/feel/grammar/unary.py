"""Unary tests: the cells of a decision table and what stands behind ``in``."""

from __future__ import annotations

from typing import cast

from guiju.standard.feel.tree import Expression, Operator, OperatorTest, Test, UnaryTests

from .cursor import Cursor
from .operands import take_range_after
from .problem import SyntaxProblem

_OPERATORS = ("<=", ">=", "!=", "<", ">", "=")
_ADD = 4


def take_unary_tests(c: Cursor) -> UnaryTests:
    """A whole cell: ``-``, tests, or ``not(tests)``."""
    back = c.at
    if c.takes("-") and not c.peek():
        return UnaryTests((), at=back)
    c.at = back
    negated = _negated(c)
    if negated is not None:
        return UnaryTests(negated, True, at=back)
    c.at = back
    tests = _tests(c, 0)
    if c.peek():
        c.fail("',' or the end")
    return UnaryTests(tests, at=back)


def _negated(c: Cursor) -> tuple[Test, ...] | None:
    """``not(tests)`` filling the whole cell, or None."""
    if not (c.takes_word("not") and c.takes("(")):
        return None
    depth = c.depth
    try:
        tests = _tests(c, 0)
    except SyntaxProblem as problem:
        if problem.code != "feel-syntax":
            raise
        c.depth = depth
        return None
    return tests if c.takes(")") and not c.peek() else None


def take_in_tests(c: Cursor) -> tuple[Test, ...]:
    """What stands behind ``in``: one test, or several in parentheses."""
    c.skip()
    start = c.at
    if not c.takes("("):
        return (_test(c, _ADD),)
    first = _test(c, 0)
    if c.sees("..") and not isinstance(first, OperatorTest):
        return (take_range_after(c, first, start, False),)
    tests = [first]
    while c.takes(","):
        tests.append(_test(c, 0))
    c.needs(")")
    return tuple(tests)


def _tests(c: Cursor, level: int) -> tuple[Test, ...]:
    tests = [_test(c, level)]
    while c.takes(","):
        tests.append(_test(c, level))
    return tuple(tests)


def _test(c: Cursor, level: int) -> Test:
    c.skip()
    start = c.at
    for operator in _OPERATORS:
        if c.takes(operator):
            endpoint: Expression = c.expression(_ADD)
            return OperatorTest(cast(Operator, operator), endpoint, at=start)
    return c.expression(level)
