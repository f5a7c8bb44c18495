"""What is written behind an operand: ``.name``, ``[filter]``, ``(arguments)``, ``instance of``."""

from __future__ import annotations

from guiju.standard.feel.tree import Call, Expression, Filter, InstanceOf, Path
from guiju.standard.feel.words import KEYWORDS

from .cursor import Cursor
from .names import take_member, take_new_name
from .operands import operand
from .types import take_type


def postfix(c: Cursor) -> Expression:
    """One operand with everything behind it."""
    value = operand(c)
    made = 0
    while True:
        longer = _one_more(c, value)
        if longer is None:
            c.depth -= made
            return value
        value = longer
        c.deepen()
        made += 1


def _one_more(c: Cursor, value: Expression) -> Expression | None:
    following = c.peek()
    if following == "." and not c.text.startswith("..", c.at):
        return _path(c, value)
    if following == "[" and not _closes_range(c):
        return _filter(c, value)
    if following == "(":
        return _call(c, value)
    if following == "i" and c.takes_word("instance", "of"):
        return InstanceOf(value, take_type(c), at=value.at)
    return None


def _closes_range(c: Cursor) -> bool:
    """Whether this ``[`` is the open end of ``[1..10[``: no condition starts behind it."""
    start = c.at
    c.at += 1
    following, word = c.peek(), c.word()
    behind = c.text[c.at + 1 : c.at + 2]
    c.at = start
    if following == ".":
        return not behind.isdigit()
    return not following or following in ")],}=<>!+*/" or word in KEYWORDS


def _path(c: Cursor, source: Expression) -> Expression:
    c.at += 1
    c.skip()
    name = take_member(c)
    if name is None:
        c.fail("a name after '.'")
    return Path(source, name, at=source.at)


def _filter(c: Cursor, source: Expression) -> Expression:
    c.at += 1
    with c.names.inner("item", members=True):
        condition = c.expression()
    c.needs("]")
    return Filter(source, condition, at=source.at)


def _call(c: Cursor, function: Expression) -> Expression:
    c.at += 1
    positional: list[Expression] = []
    named: list[tuple[str, Expression]] = []
    if c.takes(")"):
        return Call(function, at=function.at)
    while True:
        name = take_new_name(c, ":")
        if name is not None:
            c.needs(":")
            named.append((name, c.expression()))
        elif named:
            c.fail("a parameter name and ':'")
        else:
            positional.append(c.expression())
        if c.takes(")"):
            return Call(function, tuple(positional), tuple(named), at=function.at)
        if positional and named:
            c.fail("')'")
        c.needs(",")
