"""What was submitted, laid on the form: one cell a value, one sheet for the form and each row."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from guiju.standard.model.problem import Problem

from .form import Field, Item, Path, Rows, look, write_path
from .values import Wrong, clean

CELLS_MAX: Final = 5000
"""Values of one submission, rows multiplied out."""


@dataclass(slots=True)
class Cell:
    """One value of one field.

    Attributes:
        raw: what was submitted, if ``given``.
        value: clean; None where it is wrong or empty.
        stored: what the server holds in its place.
        hidden, locked: as far as is known; locked is disabled or read-only.
    """

    field: Field
    path: Path
    raw: Any
    given: bool
    stored: Any
    value: Any = None
    hidden: bool = False
    locked: bool = False
    problems: list[Problem] = dataclasses.field(default_factory=list)

    @property
    def standing(self) -> Any:
        """The value that counts for the conditions of other fields."""
        if self.hidden:
            return None
        return self.stored if self.locked else self.value


@dataclass(slots=True)
class Listing:
    """One dynamic list with its rows.

    Attributes:
        stored: rows the server holds in its place, or None.
    """

    rows: Rows
    path: Path
    stored: Sequence[Any] | None
    sheets: list[Sheet] = dataclasses.field(default_factory=list)
    hidden: bool = False
    problems: list[Problem] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """The values of the form, or of one row.

    Attributes:
        stored: what the server holds in this place.
    """

    path: Path
    stored: Mapping[str, Any]
    cells: list[Cell] = dataclasses.field(default_factory=list)
    lists: list[Listing] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Laying:
    """The work of laying one submission on a form.

    Attributes:
        strays: problems with what has no place on the form.
    """

    strays: list[Problem] = dataclasses.field(default_factory=list)
    cells: int = 0

    def sheet(
        self, items: Sequence[Item], data: Mapping[str, Any], stored: Mapping[str, Any], path: Path
    ) -> Sheet:
        """Lay ``data`` on ``items``; keys without a place become problems."""
        self._refuse_strays(_places(items), data, path)
        made = Sheet(path, stored)
        for item in items:
            if self.cells >= CELLS_MAX:
                self._stray("too-many-values", "expected at most {most} values", (), most=CELLS_MAX)
                break
            self.cells += 1
            if isinstance(item, Rows):
                made.lists.append(self._listing(item, data, stored, path))
            else:
                made.cells.append(_cell(item, data, stored, path))
        return made

    def _listing(
        self, rows: Rows, data: Mapping[str, Any], stored: Mapping[str, Any], path: Path
    ) -> Listing:
        held, raw = look(stored, rows.at), look(data, rows.at)
        made = Listing(rows, path + rows.at, held if isinstance(held, list) else None)
        if raw is not None and not isinstance(raw, list):
            made.problems.append(_problem("not-a-list", "expected a list", made.path))
            return made
        kept = _Stored(made)
        for number, row in enumerate(raw or ()):
            where = (*made.path, number)
            if not isinstance(row, Mapping):
                made.problems.append(_problem("not-an-object", "expected an object", where))
                continue
            if self.cells >= CELLS_MAX or number >= rows.most:
                break
            made.sheets.append(self.sheet(rows.items, row, kept.row(number, row), where))
        _check_count(made, len(raw or ()))
        return made

    def _refuse_strays(
        self, places: Mapping[str, Any], data: Mapping[str, Any], path: Path
    ) -> None:
        for key, value in data.items():
            inner, where = places.get(key), (*path, str(key)[:100])
            if key not in places:
                self._stray("unknown-key", "expected a field of the form", where)
            elif inner is not None and isinstance(value, Mapping):
                self._refuse_strays(inner, value, where)
            elif inner is not None and value is not None:
                self._stray("not-an-object", "expected an object", where)

    def _stray(self, code: str, template: str, where: Path, **values: Any) -> None:
        if len(self.strays) < 100:
            self.strays.append(_problem(code, template, where, **values))


def _places(items: Sequence[Item]) -> Mapping[str, Any]:
    """The keys that have a place: name to the names inside it, or to None where a value lies."""
    tree: dict[str, Any] = {}
    for item in items:
        inner = tree
        for name in item.at[:-1]:
            inner = inner.setdefault(name, {})
        inner[item.at[-1]] = None
    return tree


def _cell(field_: Field, data: Mapping[str, Any], stored: Mapping[str, Any], path: Path) -> Cell:
    raw = look(data, field_.at)
    cell = Cell(field_, path + field_.at, raw, raw is not None, look(stored, field_.at))
    cell.locked = field_.disabled is True or field_.readonly is True
    try:
        cell.value = clean(field_, raw)
    except Wrong as wrong:
        found = wrong.problem
        cell.problems.append(
            Problem(found.code, found.template, write_path(cell.path), found.values)
        )
    return cell


class _Stored:
    """The rows the server holds, to be found by what their locked fields hold."""

    def __init__(self, listing: Listing) -> None:
        self.rows = [row if isinstance(row, Mapping) else {} for row in listing.stored or ()]
        self.fixed = listing.rows.fixed
        self.locked = [
            item.at
            for item in listing.rows.items
            if isinstance(item, Field) and (item.disabled is True or item.readonly is True)
        ]
        self.used: set[int] = set()
        self._found: dict[tuple[bool, ...], dict[Any, list[int]]] = {}

    def row(self, number: int, submitted: Mapping[str, Any]) -> Mapping[str, Any]:
        """The row held for a submitted one; an empty one where that cannot be told.

        In a list of fixed length it is the row in the same place. Where rows come and go it is
        the one whose locked fields hold what was submitted for them, each row once; the one in
        the same place is preferred.
        """
        if self.fixed:
            return self.rows[number] if number < len(self.rows) else {}
        marks = [look(submitted, at) for at in self.locked]
        given = tuple(mark is not None for mark in marks)
        if not any(given):
            return {}
        alike = self._index(given).get(self._twin(submitted, given), [])
        free = [index for index in alike if index not in self.used]
        if not free:
            return {}
        index = number if number in free else free[0]
        self.used.add(index)
        return self.rows[index]

    def _index(self, given: tuple[bool, ...]) -> dict[Any, list[int]]:
        """Rows by what they hold in the fields that were given."""
        if given not in self._found:
            made = self._found[given] = {}
            for index, row in enumerate(self.rows):
                made.setdefault(self._twin(row, given), []).append(index)
        return self._found[given]

    def _twin(self, row: Mapping[str, Any], given: tuple[bool, ...]) -> tuple[Any, ...]:
        wanted = zip(self.locked, given, strict=True)
        return tuple(canon(look(row, at)) for at, asked in wanted if asked)


def _check_count(listing: Listing, count: int) -> None:
    rows, stored = listing.rows, listing.stored
    least, most = rows.least, rows.most
    if rows.fixed:
        least = most = len(stored) if stored is not None else rows.usual
    if not least <= count <= most:
        listing.problems.append(
            _problem(
                "row-count",
                "expected {least} to {most} rows, found {found}",
                listing.path,
                least=least,
                most=most,
                found=count,
            )
        )


def same(one: object, other: object) -> bool:
    """Whether two JSON values are equal; 1 is 1.0 and is not true."""
    return canon(one) == canon(other)


def canon(value: object, depth: int = 50) -> tuple[Any, ...]:
    """A hashable twin of a JSON value, equal for equal values; deeper down all are alike."""
    if isinstance(value, bool | str) or value is None:
        return (type(value).__name__, value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, int | Decimal):
        return ("number", value if isinstance(value, int) or value.is_finite() else str(value))
    if depth and isinstance(value, Mapping):
        inside = ((str(key), canon(inner, depth - 1)) for key, inner in value.items())
        return ("object", frozenset(inside))
    if depth and isinstance(value, list | tuple):
        return ("list", tuple(canon(inner, depth - 1) for inner in value))
    return ("other", type(value).__name__)


def _problem(code: str, template: str, where: Path, **values: Any) -> Problem:
    return Problem(code, template, write_path(where), values)
