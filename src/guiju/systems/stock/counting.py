"""Cycle counts: what is found is compared with what should be there, then booked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from guiju.systems.call import Call, refused, whole
from guiju.systems.once import once
from guiju.systems.stock.catalogue import known_items
from guiju.systems.stock.models import Counting, Shelf
from guiju.systems.stock.receiving import Row, adjusted, place
from guiju.systems.stock.shelves import STOCK, hold


def count(call: Call) -> Mapping[str, Any]:
    """`stock.count`: differences within the tolerance, or confirmed, are booked."""
    rows = [
        Row(
            str(each.get("item") or ""),
            place(each.get("location") or STOCK, f"counts[{number}].location"),
            place(each.get("lot") or "", f"counts[{number}].lot"),
            None,
            whole(each.get("counted"), f"counts[{number}].counted", least=0),
        )
        for number, each in enumerate(call.items("counts"), 1)
    ]
    if not rows:
        raise refused("quantity-invalid", "counts", "at least one count", None)
    known_items(row.item for row in rows)
    rows.sort(key=lambda row: row.item)
    tolerance = call.figure("tolerance", 0, 0, 100)
    confirmed, by = call.yes("confirmed"), call.text("by", "", 200)

    def act() -> Mapping[str, Any]:
        counted = [_counted(call, row, tolerance, confirmed, by) for row in rows]
        agreed = sum(each["difference"] == 0 for each in counted)
        share = Decimal(100 * agreed) / len(counted)
        return {
            "counted": [_plain(each) for each in counted],
            "booked": [_plain(each) for each in counted if each["booked"]],
            "recount": [_plain(each) for each in counted if not each["booked"]],
            "accuracy": share.quantize(Decimal("0.01"), ROUND_HALF_UP),
            "oversold": [lost for each in counted for lost in each["oversold"]],
        }

    return once(call, [*rows, confirmed], act)


def _counted(call: Call, row: Row, tolerance: Decimal, confirmed: bool, by: str) -> dict[str, Any]:
    hold(row.item)
    shelf = Shelf.objects.filter(item_id=row.item, location=row.location, lot=row.lot).first()
    expected = shelf.on_hand if shelf else 0
    difference = row.quantity - expected
    book = confirmed or abs(difference) * 100 <= tolerance * expected
    if confirmed and difference:
        _another_person(row, by)
    opened: list[dict[str, Any]] = []
    if book and difference:
        opened = adjusted(call, row._replace(quantity=difference), "counted", "cycle count")
    Counting.objects.create(
        key=call.key, item_id=row.item, location=row.location, lot=row.lot, counted=row.quantity,
        expected=expected, booked=book, by=by, at=call.now,
    )  # fmt: skip
    return {
        "item": row.item, "location": row.location, "lot": row.lot, "expected": expected,
        "counted": row.quantity, "difference": difference, "booked": book, "oversold": opened,
    }  # fmt: skip


def _another_person(row: Row, by: str) -> None:
    """A difference is confirmed by somebody else than who found it."""
    first = Counting.objects.filter(item_id=row.item, location=row.location, lot=row.lot)
    last = first.order_by("-id").first()
    if by and last is not None and not last.booked and last.by == by:
        raise refused("same-person", "by", f"another person than {by}", by)


def _plain(counted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in counted.items() if name not in ("booked", "oversold")}
