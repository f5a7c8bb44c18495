"""What there is of an item, as others are told (STK-01)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from guiju.systems.call import Call, seconds, written
from guiju.systems.stock.catalogue import known_items
from guiju.systems.stock.lines import line_of
from guiju.systems.stock.models import FeedItem, Item, Movement
from guiju.systems.stock.shelves import free_units


def levels(call: Call) -> Mapping[str, Any]:
    """`stock.level`: what is on hand, reserved, available and may be sold."""
    one = call.has("item") and not call.has("items")
    codes = [call.text("item")] if one else call.texts("items")
    items = known_items(codes).values() if codes else Item.objects.order_by("code")
    rows = [level(call, item) for item in items]
    return {"levels": rows, **({"level": rows[0]} if one else {})}


def level(call: Call, item: Item) -> dict[str, Any]:
    """One item's level."""
    available = min(item.on_hand - item.reserved, free_units(item.code, call.now.date()))
    line = line_of(call, item.code)
    lags = FeedItem.objects.filter(item=item).values_list("feed__lag", flat=True)
    return {
        "item": item.code,
        "on_hand": item.on_hand,
        "reserved": item.reserved,
        "available": available,
        "margin": item.margin,
        "sellable": max(0, available - item.margin),
        "warning_line": line,
        "below": line is not None and available <= line,
        "lag_seconds": max(lags, default=0),
    }


def movements(call: Call) -> Mapping[str, Any]:
    """`stock.movements`: the journal, the newest first."""
    rows = Movement.objects.order_by("-id")
    if call.has("item"):
        rows = rows.filter(item_id=call.text("item"))
    if call.has("key"):
        rows = rows.filter(Q(key=call.text("key")) | Q(order=call.text("key")))
    most = int(call.figure("limit", 100, 1, 10_000))
    return {"movements": [_moved(row) for row in rows[:most]]}


def _moved(row: Movement) -> dict[str, Any]:
    return {
        "at": written(row.at),
        "kind": row.kind,
        "item": row.item_id,
        "location": row.location,
        "lot": row.lot,
        "on_hand": row.on_hand,
        "reserved": row.reserved,
        "key": row.key,
        "case": row.case,
        "order": row.order,
        "reason": row.reason,
    }


def age(call: Call, since: Any) -> int:
    """Seconds since a moment; 0 where there is none."""
    return 0 if since is None else seconds(call.now - since)
