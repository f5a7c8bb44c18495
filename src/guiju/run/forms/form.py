"""A form as the server sees it: the fields that take a value, and what is asked of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

import regex

from guiju.standard.feel import Compiled
from guiju.standard.model.problem import Problem

INPUTS: Final = frozenset(
    {
        *("textfield", "textarea", "number", "datetime", "checkbox", "checklist", "radio"),
        *("select", "taglist", "filepicker", "expression"),
    }
)
"""Components of form-js that bring a value."""

SHOWN: Final = frozenset(
    {
        *("text", "html", "image", "table", "iframe", "separator", "spacer", "button"),
        "documentPreview",
    }
)
"""Components that are only looked at; nothing is accepted for them."""

HOLDERS: Final = frozenset({"group", "multipage", "page"})
"""Components that hold others; ``dynamiclist`` does too, and repeats them."""

CHOICES: Final = frozenset({"checklist", "radio", "select", "taglist"})
MANY: Final = frozenset({"checklist", "taglist"})

Flag: TypeAlias = bool | Compiled
Bound: TypeAlias = Decimal | Compiled | None


@dataclass(frozen=True, slots=True)
class Options:
    """Where the options of a choice come from: exactly one of the three.

    Attributes:
        values: written in the form.
        key: path of a variable that holds a list of them; never of what was submitted.
        expression: FEEL that gives a list of them.
    """

    values: tuple[Any, ...] | None = None
    key: tuple[str, ...] | None = None
    expression: Compiled | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of a value, as far as it is asked.

    Attributes:
        pattern: must be found in the text.
        kind: ``email`` or ``phone``, or None.
        digits: at most so many after the decimal point.
        increment: the number is a multiple of it.
        not_passed: a date must not lie before today.
        zone: how a time ends: ``utc_offset``, ``utc_normalized`` or ``no_timezone``.
        subtype: of a datetime: ``date``, ``time`` or ``datetime``.
        as_text: a number is kept as text.
    """

    required: bool = False
    min: Bound = None
    max: Bound = None
    min_length: Bound = None
    max_length: Bound = None
    pattern: regex.Pattern[str] | None = None
    kind: str | None = None
    digits: int | None = None
    increment: Decimal | None = None
    not_passed: bool = False
    zone: str = "utc_offset"
    subtype: str = "date"
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One component that takes a value.

    Attributes:
        type: of the component, as in form-js.
        at: where its value lies in the data of the form, or of its row.
        hides: conditions of its own and of what holds it; one that is true hides it.
        expression: of an expression field: what its value is.
    """

    id: str
    type: str
    label: str
    at: tuple[str, ...]
    hides: tuple[Compiled, ...] = ()
    disabled: Flag = False
    readonly: Flag = False
    rules: Rules = Rules()
    options: Options | None = None
    expression: Compiled | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A dynamic list: the same fields, once a row.

    Attributes:
        fixed: rows may be neither added nor taken away; then ``most`` and ``least`` do not count.
        usual: rows there are when nothing was said yet.
    """

    id: str
    label: str
    at: tuple[str, ...]
    items: tuple[Field | Rows, ...]
    hides: tuple[Compiled, ...] = ()
    fixed: bool = False
    usual: int = 1
    least: int = 0
    most: int = 1000


Item: TypeAlias = Field | Rows


@dataclass(frozen=True, slots=True)
class Form:
    """A form-js schema, read.

    Attributes:
        items: fields and dynamic lists; groups and pages are gone, their paths and conditions
            are in what they held.
        problems: all that is wrong with the schema; with an error nothing is ever accepted.
    """

    id: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether one of the problems is an error."""
        return any(problem.severity == "error" for problem in self.problems)


Path: TypeAlias = tuple[str | int, ...]


def write_path(path: Path) -> str:
    """A path as people read it: ``items[0].quantity``, rows counted from 0."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def look(data: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """What lies at a path, or None."""
    found: Any = data
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
