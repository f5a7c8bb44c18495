"""What both databases say alike when rows are written."""

from __future__ import annotations

from typing import Final

from guiju.journal.store.batch import Batch
from guiju.journal.store.rows import TABLES, Table

FIXED: Final = {"cases": ("id", "started"), "tasks": ("created",)}
"""Columns that an update leaves alone."""

NEVER_CHANGED: Final = frozenset({"shapes", "pools"})
"""Tables whose rows are named by their own digest."""

POINTS: Final = {"shapes": "shapes-written", "entries": "rows-written", "shards": "shards-written"}
"""Crash points behind the writing of a table."""

_ORDER: Final = tuple(table.name for table in TABLES)


def in_order(batch: Batch) -> list[str]:
    """The tables a batch writes, in the order of writing."""
    written = batch.tables
    return [name for name in _ORDER if name in written]


def changing(table: Table) -> list[str]:
    """The columns that an update writes."""
    kept = {*table.key, *FIXED.get(table.name, ())}
    return [name for name in table.columns if name not in kept]


def on_conflict(table: Table) -> str:
    """What happens where the key is there already; entries never may be."""
    if table.name == "entries":
        return ""
    if table.name in NEVER_CHANGED:
        return " ON CONFLICT DO NOTHING"
    changes = ", ".join(f"{name} = excluded.{name}" for name in changing(table))
    action = f"UPDATE SET {changes}" if changes else "NOTHING"
    return f" ON CONFLICT ({', '.join(table.key)}) DO {action}"
