"""Daily demand of items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F, Min

from guiju.systems.call import Call, moment, whole
from guiju.systems.stock.catalogue import known_items
from guiju.systems.stock.models import Demand
from guiju.systems.writing import writing

WINDOW: Final = 90
"""Days that are looked back on."""


def add(code: str, day: date, quantity: int) -> None:
    """Count demand of a day."""
    if quantity <= 0:
        return
    row = Demand.objects.filter(item_id=code, day=day)
    if row.update(quantity=F("quantity") + quantity):
        return
    try:
        with transaction.atomic():
            Demand.objects.create(item_id=code, day=day, quantity=quantity)
    except IntegrityError:
        row.update(quantity=F("quantity") + quantity)


def history(code: str, today: date) -> list[int]:
    """Units a day, from the item's first day within the window until yesterday."""
    rows = Demand.objects.filter(item_id=code, day__lt=today)
    first = rows.aggregate(first=Min("day"))["first"]
    if first is None:
        return []
    start = max(first, today - timedelta(days=WINDOW))
    by_day = dict(rows.filter(day__gte=start).values_list("day", "quantity"))
    return [by_day.get(start + timedelta(days=n), 0) for n in range((today - start).days)]


def mean(code: str, today: date) -> float:
    """Mean units a day; 0 without history."""
    days = history(code, today)
    return sum(days) / len(days) if days else 0.0


def take_over(call: Call) -> Mapping[str, Any]:
    """`stock.demand`: what was asked for on past days; a day told again is replaced."""
    rows = [
        (
            str(row.get("item")),
            moment(row.get("day"), "day", "quantity-invalid").date(),
            whole(row.get("quantity"), "quantity", least=0),
        )
        for row in call.items("demand")
    ]
    known_items(code for code, _, _ in rows)
    with writing():
        for code, day, quantity in sorted(rows):
            Demand.objects.update_or_create(item_id=code, day=day, defaults={"quantity": quantity})
    return {"days": len(rows)}
