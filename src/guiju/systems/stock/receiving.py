"""What comes in, and what is put right by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from guiju.systems.call import LARGEST, Call, Values, moment, refused, whole
from guiju.systems.once import once
from guiju.systems.stock.catalogue import known_items
from guiju.systems.stock.models import CODE
from guiju.systems.stock.shelves import STOCK, change, hold, shelf_of
from guiju.systems.stock.taking import take_off


class Row(NamedTuple):
    """Units of a lot at a location."""

    item: str
    location: str
    lot: str
    expires: date | None
    quantity: int


def rows_of(lines: Sequence[Values], least: int = 1) -> list[Row]:
    """Lines as rows in the order of their items.

    Raises:
        BusinessError: `quantity-invalid`, `item-unknown`.
    """
    rows = []
    for number, line in enumerate(lines, 1):
        at = f"lines[{number}]"
        expires = line.get("expires")
        rows.append(
            Row(
                str(line.get("item") or ""),
                place(line.get("location") or STOCK, f"{at}.location"),
                place(line.get("lot") or "", f"{at}.lot"),
                moment(expires, f"{at}.expires", "quantity-invalid").date() if expires else None,
                whole(line.get("quantity"), f"{at}.quantity", least=least),
            )
        )
    if not rows:
        raise refused("quantity-invalid", "lines", "at least one line", None)
    known_items(row.item for row in rows)
    return sorted(rows, key=lambda row: row.item)


def place(found: Any, field: str) -> str:
    """The code of a location or a lot.

    Raises:
        BusinessError: `quantity-invalid`: it is longer than codes are.
    """
    code = str(found)
    if len(code) > CODE:
        raise refused("quantity-invalid", field, f"a code of up to {CODE} characters", code)
    return code


def receive(call: Call) -> Mapping[str, Any]:
    """`stock.receive`: goods came in, or came back."""
    rows = rows_of(call.items("lines"))
    reason = call.text("reason", "")

    def act() -> Mapping[str, Any]:
        for row in rows:
            hold(row.item)
            shelf = shelf_of(row.item, row.location, row.lot, row.expires)
            change(call, shelf, "received", on_hand=row.quantity, reason=reason)
        return {"received": sum(row.quantity for row in rows)}

    return once(call, rows, act)


def adjust(call: Call) -> Mapping[str, Any]:
    """`stock.adjust`: quantities with a sign, and why."""
    rows = rows_of(call.items("lines"), least=-LARGEST)
    reason = call.text("reason", "")
    if not reason:
        raise refused("reason-missing", "reason", "why the stock is adjusted", None)

    def act() -> Mapping[str, Any]:
        opened = []
        for row in rows:
            opened += adjusted(call, row, "adjusted", reason)
        return {"adjusted": sum(row.quantity for row in rows), "oversold": opened}

    return once(call, [*rows, reason], act)


def adjusted(call: Call, row: Row, kind: str, reason: str) -> list[dict[str, Any]]:
    """Change what lies on one shelf; gives the oversells that it opened.

    Raises:
        BusinessError: `stock-short`: less would be left than nothing.
    """
    hold(row.item)
    shelf = shelf_of(row.item, row.location, row.lot, row.expires, empty=row.quantity >= 0)
    if row.quantity >= 0:
        change(call, shelf, kind, on_hand=row.quantity, reason=reason)
        return []
    if shelf.on_hand + row.quantity < 0:
        raise refused("stock-short", "quantity", f"at most {shelf.on_hand} to go", row.quantity)
    return take_off(call, shelf, -row.quantity, kind, reason or kind, reason=reason)
