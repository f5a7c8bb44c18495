"""What one transaction is to write."""

from __future__ import annotations

from typing import Any


class Batch:
    """What one transaction writes: the last word for each key of each table, None to delete it.

    Attributes:
        tables: by the table's name: row by key; a key is a tuple, or a plain value where the
            table's key is one column.
        new: (table, key) of rows that are not stored yet for certain.
    """

    __slots__ = ("new", "tables")

    def __init__(self) -> None:
        self.tables: dict[str, dict[Any, Any]] = {}
        self.new: set[tuple[str, Any]] = set()

    def put(self, table: str, key: Any, row: tuple[Any, ...] | None, new: bool = False) -> None:
        """Write a row, or delete what is there with None.

        Args:
            new: before this batch there was no such row; what the batch said earlier about the
                same key counts for more.
        """
        rows = self.tables.get(table)
        if rows is None:
            rows = self.tables[table] = {}
        if new and key not in rows:
            self.new.add((table, key))
        rows[key] = row

    def get(self, table: str, key: Any) -> Any:
        """The row this batch writes; None also where it says nothing."""
        rows = self.tables.get(table)
        return None if rows is None else rows.get(key)
