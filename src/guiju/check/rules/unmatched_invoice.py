"""unmatched-invoice: an invoice line that order and receipt do not cover (three-way match)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.order_lines import Lines, lines_of, running_totals
from guiju.check.rules.parameters import missing_column, out_of_range
from guiju.check.rules.rows import Rows, case_of
from guiju.journal import Log

_REASONS = (
    "no such order line",
    "invoiced before",
    "another price than ordered",
    "more than was ordered",
    "more than was received",
)
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class UnmatchedInvoice:
    """Three-way match at line level: what is invoiced was ordered at that price and was received.

    Orders, receipts and invoices are events; each is of the order line that its `line` attributes
    name, in whichever case it stands, so an invoice over many orders and an order with many
    invoices are matched line by line. Quantities add up: parts are fine until their sum is past
    what was ordered or received in the whole log. An invoice line with number, quantity and price
    of an earlier one is a duplicate, told as such and not added up. A price is that of an order
    of the line, or lies between those of several.

    Attributes:
        order: activity that orders.
        receipt: activity that receives.
        invoice: activity that invoices.
        line: event attributes that identify the order line.
        quantity: event attribute with the quantity.
        price: event attribute with the price of one unit; "" if prices are not compared.
        number: event attribute with the invoice's number; "" if duplicates are not looked for.
        quantity_tolerance: share of the quantity that may be invoiced beyond.
        price_tolerance: share of the price by which it may differ.
    """

    name: ClassVar[str] = "unmatched-invoice"
    order: str
    receipt: str
    invoice: str
    line: tuple[str, ...]
    quantity: str
    price: str = ""
    number: str = ""
    quantity_tolerance: float = 0.0
    price_tolerance: float = 0.0

    def check(self, log: Log) -> Breaches:
        """A breach per invoice line that is not covered, with its first reason."""
        template = "{invoice!r} is covered by {order!r} and {receipt!r}, line by line."
        values = {"invoice": self.invoice, "order": self.order, "receipt": self.receipt}
        columns = [c for c in (*self.line, self.quantity, self.price, self.number) if c]
        problems = tuple(
            p for c in columns if c not in log.attributes for p in missing_column(self.name, c)
        )
        if min(self.quantity_tolerance, self.price_tolerance) < 0:
            problems += out_of_range(self.name, "tolerances", "of at least 0", "a negative one")
        if problems or not self.line:
            problems = problems or out_of_range(self.name, "line", "with an attribute", "none")
            return Breaches(self.name, template, values, problems=problems)
        found = self._matched(log)
        bad = found.reason >= 0
        rows = found.rows[bad]
        return Breaches(
            self.name,
            template,
            values,
            found.rows.size,
            case_of(log, rows),
            rows,
            nowhere(rows.size),
            found.unknown,
            reasons=_REASONS,
            reason=found.reason[bad],
        )

    def lines(self, log: Log) -> pa.Table:
        """A table of all order lines: line, ordered, received, invoiced, duplicates, state.

        Raises:
            KeyError: the log lacks one of the attributes.
        """
        found = self._matched(log)
        width = len(found.names)
        twice = np.bincount(found.line[found.reason == 1], minlength=width)
        columns = {
            "line": pa.array([" ".join(name) for name in found.names], pa.string()),
            "ordered": found.ordered,
            "received": found.received,
            "invoiced": found.invoiced,
            "duplicates": twice,
        }
        figures = zip(
            found.ordered.tolist(), found.received.tolist(), found.invoiced.tolist(), strict=True
        )
        states = [self._state(*three) for three in figures]
        return pa.table({**columns, "state": pa.array(states, pa.string())})

    def _state(self, ordered: float, received: float, invoiced: float) -> str:
        roomy = 1 + self.quantity_tolerance + _CLOSE
        if not ordered:
            return "not ordered"
        if invoiced > min(ordered, received) * roomy:
            return "invoiced beyond"
        if received > ordered * roomy:
            return "received beyond"
        if received < ordered * (1 - _CLOSE):
            return "partly received" if received else "not received"
        if invoiced < received * (1 - _CLOSE):
            return "partly invoiced" if invoiced else "not invoiced"
        return "matched"

    def _matched(self, log: Log) -> Matched:
        lines = lines_of(log, self.line, self.quantity, self.price)
        orders, no_order = lines.of(log, self.order)
        receipts, no_receipt = lines.of(log, self.receipt, priced=False)
        invoices, no_invoice = lines.of(log, self.invoice)
        width = len(lines.names)
        ordered = _sums(lines.line[orders], lines.quantity[orders], width)
        received = _sums(lines.line[receipts], lines.quantity[receipts], width)
        line = lines.line[invoices]
        twice = self._twice(log, lines, invoices)
        amount = np.where(twice, 0.0, lines.quantity[invoices])
        so_far = running_totals(line, amount)
        roomy = (1 + self.quantity_tolerance) * (1 + _CLOSE)
        known = np.zeros(width, dtype=np.bool_)
        known[lines.line[orders]] = True
        reason = np.full(invoices.size, -1, dtype=np.int64)
        reason[so_far > received[line] * roomy] = 4
        reason[so_far > ordered[line] * roomy] = 3
        reason[self._priced_otherwise(lines, orders, invoices)] = 2
        reason[twice] = 1
        reason[~known[line]] = 0
        invoiced = _sums(line, amount, width)
        unknown = no_order + no_receipt + no_invoice
        return Matched(lines.names, invoices, line, reason, ordered, received, invoiced, unknown)

    def _priced_otherwise(self, lines: Lines, orders: Rows, invoices: Rows) -> NDArray[np.bool_]:
        """(invoices,) whether the price is none of the order's."""
        least = np.full(len(lines.names), np.inf)
        most = np.full(len(lines.names), -np.inf)
        np.minimum.at(least, lines.line[orders], lines.price[orders])
        np.maximum.at(most, lines.line[orders], lines.price[orders])
        price, line = lines.price[invoices], lines.line[invoices]
        room = self.price_tolerance + _CLOSE
        low = np.where(least > most, 0.0, least)[line]
        high = np.where(least > most, 0.0, most)[line]
        beyond = (price < low - room * np.abs(low)) | (price > high + room * np.abs(high))
        return np.asarray(beyond, dtype=np.bool_)

    def _twice(self, log: Log, lines: Lines, invoices: Rows) -> NDArray[np.bool_]:
        """(invoices,) whether an earlier one has the same number, line, quantity and price."""
        twice = np.zeros(invoices.size, dtype=np.bool_)
        if not self.number:
            return twice
        numbers = log.attributes[self.number].dense(len(log)).to_pylist()
        seen: set[tuple[object, ...]] = set()
        for place, row in enumerate(invoices.tolist()):
            key = (numbers[row], lines.line[row], lines.quantity[row], lines.price[row])
            twice[place] = key in seen and numbers[row] is not None
            seen.add(key)
        return twice


@dataclass(frozen=True, slots=True)
class Matched:
    """Invoices beside orders and receipts.

    Attributes:
        names: the texts that identify each order line.
        rows: (invoices,) rows of the log, as time went on.
        line: (invoices,) the order line of each.
        reason: (invoices,) why it is not covered; -1 where it is.
        ordered: (lines,) quantity.
        received: (lines,) quantity.
        invoiced: (lines,) quantity, duplicates left out.
        unknown: events without line, quantity or price.
    """

    names: list[tuple[str, ...]]
    rows: Rows = field(repr=False)
    line: Rows = field(repr=False)
    reason: NDArray[np.int64] = field(repr=False)
    ordered: NDArray[np.float64] = field(repr=False)
    received: NDArray[np.float64] = field(repr=False)
    invoiced: NDArray[np.float64] = field(repr=False)
    unknown: int


def _sums(line: Rows, amount: NDArray[np.float64], lines: int) -> NDArray[np.float64]:
    """(lines,) sum of the amounts of each line."""
    return np.bincount(line, amount, lines).astype(np.float64)
