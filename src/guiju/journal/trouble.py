"""Bad news while reading a log: values, never exceptions, never finished sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_NO_VALUES: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a whole file, or the rest of it from some place on, could not be read.

    Attributes:
        code: what is wrong, in kebab case, stable for ever: ``xml-with-doctype``.
        template: English sentence with ``{name}`` places; says what was expected and found.
        values: what goes into the places of the template.
    """

    code: str
    template: str
    values: Mapping[str, Any] = field(default_factory=lambda: _NO_VALUES)

    def __str__(self) -> str:
        """The reason in English."""
        return self.template.format_map(_Lenient(self.values))


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of a report should know though nothing is wrong.

    Attributes:
        code: what it is about, in kebab case, stable for ever: ``ambiguous-dates``.
        template: English sentence with ``{name}`` places.
        values: what goes into the places of the template.
    """

    code: str
    template: str
    values: Mapping[str, Any] = field(default_factory=lambda: _NO_VALUES)

    def __str__(self) -> str:
        """The note in English."""
        return self.template.format_map(_Lenient(self.values))


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row (CSV, Parquet), event (XES, OCEL) or object that is wrong.

    Attributes:
        number: counted from 1 as the source counts: events of an XES file, data rows of a table.
        code: what is wrong, in kebab case, stable for ever: ``row-without-case``.
        template: English sentence with ``{name}`` places; says what was expected and found.
        values: what goes into the places of the template.
    """

    number: int
    code: str
    template: str
    values: Mapping[str, Any] = field(default_factory=lambda: _NO_VALUES)

    def __str__(self) -> str:
        """The row's number and what is wrong with it, in English."""
        return f"{self.number}: " + self.template.format_map(_Lenient(self.values))


class Complaints:
    """Bad rows while they are found: the first few in full, all of them counted by code."""

    __slots__ = ("_cap", "counts", "rows")

    def __init__(self, cap: int) -> None:
        """Keep at most ``cap`` rows in full."""
        self._cap = cap
        self.rows: list[BadRow] = []
        self.counts: Counter[str] = Counter()

    def add(self, number: int, code: str, template: str, /, **values: Any) -> None:
        """Note one bad row; long values are cut, so that a report stays small."""
        self.counts[code] += 1
        if len(self.rows) < self._cap:
            short = {name: _cut(value) for name, value in values.items()}
            self.rows.append(BadRow(number, code, template, MappingProxyType(short)))

    def room(self) -> int:
        """How many more rows are kept in full."""
        return max(0, self._cap - len(self.rows))

    def count_only(self, code: str, number: int) -> None:
        """Count rows that are not kept in full."""
        self.counts[code] += number


def _cut(value: Any) -> Any:
    return value[:80] + "…" if isinstance(value, str) and len(value) > 80 else value


class _Lenient(dict[str, Any]):
    """A template must never fail because a value is missing: it then shows its own place."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
