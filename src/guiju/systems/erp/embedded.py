"""The embedded ERP: to-dos, orders and stock levels in tables of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from guiju.systems.erp import models
from guiju.systems.erp.connector import ErpAway, Fetched, Level
from guiju.systems.writing import writing


@dataclass(frozen=True, slots=True)
class Embedded:
    """An ERP in the database; `away` in a scenario's `given` makes it not answer."""

    clock: Callable[[], datetime]

    def find(self, what: str, key: str, values: Mapping[str, Any]) -> str | None:
        """The number of a document, or None."""
        self._there()
        row = models.Document.objects.filter(what=what, key=key).first()
        return None if row is None else str(row.pk)

    def send(self, what: str, key: str, values: Mapping[str, Any]) -> str:
        """Keep a document; the same key is the same document."""
        self._there()
        with writing():
            row, _ = models.Document.objects.get_or_create(
                key=key, defaults={"what": what, "values": dict(values), "at": self.clock()}
            )
        return str(row.pk)

    def orders(self, since: str) -> Fetched:
        """Orders from a number on."""
        self._there()
        last = int(since) if since.isdecimal() else 0
        rows = list(models.Waiting.objects.filter(pk__gt=last).order_by("pk"))
        return Fetched([row.order for row in rows], str(rows[-1].pk) if rows else since)

    def stock(self, items: Sequence[str]) -> Sequence[Level]:
        """Levels as they were given."""
        self._there()
        rows = models.Level.objects.order_by("item", "location")
        if items:
            rows = rows.filter(item__in=list(items))
        return [Level(row.item, row.quantity.normalize(), row.location, row.at) for row in rows]

    def _there(self) -> None:
        if models.House.objects.filter(name="erp", away=True).exists():
            raise ErpAway("the embedded ERP is away")


def load(world: Mapping[str, Any], now: datetime) -> None:
    """Take over what the embedded ERP holds, and whether it answers.

    Raises:
        ValueError: a part that is not known, or a quantity that is no number.
    """
    unknown = world.keys() - {"stock", "orders", "away"}
    if unknown:
        raise ValueError(f"erp: expected stock, orders, away, found {sorted(unknown)}")
    with writing():
        if "away" in world:
            away = {"away": world["away"] is True}
            models.House.objects.update_or_create(name="erp", defaults=away)
        for item, quantity in (world.get("stock") or {}).items():
            level = {"quantity": _quantity(item, quantity), "at": now}
            models.Level.objects.update_or_create(item=str(item), location="", defaults=level)
        for order in world.get("orders") or ():
            kept = {"order": dict(order)}
            id_ = str(order.get("order_id", ""))[:64]
            models.Waiting.objects.update_or_create(order_id=id_, defaults=kept)


def _quantity(item: str, found: Any) -> Decimal:
    try:
        return Decimal(str(found))
    except InvalidOperation:
        raise ValueError(f"erp.stock.{item}: expected a number, found {found}") from None
