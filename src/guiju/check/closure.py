"""The cheapest runs of model moves between all states, as a matrix that real products can use.

A cost c stands as 2 to the power of -bits * c: costs add as exponents, and the exponent of a sum
of fewer than 2 to the power of bits terms tells the least cost among them, exactly. (Min-plus
products by large bases: Yuval, "An algorithm for finding all shortest paths using N^2.81
infinite-precision multiplications", 1976.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALONE = 1 << 18
"""Multiplications up to which OpenBLAS stays in one thread."""


@dataclass(frozen=True, slots=True)
class Closure:
    """All cheapest runs.

    Attributes:
        bits: bits between neighbouring costs, 8 or 16.
        ways: (states, states) the cost from column to row as a power, 0 where it is too high.
        powers: (most + 3,) the power of each cost; 0 for one that is too high.
    """

    bits: int
    ways: NDArray[np.float64] = field(repr=False)
    powers: NDArray[np.float64] = field(repr=False)

    @property
    def most(self) -> int:
        """The highest cost that has a power."""
        return self.powers.size - 3

    def least(self, entered: NDArray[np.float64]) -> NDArray[np.int64]:
        """(rows, states) the least cost of a run to a state and of what is entered from there.

        Args:
            entered: (rows, states) the power of the cost of the rest from each state.
        """
        exponent = self._product(entered).view(np.int64)
        exponent >>= 55 if self.bits == 8 else 56
        return np.subtract(self.most + 1, exponent, out=exponent)

    def _product(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The matrix product, small ones in parts for which no second thread is woken."""
        some = _ALONE // self.ways.size
        if some < 2 or rows.shape[0] <= some:
            return np.asarray(rows @ self.ways)
        found = np.empty_like(rows)
        for begin in range(0, rows.shape[0], some):
            part = slice(begin, begin + some)
            np.dot(rows[part], self.ways, out=found[part])
        return found


def closure_of(way: NDArray[np.int32], terms: int) -> Closure | None:
    """The cheapest runs as powers; None where sums have too many terms.

    Args:
        way: (states, states) cost of the cheapest run of model moves from row to column.
        terms: how many terms a sum has at most.
    """
    if terms >= 1 << 16:
        return None
    bits = 8 if terms < 1 << 8 else 16
    most = 1024 // bits - 2
    powers = np.append(np.ldexp(1.0, -bits * np.arange(most + 1)), [0.0, 0.0])
    carry = 2.0 ** (1 - bits)  # the exponent of a sum is then a multiple of bits, and the rest
    return Closure(bits, powers[np.minimum(way.T, most + 1)] * carry, powers)


def powers_of(closure: Closure, costs: NDArray[Any]) -> NDArray[np.float64]:
    """(rows, states + 1) the powers of costs, and a last column of nothing.

    Costs above `most` count as out of reach: whoever needs them exactly must look first.
    """
    found = np.zeros((costs.shape[0], costs.shape[1] + 1))
    found[:, :-1] = closure.powers.take(np.minimum(costs, closure.most + 1))
    return found
