"""The smallest operands: literals, names, parentheses, lists, contexts, ranges."""

from __future__ import annotations

from typing import cast

from guiju.standard.feel.tree import (
    AtLiteral,
    BooleanLiteral,
    ContextLiteral,
    Expression,
    ListLiteral,
    Name,
    NullLiteral,
    Operator,
    RangeLiteral,
    StringLiteral,
    UnaryRange,
)
from guiju.standard.feel.words import KEYWORDS

from .control import CONTROL
from .cursor import Cursor
from .literals import take_number, take_string
from .names import sees_declared, take_name, take_new_name

_OPERATORS = ("<=", ">=", "!=", "<", ">", "=")
_ADD = 4


def operand(c: Cursor) -> Expression:
    """One operand, nothing behind it."""
    first = c.peek()
    start = c.at
    if first == '"':
        return StringLiteral(take_string(c), at=start)
    if first == "(":
        return _parenthesis(c)
    if first == "[":
        return _bracket(c)
    if first == "{":
        return _context(c)
    if first == "]":
        c.at += 1
        return take_range_after(c, c.expression(_ADD), start, False)
    if first == "@":
        c.at += 1
        return AtLiteral(take_string(c), at=start)
    if first == "?":
        c.at += 1
        return Name("?", at=start)
    number = take_number(c) if first.isdigit() or first == "." else None
    return number if number is not None else _named(c)


def _named(c: Cursor) -> Expression:
    """A name, a constant or a construct that starts with a keyword."""
    start = c.at
    word = c.word()
    if word in CONTROL and sees_declared(c) in (None, word):
        special = CONTROL[word](c)
        if special is not None:
            return special
        c.at = start
    name = take_name(c)
    if name is None or name in KEYWORDS:
        c.at = start
        c.fail("an expression")
    return _constant(name, start)


def _constant(name: str, start: int) -> Expression:
    if name == "true" or name == "false":
        return BooleanLiteral(name == "true", at=start)
    if name == "null":
        return NullLiteral(at=start)
    return Name(name, at=start)


def _parenthesis(c: Cursor) -> Expression:
    start = c.at
    c.at += 1
    c.skip()
    for operator in _OPERATORS:
        if c.takes(operator):
            endpoint = c.expression(_ADD)
            c.needs(")")
            return UnaryRange(cast(Operator, operator), endpoint, at=start)
    inner = c.expression()
    if c.sees(".."):
        return take_range_after(c, inner, start, False)
    c.needs(")")
    return inner


def _bracket(c: Cursor) -> Expression:
    start = c.at
    c.at += 1
    if c.takes("]"):
        return ListLiteral((), at=start)
    items = [c.expression()]
    if c.sees(".."):
        return take_range_after(c, items[0], start, True)
    while c.takes(","):
        items.append(c.expression())
    c.needs("]")
    return ListLiteral(tuple(items), at=start)


def take_range_after(c: Cursor, low: Expression, start: int, included: bool) -> RangeLiteral:
    """The rest of a range whose start has been read."""
    c.needs("..")
    high = c.expression(_ADD)
    if c.takes("]"):
        return RangeLiteral(low, high, included, True, at=start)
    if not (c.takes(")") or c.takes("[")):
        c.fail("']', ')' or '['")
    return RangeLiteral(low, high, included, False, at=start)


def _context(c: Cursor) -> Expression:
    start = c.at
    c.at += 1
    entries: list[tuple[str, Expression]] = []
    if c.takes("}"):
        return ContextLiteral((), at=start)
    with c.names.inner():
        while True:
            entries.append(_entry(c))
            if c.takes("}"):
                return ContextLiteral(tuple(entries), at=start)
            c.needs(",")


def _entry(c: Cursor) -> tuple[str, Expression]:
    key = take_string(c) if c.peek() == '"' else take_new_name(c, ":")
    if key is None:
        c.fail("a key and ':'")
    c.needs(":")
    c.names.declare_member(key)
    value = c.expression()
    c.names.declare(key)
    return key, value
