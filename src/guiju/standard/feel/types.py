"""FEEL's types as values (DMN 1.5, 10.3.2.9): what stands after ``instance of`` and ``:``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type by name: a built-in one (``number``) or an item definition."""

    name: str


@dataclass(frozen=True, slots=True)
class ListType:
    """``list<of>``."""

    of: Type


@dataclass(frozen=True, slots=True)
class RangeType:
    """``range<of>``."""

    of: Type


@dataclass(frozen=True, slots=True)
class ContextType:
    """``context<name: type, ...>``; a value may have more entries than these."""

    entries: tuple[tuple[str, Type], ...]


@dataclass(frozen=True, slots=True)
class FunctionType:
    """``function<parameters> -> result``."""

    parameters: tuple[Type, ...]
    result: Type


@dataclass(frozen=True, slots=True)
class RestrictedType:
    """A type with allowed values: ``test`` is true for a value of ``base`` that is allowed."""

    base: Type
    test: Callable[[Any], bool]


Type: TypeAlias = NamedType | ListType | RangeType | ContextType | FunctionType | RestrictedType

ANY = NamedType("Any")
NUMBER = NamedType("number")
STRING = NamedType("string")
BOOLEAN = NamedType("boolean")
DATE = NamedType("date")
TIME = NamedType("time")
DATE_AND_TIME = NamedType("date and time")
DAYS_TIME = NamedType("days and time duration")
YEARS_MONTHS = NamedType("years and months duration")
NULL = NamedType("Null")

TYPE_NAMES: dict[str, str] = {
    "Any": "Any",
    "any": "Any",
    "Null": "Null",
    "number": "number",
    "string": "string",
    "boolean": "boolean",
    "date": "date",
    "time": "time",
    "date and time": "date and time",
    "dateTime": "date and time",
    "days and time duration": "days and time duration",
    "dayTimeDuration": "days and time duration",
    "years and months duration": "years and months duration",
    "yearMonthDuration": "years and months duration",
    "duration": "duration",
    "list": "list",
    "context": "context",
    "function": "function",
    "range": "range",
}
"""Names the language knows, DMN 1.1's camel case included, to the name used here."""
