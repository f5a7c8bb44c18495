"""A refusal: a value that says what was expected and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from guiju.run.commands.command import NO_VALUES


class Refusal(NamedTuple):
    """Why a command was not carried out; nothing has changed.

    Attributes:
        code: kebab-case, stable: what programs and translations go by.
        template: English sentence with {expected}, {found} and names of `values`.
        expected, found: what should have been, what was.
        values: further names of the template.
        audit: an auditor would ask about it, so it is written into the journal.
    """

    code: str
    template: str
    expected: Any = None
    found: Any = None
    values: Mapping[str, Any] = NO_VALUES
    audit: bool = False

    def __str__(self) -> str:
        """The refusal in English."""
        names = {"expected": self.expected, "found": self.found, **self.values}
        return self.template.format(**names)


EXPECTED = "Expected {expected}, but it was {found}."
"""The template of most refusals."""


def expected(code: str, wanted: Any, found: Any, audit: bool = False) -> Refusal:
    """The most common refusal: one thing was expected, another found."""
    return Refusal(code, EXPECTED, wanted, found, audit=audit)
