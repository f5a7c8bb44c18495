"""Columns of a log: coded texts, and attributes kept sparse until somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of texts as codes into its distinct texts.

    Attributes:
        codes: one per row, -1 where the row has none; shape (rows,), int32.
        names: the distinct texts; ``names[code]`` is the text.
    """

    codes: Ints
    names: tuple[str, ...]

    def text(self, row: int) -> str | None:
        """The row's text, or None."""
        code = int(self.codes[row])
        return self.names[code] if code >= 0 else None

    def texts(self) -> list[str | None]:
        """All rows' texts."""
        names: list[str | None] = [*self.names, None]
        return [names[code] for code in self.codes.tolist()]

    def take(self, rows: npt.NDArray[np.int64]) -> Coded:
        """The column of these rows."""
        return Coded(self.codes[rows], self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """One attribute of events or cases, held only for the rows that have it.

    Attributes:
        path: its key, preceded by the keys it is nested in: ``("amount",)``, ``("cost", "tax")``.
        kind: XES type of the values: string, date, int, float, boolean, id, list or container.
        rows: rows that have it, ascending; shape (k,), int32.
        values: Arrow array of length k: string, int64, double, bool or timestamp[us, UTC];
            a string array may be dictionary-encoded.
    """

    path: tuple[str, ...]
    kind: str
    rows: Ints
    values: pa.Array

    @property
    def name(self) -> str:
        """The path in one text: ``cost/tax``."""
        return "/".join(self.path)

    def dense(self, rows: int) -> pa.Array:
        """One value per row of the log, null where the row has none."""
        if len(self.rows) == rows:
            return self.values
        at = np.full(rows, -1, np.int64)
        at[self.rows] = np.arange(len(self.rows))
        return self.values.take(pa.array(at, mask=at < 0))


class Attributes(Mapping[str, Attribute]):
    """Attributes by name, of ``rows`` events or cases; a table is made only when asked for."""

    __slots__ = ("_by_name", "rows")

    def __init__(self, rows: int, attributes: list[Attribute]) -> None:
        """Hold these attributes of so many rows."""
        self.rows = rows
        self._by_name: dict[str, Attribute] = {}
        for attribute in attributes:
            name = attribute.name
            while name in self._by_name:  # a/b nested and "a/b" itself
                name += "'"
            self._by_name[name] = attribute

    def __getitem__(self, name: str) -> Attribute:
        """The attribute of this name (``cost/tax`` for a nested one)."""
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in order of first appearance."""
        return iter(self._by_name)

    def __len__(self) -> int:
        """How many attributes there are."""
        return len(self._by_name)

    def table(self, names: list[str] | None = None) -> pa.Table:
        """Arrow table with one row per event (or case) and a column per attribute asked for."""
        wanted = list(self._by_name) if names is None else names
        if not wanted:
            return pa.table({"": pa.nulls(self.rows)}).select([])
        return pa.table({name: self._by_name[name].dense(self.rows) for name in wanted})

    def values(self) -> list[Attribute]:  # type: ignore[override]
        """The attributes themselves."""
        return list(self._by_name.values())

    def of_row(self, row: int) -> dict[str, object]:
        """What one event or case has: name to Python value."""
        found: dict[str, object] = {}
        for name, attribute in self._by_name.items():
            at = int(np.searchsorted(attribute.rows, row))
            if at < len(attribute.rows) and attribute.rows[at] == row:
                found[name] = attribute.values[at].as_py()
        return found

    def arranged(self, new_row: npt.NDArray[np.int64], rows: int) -> Attributes:
        """The same attributes where old row i is now row ``new_row[i]``, or gone where it is -1."""
        moved = [_arranged(attribute, new_row) for attribute in self._by_name.values()]
        return Attributes(rows, [attribute for attribute in moved if len(attribute.rows)])

    def without(self, names: set[str]) -> Attributes:
        """The same but for these names."""
        return Attributes(self.rows, [a for a in self._by_name.values() if a.name not in names])


def _arranged(attribute: Attribute, new_row: npt.NDArray[np.int64]) -> Attribute:
    rows = new_row[attribute.rows]
    if len(rows) and rows[0] >= 0 and bool((rows[1:] > rows[:-1]).all()):
        return Attribute(attribute.path, attribute.kind, rows.astype(np.int32), attribute.values)
    kept = np.flatnonzero(rows >= 0)
    kept = kept[np.argsort(rows[kept], kind="stable")]
    values = attribute.values.take(pa.array(kept))
    return Attribute(attribute.path, attribute.kind, rows[kept].astype(np.int32), values)
