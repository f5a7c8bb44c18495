"""The cost vectors of all endings of all sequences, each different vector worked out once.

Vectors of different endings are mostly the same few, but for a number added to all of their
entries. So a vector is kept with its least entry taken off and has a number; where an event in
front leads is looked up, and worked out where it is met for the first time: the automaton of costs
is determinised as it is met (Mohri, "Finite-state transducers in language and speech processing",
1997). All sequences go from their ends to their beginnings side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guiju.check.costs import FAR
from guiju.check.vectors import NEAR, Tables, lowered

_FIRST_ROOM = 256
_FEW = 500


@dataclass(frozen=True, slots=True)
class Endings:
    """Per sequence and event, and behind its last one, the vector of what is still to come.

    The ending of sequence i that begins with event k is number ``offsets[i] + i + k``.

    Attributes:
        symbol: (endings + 1,) activity code of the first event; for the empty one the number of
            activities.
        vector: (endings + 1,) number of the vector.
        base: (endings + 1,) what to add to all of its entries.
        begin: (sequences,) the ending that is the whole sequence.
        costs: (vectors, states) the vectors, each with least entry 0.
    """

    symbol: NDArray[np.int64]
    vector: NDArray[np.int64]
    base: NDArray[np.int64]
    begin: NDArray[np.int64]
    costs: NDArray[Any] = field(repr=False)


class Vectors:
    """The different vectors met so far, and where each activity leads from them.

    Args:
        tables: the automaton, ready for the activities.
        longest: events of the longest sequence: where no cost can grow beyond 16 bits, they do.
    """

    def __init__(self, tables: Tables, longest: int) -> None:
        reach = int(tables.log_cost.max(initial=0)) * longest + int(tables.completion.max())
        kind: type[np.signedinteger[Any]] = np.int16 if reach < NEAR else np.int32
        self.tables = tables
        self.kind = kind
        self.activities = len(tables.matches)
        self.via = np.minimum(tables.via, NEAR if kind is np.int16 else FAR).astype(kind)
        self.number: dict[bytes, int] = {}
        self.costs = np.empty((_FIRST_ROOM, tables.completion.size), dtype=kind)
        self.follow = np.full(_FIRST_ROOM * self.activities, -1, dtype=np.int32)
        self.more = np.zeros(_FIRST_ROOM * self.activities, dtype=np.int32)
        self.least = int(tables.completion.min())
        self._numbered((tables.completion - self.least).astype(kind)[None])

    def learn(self, keys: NDArray[np.int64]) -> None:
        """Finds where each (vector, activity) leads, as ``vector * activities + activity``."""
        vector = keys // self.activities
        symbol = keys - vector * self.activities
        found = lowered(self.tables, self.costs.take(vector, axis=0), symbol, self.via)
        least = found.min(axis=1)
        found -= least[:, None]
        number = self._numbered(found)
        self.follow[keys] = number
        self.more[keys] = least

    def _numbered(self, found: NDArray[Any]) -> list[int]:
        """The number of each vector; those not met before are kept."""
        width = found.shape[1] * found.itemsize
        data = found.tobytes()
        numbers, new = [], []
        for row in range(found.shape[0]):
            key = data[row * width : (row + 1) * width]
            number = self.number.get(key)
            if number is None:
                number = self.number[key] = len(self.number)
                new.append(row)
            numbers.append(number)
        if new:
            self._grow()
            self.costs[len(self.number) - len(new) : len(self.number)] = found[new]
        return numbers

    def _grow(self) -> None:
        room = self.costs.shape[0]
        if len(self.number) <= room:
            return
        while room < len(self.number):
            room *= 2
        extra = room - self.costs.shape[0]
        self.costs = np.concatenate([self.costs, np.empty((extra, self.costs.shape[1]), self.kind)])
        self.follow = np.append(self.follow, np.full(extra * self.activities, -1, np.int32))
        self.more = np.append(self.more, np.zeros(extra * self.activities, np.int32))


def _distinct(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(keys) if keys.size > _FEW else np.array(list(set(keys.tolist())))


def endings(vectors: Vectors, symbols: NDArray[np.int64], offsets: NDArray[np.int64]) -> Endings:
    """The endings of the sequences ``symbols[offsets[i]:offsets[i + 1]]``."""
    lengths = np.diff(offsets)
    count = lengths.size
    begin = offsets[:-1] + np.arange(count)
    size = symbols.size + count
    symbol = np.full(size + 1, vectors.activities, dtype=np.int64)
    symbol[np.arange(symbols.size) + np.repeat(np.arange(count), lengths)] = symbols
    vector, base = np.zeros(size + 1, dtype=np.int64), np.full(size + 1, vectors.least)
    order = np.argsort(-lengths, kind="stable")
    at = (begin + lengths)[order]
    longest = int(lengths.max(initial=0))
    active = np.searchsorted(-lengths[order], -np.arange(1, longest + 1), side="right")
    now, total = np.zeros(count, dtype=np.int64), np.full(count, vectors.least)
    for running in active.tolist():
        at = at[:running] - 1
        key = now[:running] * vectors.activities + symbol[at]
        found = vectors.follow.take(key)
        new = found < 0
        if new.any():
            vectors.learn(_distinct(key[new]))
            found = vectors.follow.take(key)
        total = total[:running] + vectors.more.take(key)
        now = found.astype(np.int64)
        vector[at], base[at] = now, total
    return Endings(symbol, vector, base, begin, vectors.costs)
