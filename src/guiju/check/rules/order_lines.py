"""Events by the order line they are of, with quantity and price, for the three-way match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from guiju.check.rules.rows import Rows, numbers_of, rows_of, texts_of
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class Lines:
    """The order line, quantity and price of every event.

    Attributes:
        names: the texts that identify each line.
        line: (events,) line number; -1 where one of its attributes is missing.
        quantity: (events,) NaN where missing.
        price: (events,) NaN where missing; 0 everywhere if prices are not compared.
    """

    names: list[tuple[str, ...]]
    line: NDArray[np.int64] = field(repr=False)
    quantity: NDArray[np.float64] = field(repr=False)
    price: NDArray[np.float64] = field(repr=False)

    def _judged(self, rows: Rows, priced: bool) -> NDArray[np.bool_]:
        judged = (self.line[rows] >= 0) & ~np.isnan(self.quantity[rows])
        return np.asarray(judged & ~(np.isnan(self.price[rows]) & priced), dtype=np.bool_)

    def of(self, log: Log, activity: str, priced: bool = True) -> tuple[Rows, int]:
        """The complete rows of an activity, as time went on, and how many are not complete.

        Args:
            log: the log.
            activity: which.
            priced: whether a row needs a price to be complete.
        """
        rows = rows_of(log, activity)
        judged = self._judged(rows, priced)
        rows = rows[judged]
        return rows[np.lexsort((log.seq[rows], log.time[rows]))], int((~judged).sum())


def lines_of(log: Log, attributes: Sequence[str], quantity: str, price: str) -> Lines:
    """The order line of every event.

    Args:
        log: the log.
        attributes: names of the event attributes that identify a line.
        quantity: attribute with the quantity.
        price: attribute with the price of a unit, or "".

    Raises:
        KeyError: the log lacks one of them.
    """
    texts = [texts_of(log, name) for name in attributes]
    amounts = numbers_of(log, quantity)
    prices = numbers_of(log, price) if price else np.zeros(len(log))
    lacking = [n for n, t in zip(attributes, texts, strict=True) if t is None]
    if lacking or amounts is None or prices is None:
        raise KeyError(*lacking or [quantity if amounts is None else price])
    number: dict[tuple[str, ...], int] = {}
    line = np.full(len(log), -1, dtype=np.int64)
    for row, key in enumerate(zip(*(t or [] for t in texts), strict=True)):
        whole = tuple(part for part in key if part is not None)
        if len(whole) == len(attributes):
            line[row] = number.setdefault(whole, len(number))
    return Lines(list(number), line, amounts, prices)


def running_totals(line: Rows, amount: NDArray[np.float64]) -> NDArray[np.float64]:
    """(rows,) per row the sum of its line's amounts up to it and with it."""
    order = np.argsort(line, kind="stable")
    sums = np.cumsum(amount[order])
    first = np.searchsorted(line[order], line[order], side="left")
    before = np.concatenate([[0.0], sums])[first]
    totals = np.empty_like(amount)
    totals[order] = sums - before
    return totals
