"""Operators by precedence (DMN 1.5, 10.3.1.2, rules 1 to 4 and 49 to 51).

From loose to tight: or, and, comparison, + -, * /, **, unary minus, instance of, then what is
written behind an operand. A unary minus binds tighter than ``**``: ``-3 ** 2`` is 9.
"""

from __future__ import annotations

import re
from typing import cast

from guiju.standard.feel.tree import (
    Arithmetic,
    Between,
    Comparison,
    Conjunction,
    Disjunction,
    Expression,
    In,
    Negation,
    Operator,
)

from .cursor import Cursor
from .postfix import postfix
from .unary import take_in_tests

OR, AND, COMPARE, ADD, MULTIPLY, POWER = 1, 2, 3, 4, 5, 6
_SYMBOL = re.compile(r"\*\*|<=|>=|!=|[*/+\-<>=]")
_TIGHT = {"**": POWER, "*": MULTIPLY, "/": MULTIPLY, "+": ADD, "-": ADD}
_WORDS = {"or": OR, "and": AND, "between": COMPARE, "in": COMPARE}
_FIRST = frozenset("*/+-<>!=oabi")


def binary(c: Cursor, level: int) -> Expression:
    """Read operands and operators that bind at least as tightly as ``level``."""
    left = _operand(c)
    made = 0
    while True:
        symbol, tightness = _operator(c)
        if not symbol or tightness < max(level, OR):
            c.depth -= made
            return left
        c.at += len(symbol)
        left = _join(c, left, symbol, tightness)
        c.deepen()
        made += 1


def _operand(c: Cursor) -> Expression:
    """One operand with the minus signs before it."""
    if c.peek() != "-":
        return postfix(c)
    start = c.at
    c.at += 1
    c.deepen()
    operand = Negation(_operand(c), at=start)
    c.depth -= 1
    return operand


def _operator(c: Cursor) -> tuple[str, int]:
    """The operator that comes next, not gone over."""
    if c.peek() not in _FIRST:
        return "", 0
    match = _SYMBOL.match(c.text, c.at)
    if match is not None:
        return match.group(), _TIGHT.get(match.group(), COMPARE)
    word = c.word()
    return (word, _WORDS[word]) if word in _WORDS else ("", 0)


def _join(c: Cursor, left: Expression, symbol: str, tightness: int) -> Expression:
    start = left.at
    if tightness >= ADD:
        return _arithmetic(c, left, symbol, tightness)
    if symbol == "or":
        return Disjunction((left, *_repeated(c, symbol, tightness)), at=start)
    if symbol == "and":
        return Conjunction((left, *_repeated(c, symbol, tightness)), at=start)
    if symbol == "between":
        low = c.expression(ADD)
        c.needs_word("and")
        return Between(left, low, c.expression(ADD), at=start)
    if symbol == "in":
        return In(left, take_in_tests(c), at=start)
    return Comparison(cast(Operator, symbol), left, c.expression(ADD), at=start)


def _arithmetic(c: Cursor, first: Expression, symbol: str, tightness: int) -> Expression:
    """All operators of one precedence in a row, however many."""
    rest = [(symbol, c.expression(tightness + 1))]
    while True:
        symbol, found = _operator(c)
        if found != tightness:
            return Arithmetic(first, tuple(rest), at=first.at)
        c.at += len(symbol)
        rest.append((symbol, c.expression(tightness + 1)))


def _repeated(c: Cursor, symbol: str, tightness: int) -> list[Expression]:
    operands = [c.expression(tightness + 1)]
    while _operator(c)[0] == symbol:
        c.at += len(symbol)
        operands.append(c.expression(tightness + 1))
    return operands
