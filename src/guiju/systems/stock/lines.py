"""Warning lines (STK-02)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from guiju.systems.call import Call, figure, moment, refused, whole, written
from guiju.systems.stock import demand
from guiju.systems.stock.catalogue import known_items
from guiju.systems.stock.figures import Line, Terms, warning_line
from guiju.systems.stock.models import Item, WarningLine
from guiju.systems.writing import writing

FIXED: Final = 10


def terms_of(call: Call) -> Terms:
    """What lines are computed for, by the call or the settings.

    Raises:
        BusinessError: `figure-invalid`.
    """
    level = call.figure("service_level", 95)
    if not 50 <= level < 100:
        raise refused("figure-invalid", "service_level", "per cent from 50, under 100", level)
    return Terms(
        lead_time=float(call.figure("lead_time_days", 7, 0, 3650)),
        lead_time_deviation=float(call.figure("lead_time_deviation", 2, 0, 3650)),
        service_level=float(level),
        promotion=float(call.figure("promotion", 1, 0, 1000)),
        least_days=int(call.figure("least_days", 28, 1, 90)),
    )


def compute(call: Call) -> Mapping[str, Any]:
    """`stock.line`: compute the lines anew; one set by hand holds until its end."""
    terms = terms_of(call)
    codes = call.texts("items") or call.texts("item")
    items = known_items(codes).values() if codes else Item.objects.order_by("code")
    rows = []
    with writing():
        for item in items:
            rows.append(shown(_computed(call, item, terms)))
    return {"warning_lines": rows}


def _computed(call: Call, item: Item, terms: Terms) -> WarningLine:
    kept = WarningLine.objects.filter(item=item).first()
    if kept is not None and kept.method == "hand" and kept.until and kept.until > call.now:
        return kept
    found = warning_line(demand.history(item.code, call.now.date()), terms, _fixed(call, item))
    return _keep(call, item, found)


def _fixed(call: Call, item: Item) -> int:
    if item.fixed_line is not None:
        return item.fixed_line
    return int(figure(call.settings.get("fixed_line", FIXED), "fixed_line"))


def _keep(call: Call, item: Item, line: Line) -> WarningLine:
    row, _ = WarningLine.objects.update_or_create(
        item=item,
        defaults={
            "value": line.value,
            "method": line.method,
            "reason": line.reason,
            "mean": line.mean,
            "deviation": line.deviation,
            "days": line.days,
            "at": call.now,
            "until": None,
            "by": "",
        },
    )
    return row


def set_by_hand(call: Call) -> Mapping[str, Any]:
    """`stock.set_line`: a person's line, which needs an end and a reason."""
    code = call.text("item")
    item = known_items([code])[code]
    value = whole(call.values.get("value"), "value", "figure-invalid", 0)
    if not call.has("until"):
        raise refused("expiry-missing", "until", "until when the line holds", None)
    until = moment(call.values["until"], "until", "expiry-missing")
    if until <= call.now:
        raise refused("expiry-missing", "until", "a moment to come", written(until))
    if not call.text("reason", ""):
        raise refused("reason-missing", "reason", "why the line is set by hand", None)
    with writing():
        row = _keep(call, item, Line(value, "hand", call.text("reason"), 0.0, 0.0, 0))
        row.until, row.by = until, call.text("by", "", 200)
        row.save(update_fields=["until", "by"])
    return {"warning_line": shown(row)}


def line_of(call: Call, code: str) -> int | None:
    """The line that holds now; None where none was computed, set or is fixed at the item."""
    row = WarningLine.objects.filter(item_id=code).first()
    if row is not None and (row.method != "hand" or (row.until and row.until > call.now)):
        value: int = row.value
        return value
    return Item.objects.filter(code=code).values_list("fixed_line", flat=True).first()


def at_or_under(call: Call, code: str, before: int) -> bool:
    """Whether an item came to or under its line by taking some units.

    Args:
        before: how many units more there were before.
    """
    line = line_of(call, code)
    if line is None or before <= 0:
        return False
    item = Item.objects.get(code=code)
    available = int(item.on_hand - item.reserved)
    return available <= line < available + before


def shown(row: WarningLine) -> dict[str, Any]:
    """A line as jobs hand it out."""
    return {
        "item": row.item_id,
        "value": row.value,
        "method": row.method,
        "reason": row.reason,
        "mean": round(row.mean, 3),
        "deviation": round(row.deviation, 3),
        "days": row.days,
        "until": written(row.until),
    }


def lines_of(call: Call, codes: Iterable[str]) -> dict[str, int | None]:
    """The lines that hold now, by item."""
    return {code: line_of(call, code) for code in codes}
