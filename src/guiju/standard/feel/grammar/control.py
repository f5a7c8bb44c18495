"""Constructs that start with a keyword: if, for, some, every, function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from guiju.standard.feel.tree import Expression, For, FunctionDefinition, If, Iteration, Quantified
from guiju.standard.feel.types import Type

from .cursor import Cursor
from .names import take_new_name
from .types import take_type

_ADD = 4


def take_if(c: Cursor) -> Expression | None:
    """``if condition then a else b``."""
    start = c.at
    c.needs_word("if")
    condition = c.expression()
    c.needs_word("then")
    then_value = c.expression()
    c.needs_word("else")
    return If(condition, then_value, c.expression(), at=start)


def take_for(c: Cursor) -> Expression | None:
    """``for a in list, b in 1..3 return body``."""
    start = c.at
    c.needs_word("for")
    with c.names.inner():
        iterations = _iterations(c)
        c.names.declare("partial")
        c.needs_word("return")
        return For(iterations, c.expression(), at=start)


def take_some(c: Cursor) -> Expression | None:
    """``some a in list satisfies condition``."""
    return _quantified(c, "some")


def take_every(c: Cursor) -> Expression | None:
    """``every a in list satisfies condition``."""
    return _quantified(c, "every")


def _quantified(c: Cursor, quantifier: Literal["some", "every"]) -> Expression:
    start = c.at
    c.needs_word(quantifier)
    with c.names.inner():
        iterations = _iterations(c)
        c.needs_word("satisfies")
        return Quantified(quantifier, iterations, c.expression(), at=start)


def _iterations(c: Cursor) -> tuple[Iteration, ...]:
    iterations: list[Iteration] = []
    while True:
        c.skip()
        start = c.at
        name = take_new_name(c, "in")
        if name is None:
            c.fail("a name and 'in'")
        c.needs_word("in")
        domain = c.expression()
        end = c.expression(_ADD) if c.takes("..") else None
        iterations.append(Iteration(name, domain, end, at=start))
        c.names.declare(name)
        if not c.takes(","):
            return tuple(iterations)


def take_function(c: Cursor) -> Expression | None:
    """``function(a: type) body``; None where ``function`` is a plain name."""
    start = c.at
    c.needs_word("function")
    if not c.takes("("):
        return None
    parameters = _parameters(c)
    external = c.takes_word("external")
    with c.names.inner(*(name for name, _ in parameters)):
        return FunctionDefinition(parameters, c.expression(), external, at=start)


def _parameters(c: Cursor) -> tuple[tuple[str, Type | None], ...]:
    parameters: list[tuple[str, Type | None]] = []
    if c.takes(")"):
        return ()
    while True:
        name = take_new_name(c, ":", ",", ")")
        if name is None:
            c.fail("a parameter name")
        parameters.append((name, take_type(c) if c.takes(":") else None))
        if c.takes(")"):
            return tuple(parameters)
        c.needs(",")


CONTROL: dict[str, Callable[[Cursor], Expression | None]] = {
    "if": take_if,
    "for": take_for,
    "some": take_some,
    "every": take_every,
    "function": take_function,
}
