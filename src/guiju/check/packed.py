"""Vectors of costs as one whole number each: adding and comparing all entries is one operation.

Every entry has a field of as many bits as it may need and one guard bit above, which a
subtraction borrows from where the entry is the smaller one: the arithmetic within a register of
Lamport, "Multiple byte processing with full-word instructions" (1975), on whole numbers of any
length. For the few dozen states of most standards this beats arrays, whose every operation has a
price of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WIDTHS = ((8, 60, "B"), (16, 15_000, "H"), (32, 1 << 28, "I"))
"""Bits of a field, what is out of reach in it, its code: two such entries still have a sum."""


@dataclass(frozen=True, slots=True)
class Packing:
    """How vectors of one length are packed.

    Attributes:
        bits: of a field, its guard included.
        far: an entry that is out of reach; all others are less.
        ones: the vector of ones.
        guards: the guard bits.
        fields: the fields as a row of bytes.
    """

    bits: int
    far: int
    ones: int
    guards: int
    fields: Struct

    def table(self, rows: NDArray[np.integer]) -> NDArray[Any]:
        """A table in the width of a field, what is beyond as far."""
        found: NDArray[Any] = np.minimum(rows, self.far).astype(f"<i{self.bits // 8}")
        return found

    def pack(self, table: NDArray[Any]) -> list[int]:
        """The rows of such a table, each as one number."""
        data, size = table.tobytes(), self.fields.size
        rows = range(0, len(data), size)
        return [int.from_bytes(data[begin : begin + size], "little") for begin in rows]

    def unpack(self, packed: int) -> Sequence[int]:
        """The entries of a vector."""
        data = packed.to_bytes(self.fields.size, "little")
        return data if self.bits == 8 else self.fields.unpack(data)

    def array(self, packed: int) -> NDArray[Any]:
        """The entries of a vector as an array."""
        data = packed.to_bytes(self.fields.size, "little")
        return np.frombuffer(data, f"<i{self.bits // 8}")

    def has_zero(self, packed: int) -> bool:
        """Whether an entry is 0."""
        return ((packed | self.guards) - self.ones) & self.guards != self.guards

    def least(self, one: int, other: int) -> int:
        """The lesser entry of each place."""
        guards = self.guards
        greater = ((one | guards) - other) & guards
        return one ^ ((one ^ other) & (greater - (greater >> self.bits - 1)))


def packing(length: int, reach: int) -> Packing:
    """The packing of vectors of a length, whose entries are no more than `reach` or out of it."""
    bits, far, code = next(w for w in _WIDTHS if reach < w[1])
    ones = int.from_bytes((b"\1" + bytes(bits // 8 - 1)) * length, "little")
    return Packing(bits, far, ones, ones << bits - 1, Struct(f"<{length}{code}"))
