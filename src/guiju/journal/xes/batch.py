"""What one stretch of a XES file holds, as columns; both lanes of reading give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from guiju.journal.columns import Ints

KINDS = ("string", "date", "int", "float", "boolean", "id", "list", "container")

TRACE, EVENT = 0, 1


class Key(NamedTuple):
    """What tells one column of attributes from another: whose, where and of which type."""

    scope: int
    path: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some values of one column.

    Attributes:
        key: the column.
        rows: traces or events of the batch that have it, counted from 0 in the batch.
        values: dictionary-encoded texts, as they stand in the file, one per row.
    """

    key: Key
    rows: Ints
    values: pa.DictionaryArray


@dataclass(frozen=True, slots=True)
class Batch:
    """A stretch of traces.

    Attributes:
        traces: how many traces begin in it.
        event_trace: for each of its events the trace, counted from 0 in the batch; -1 is the
            trace the batch before ended in.
        pieces: the attributes.
    """

    traces: int
    event_trace: Ints
    pieces: list[Piece]


@dataclass(slots=True)
class Draft:
    """A batch being written one value at a time."""

    traces: int = 0
    event_trace: list[int] = field(default_factory=list)
    found: dict[Key, tuple[list[int], list[str]]] = field(default_factory=dict)
    size: int = 0

    def add(self, key: Key, row: int, value: str) -> None:
        """One value of one row."""
        rows, values = self.found.setdefault(key, ([], []))
        rows.append(row)
        values.append(value)
        self.size += 1

    def batch(self) -> Batch:
        """What was written so far, as arrays."""
        pieces = [
            Piece(key, np.array(rows, np.int32), pa.array(values, pa.string()).dictionary_encode())
            for key, (rows, values) in self.found.items()
        ]
        return Batch(self.traces, np.array(self.event_trace, np.int32), pieces)
