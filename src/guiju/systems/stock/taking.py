"""Taking units off a shelf that may be promised: what is lost then (STK-04)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, Sum

from guiju.systems.call import Call, figure, refused, written
from guiju.systems.stock.models import Held, Oversell, Shelf
from guiju.systems.stock.shelves import change, parts
from guiju.systems.writing import writing

CHOICES: Final = ("substitute", "partial", "refund")


def take_off(
    call: Call, shelf: Shelf, quantity: int, kind: str, source: str, reason: str = ""
) -> list[dict[str, Any]]:
    """Take units off a shelf, whatever is promised of them; the item is held.

    Units that were promised are looked for on other shelves; where there are none, the newest
    reservations lose them, and an oversell is opened.

    Args:
        quantity: at most what is on hand on the shelf.
        kind: of the movement.
        source: who or what says that they are gone.

    Returns:
        Oversells that were opened.
    """
    promised = shelf.reserved - (shelf.on_hand - quantity)
    opened = _free(call, shelf, promised, source) if promised > 0 else []
    change(call, shelf, kind, on_hand=-quantity, reason=reason)
    return opened


def _free(call: Call, shelf: Shelf, promised: int, source: str) -> list[dict[str, Any]]:
    lost = []
    held = Held.objects.filter(shelf=shelf, reservation__state="held", quantity__gt=0)
    for line in held.select_related("reservation").order_by("-reservation_id", "-id"):
        if promised <= 0:
            break
        freed = min(promised, line.quantity)
        moved = _move(call, line, shelf, freed)
        gone = freed - moved
        Held.objects.filter(pk=line.pk).update(
            quantity=F("quantity") - freed, lost=F("lost") + gone
        )
        if gone:
            change(
                call,
                shelf,
                "lost",
                reserved=-gone,
                key=line.reservation.key,
                about=line.reservation.order,
            )
            lost.append(
                {
                    "reservation": line.reservation.key,
                    "order": line.reservation.order,
                    "case": line.reservation.case,
                    "quantity": gone,
                }
            )
        promised -= freed
    missing = sum(int(str(each["quantity"])) for each in lost)
    return [open_oversell(call, shelf.item_id, missing, source, lost)] if missing else []


def _move(call: Call, line: Held, shelf: Shelf, quantity: int) -> int:
    """Promise units of other shelves instead; returns how many there were."""
    moved = 0
    for part in parts(line.item_id, quantity, call.now.date(), besides=shelf.pk):
        key = line.reservation.key
        change(call, part.shelf, "reserved", reserved=part.quantity, key=key)
        change(call, shelf, "released", reserved=-part.quantity, key=key)
        Held.objects.create(
            reservation=line.reservation, item_id=line.item_id, shelf=part.shelf,
            quantity=part.quantity,
        )  # fmt: skip
        moved += part.quantity
    return moved


def open_oversell(
    call: Call, code: str, missing: int, source: str, lost: list[dict[str, Any]]
) -> dict[str, Any]:
    """Open an oversell; gives it as jobs hand it out."""
    row = Oversell.objects.create(
        item_id=code, missing=missing, source=source, lost=lost, at=call.now
    )
    return shown(row)


def oversold(call: Call) -> Mapping[str, Any]:
    """`stock.oversold`: list open oversells, or record what was chosen for one and its cost."""
    if call.has("oversell"):
        with writing():
            _settle(call)
    rows = Oversell.objects.filter(settled=None).order_by("id")
    cost = Oversell.objects.aggregate(all=Sum("cost"))["all"]
    return {"oversold": [shown(row) for row in rows], "cost": Decimal(cost or 0)}


def _settle(call: Call) -> None:
    found = call.values["oversell"]
    number = found.get("number") if isinstance(found, Mapping) else found
    usable = isinstance(number, int | Decimal) and not isinstance(number, bool)
    row = Oversell.objects.filter(pk=int(number)).first() if usable and number is not None else None
    if row is None:
        raise refused("oversell-unknown", "oversell", "the number of an oversell", number)
    choice = call.text("choice", "")
    if choice not in CHOICES:
        raise refused("choice-invalid", "choice", ", ".join(CHOICES), choice)
    row.choice = choice
    row.cost = figure(call.values.get("cost") or 0, "cost")
    row.settled = call.now
    row.save(update_fields=["choice", "cost", "settled"])


def shown(row: Oversell) -> dict[str, Any]:
    """An oversell as jobs hand it out."""
    return {
        "number": row.pk,
        "item": row.item_id,
        "missing": row.missing,
        "source": row.source,
        "lost": row.lost,
        "at": written(row.at),
        "choice": row.choice,
        "cost": row.cost,
    }
