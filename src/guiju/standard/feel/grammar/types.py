"""Types as they are written (DMN 1.5, 10.3.1.2, rule 52)."""

from __future__ import annotations

from guiju.standard.feel.types import (
    TYPE_NAMES,
    ContextType,
    FunctionType,
    ListType,
    NamedType,
    RangeType,
    Type,
)

from .cursor import Cursor
from .names import take_new_name, take_type_name


def take_type(c: Cursor) -> Type:
    """Go over a type."""
    c.deepen()
    type_ = _type(c)
    c.depth -= 1
    return type_


def _type(c: Cursor) -> Type:
    word = c.word()
    back = c.at
    if word in ("list", "range", "context", "function"):
        c.at += len(word)
        if c.takes("<"):
            return _generic(c, word)
        c.at = back
    name = take_type_name(c, TYPE_NAMES)
    if name is None:
        c.fail("a type")
    return NamedType(TYPE_NAMES.get(name, name))


def _generic(c: Cursor, word: str) -> Type:
    if word == "function":
        return _function(c)
    if word == "context":
        return _context(c)
    of = take_type(c)
    c.needs(">")
    return ListType(of) if word == "list" else RangeType(of)


def _context(c: Cursor) -> Type:
    entries: list[tuple[str, Type]] = []
    if c.takes(">"):
        return ContextType(())
    while True:
        name = take_new_name(c, ":")
        if name is None:
            c.fail("a name and ':'")
        c.needs(":")
        entries.append((name, take_type(c)))
        if c.takes(">"):
            return ContextType(tuple(entries))
        c.needs(",")


def _function(c: Cursor) -> Type:
    parameters: list[Type] = []
    if not c.takes(">"):
        parameters.append(take_type(c))
        while c.takes(","):
            parameters.append(take_type(c))
        c.needs(">")
    c.needs("->")
    return FunctionType(tuple(parameters), take_type(c))
