"""What lies on shelves: every change goes through here, with its row in the journal.

Whoever changes an item's stock holds the item's row first (`hold`), so the sums at the item and
its shelves agree after every transaction. Items are held in the order of their codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from guiju.systems.call import Call, refused
from guiju.systems.stock.models import Item, Movement, Shelf

STOCK = "STOCK"
"""The location of what nobody said the place of."""


@dataclass(frozen=True, slots=True)
class Part:
    """Units of one shelf."""

    shelf: Shelf
    quantity: int


def hold(code: str) -> Item:
    """The item's row, which nobody else changes until the transaction ends."""
    return Item.objects.select_for_update().get(code=code)


def free_shelves(code: str, today: date) -> QuerySet[Shelf]:
    """Shelves with free units that are not expired, what expires first at the front."""
    usable = Q(expires__isnull=True) | Q(expires__gte=today)
    free = Shelf.objects.filter(usable, item_id=code, on_hand__gt=F("reserved"))
    return free.order_by(F("expires").asc(nulls_last=True), "location", "lot")


def parts(code: str, quantity: int, today: date, besides: int | None = None) -> Iterator[Part]:
    """Free units to take, up to a quantity; fewer where there are fewer.

    Args:
        besides: a shelf to leave out.
    """
    left = quantity
    for shelf in free_shelves(code, today).exclude(pk=besides):
        if left <= 0:
            return
        taken = min(left, shelf.on_hand - shelf.reserved)
        left -= taken
        yield Part(shelf, taken)


def free_units(code: str, today: date) -> int:
    """Units that are free and not expired."""
    return sum(each.on_hand - each.reserved for each in free_shelves(code, today))


def change(
    call: Call,
    shelf: Shelf,
    kind: str,
    on_hand: int = 0,
    reserved: int = 0,
    item: bool = True,
    key: str = "",
    about: str = "",
    reason: str = "",
) -> None:
    """Change a shelf, its item and the journal together.

    Args:
        item: whether the item's own sums change too; not where a conditional update of the item
            came first.
        about: the order; the call's where nothing is said.
    """
    by_how_much = {"on_hand": F("on_hand") + on_hand, "reserved": F("reserved") + reserved}
    Shelf.objects.filter(pk=shelf.pk).update(**by_how_much)
    if item:
        Item.objects.filter(pk=shelf.item_id).update(**by_how_much)
    shelf.on_hand += on_hand
    shelf.reserved += reserved
    Movement.objects.create(
        at=call.now,
        kind=kind,
        item_id=shelf.item_id,
        location=shelf.location,
        lot=shelf.lot,
        on_hand=on_hand,
        reserved=reserved,
        key=key or call.key,
        case=call.case,
        order=about or call.order(),
        reason=reason,
    )


def shelf_of(
    code: str, location: str, lot: str = "", expires: date | None = None, empty: bool = True
) -> Shelf:
    """The shelf of a lot at a location; an empty one is made unless told otherwise.

    Raises:
        BusinessError: `quantity-invalid`: the lot is there with another day of expiry;
            `stock-short`: there is no such shelf and none is to be made.
    """
    found = Shelf.objects.filter(item_id=code, location=location, lot=lot).first()
    if found is None:
        if not empty:
            raise refused("stock-short", "location", f"a shelf with {code}", location)
        return Shelf.objects.create(item_id=code, location=location, lot=lot, expires=expires)
    if expires is not None and found.expires != expires:
        if found.expires is not None or found.on_hand:
            raise refused("quantity-invalid", "expires", str(found.expires), expires)
        Shelf.objects.filter(pk=found.pk).update(expires=expires)
        found.expires = expires
    return found
