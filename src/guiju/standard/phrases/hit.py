"""What the lint of words finds, and what it needs to know of a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Protocol

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text; line and column are counted from 1, `start` and `end` are offsets."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that is wrong with a text.

    Attributes:
        code: what kind of thing (docs/phrases.md lists them).
        place: where; the whole text where it is about something that is not there.
        found: the very words; "" where something is missing.
        severity: `error` (may not go out) or `warning`.
        values: what `advise` fills in: `instead`, `part`, `limit` ...
    """

    code: str
    place: Place
    found: str
    severity: str = "error"
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING)


class SpokenPart(Protocol):
    """A part of a script, as the lint sees it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def needs(self) -> Sequence[str]:
        """Words by one of which it is known; none: it is not looked for."""


class Spoken(Protocol):
    """A script in one language, as the lint sees it; `guiju.standard.pack.Talk` is one."""

    @property
    def parts(self) -> Sequence[SpokenPart]:
        """Its parts, in the order they are said."""

    @property
    def banned(self) -> Sequence[str]:
        """Words that are never said in it."""

    @property
    def longest(self) -> int:
        """Characters a text of it may have; 0 for any number."""

    @property
    def sentence(self) -> int:
        """Characters a sentence of it may have; 0 for any number."""
