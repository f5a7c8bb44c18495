"""Reserving, releasing, committing (ORD-03): never more than there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import F, Q, QuerySet

from guiju.run.jobs import BusinessError
from guiju.systems.call import Call, Values, refused, whole, written
from guiju.systems.once import once
from guiju.systems.stock import demand
from guiju.systems.stock.catalogue import known_items
from guiju.systems.stock.lines import at_or_under
from guiju.systems.stock.models import Held, Item, Reservation
from guiju.systems.stock.shelves import change, free_units, hold, parts
from guiju.systems.writing import writing

HOLD_MINUTES: Final = 1440
Wanted = Mapping[str, int]


class Short(Exception):
    """What is wanted is not there; carries the shortages."""

    def __init__(self, shortages: Sequence[Values]) -> None:
        super().__init__("short")
        self.shortages = list(shortages)


def wanted_of(lines: Sequence[Values]) -> dict[str, int]:
    """Units by item, in the order of codes.

    Raises:
        BusinessError: `quantity-invalid`, `item-unknown`.
    """
    wanted: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        quantity = whole(line.get("quantity"), f"lines[{number}].quantity")
        code = line.get("item")
        if not isinstance(code, str):
            raise refused("item-unknown", f"lines[{number}].item", "the code of an item", code)
        wanted[code] = wanted.get(code, 0) + quantity
    if not wanted:
        raise refused("quantity-invalid", "lines", "at least one line", None)
    known_items(wanted)
    return dict(sorted(wanted.items()))


def reserve(call: Call) -> Mapping[str, Any]:
    """`stock.reserve`: all lines or none, or what is there where `partial` is true."""
    wanted = wanted_of(call.items("lines"))
    minutes = call.figure("minutes", call.settings.get("hold_minutes", HOLD_MINUTES))
    content = {"lines": wanted, "partial": call.yes("partial")}

    def act() -> Mapping[str, Any]:
        return _held(call, wanted, float(minutes))

    def look() -> None:
        _look(call, wanted)

    if content["partial"]:
        # Who takes what there is would never come up short, and never ask for what is over.
        expired(call, wanted)
    try:
        try:
            return once(call, content, act, first=look)
        except Short:
            if not expired(call, wanted):
                raise
            # What nobody came for in time is free for whoever asks.
            return once(call, content, act)
    except Short as short:
        raise BusinessError("stock-short", {"shortages": short.shortages}) from None


def _look(call: Call, wanted: Wanted) -> None:
    """Most who come too late are told so without a transaction that would queue with others."""
    if call.yes("partial"):
        return
    shortages = [
        {"item": item.code, "wanted": wanted[item.code], "available": sellable(item, call)}
        for item in Item.objects.filter(code__in=list(wanted)).order_by("code")
        if item.on_hand - item.reserved - item.margin < wanted[item.code]
    ]
    if shortages:
        raise Short(shortages)


def _held(call: Call, wanted: Wanted, minutes: float) -> Mapping[str, Any]:
    partial = call.yes("partial")
    until = call.now + timedelta(minutes=minutes) if minutes else None
    reservation = Reservation.objects.create(
        key=call.key, order=call.order(), case=call.case, made=call.now, until=until
    )
    shortages = []
    crossed = []
    for code, quantity in wanted.items():
        taken, available = _take(call, reservation, code, quantity)
        if taken < quantity:
            shortages.append({"item": code, "wanted": quantity, "available": available})
        if at_or_under(call, code, before=taken):
            crossed.append(code)
    if shortages and not partial:
        raise Short(shortages)
    return {
        "reservation": shown(reservation),
        "complete": not shortages,
        "shortages": shortages,
        "crossed": crossed,
    }


def _take(call: Call, reservation: Reservation, code: str, quantity: int) -> tuple[int, int]:
    """Reserve units of an item: how many were reserved, and how many there are to be had."""
    available = quantity
    if call.yes("partial"):
        available = min(quantity, sellable(hold(code), call))
    if not available or not _guarded(code, available):
        return 0, sellable(Item.objects.get(code=code), call)
    found = list(parts(code, available, call.now.date()))
    usable = sum(each.quantity for each in found)
    if usable < available:
        # Free by the item's sums, but in lots that have expired: all is undone.
        return 0, usable
    for part in found:
        change(call, part.shelf, "reserved", reserved=part.quantity, item=False)
        Held.objects.create(
            reservation=reservation, item_id=code, shelf=part.shelf, quantity=part.quantity
        )
    return available, available


def _guarded(code: str, quantity: int) -> bool:
    """The one conditional update that lets nobody have what somebody else has."""
    free = Item.objects.filter(code=code, on_hand__gte=F("reserved") + F("margin") + quantity)
    return bool(free.update(reserved=F("reserved") + quantity))


def sellable(item: Item, call: Call) -> int:
    """Units that may still be sold: free, not expired, less the margin."""
    free = min(item.on_hand - item.reserved, free_units(item.code, call.now.date()))
    return max(0, int(free - item.margin))


def release(call: Call) -> Mapping[str, Any]:
    """`stock.release`: give back what is held; released again, nothing happens."""
    reservation = _known(call)
    with writing():
        if _ended(reservation, "released"):
            units = _give_back(call, reservation, call.text("reason", ""))
        elif reservation.state == "committed":
            raise refused(
                "reservation-committed", "reservation", "one that is held", reservation.key
            )
        else:
            units = 0
    return {"reservation": shown(reservation), "released": units}


def expired(call: Call, items: Wanted | None = None) -> Sequence[str]:
    """Release reservations whose time is over; returns their keys.

    Args:
        items: only those that hold one of these.
    """
    over = Reservation.objects.filter(Q(until__lte=call.now), state="held").order_by("id")
    if items is not None:
        over = over.filter(lines__item_id__in=list(items), lines__quantity__gt=0).distinct()
    keys = []
    for reservation in over:
        with writing():
            if _ended(reservation, "expired"):
                _give_back(call, reservation, "time over")
                keys.append(reservation.key)
    return keys


def expire(call: Call) -> Mapping[str, Any]:
    """`stock.expire`: release all whose time is over."""
    return {"expired": list(expired(call))}


def commit(call: Call) -> Mapping[str, Any]:
    """`stock.commit`: what was held has left; what did not leave is free again."""
    reservation = _known(call)
    left = wanted_of(call.items("lines")) if call.has("lines") else None

    def act() -> Mapping[str, Any]:
        return _committed(call, reservation, left)

    return once(call, {"reservation": reservation.key, "lines": left}, act)


def _committed(call: Call, reservation: Reservation, left: Wanted | None) -> Mapping[str, Any]:
    if not _ended(reservation, "committed"):
        raise refused("reservation-ended", "reservation", "one that is held", reservation.state)
    units = 0
    remaining = dict(left) if left is not None else None
    for code in _items(reservation):
        hold(code)
        for line in _lines(reservation).filter(item_id=code, quantity__gt=0):
            going = line.quantity
            if remaining is not None:
                going = min(going, remaining.get(code, 0))
                remaining[code] = remaining.get(code, 0) - going
            change(
                call, line.shelf, "committed", on_hand=-going, reserved=-line.quantity,
                about=reservation.order,
            )  # fmt: skip
            units += going
            demand.add(code, call.now.date(), going)
    for code, over in (remaining or {}).items():
        if over > 0:
            expected = "no more than is held"
            raise refused("quantity-invalid", f"lines.{code}", expected, over)
    return {"reservation": shown(reservation), "committed": units}


def _ended(reservation: Reservation, state: str) -> bool:
    """End a held reservation; of several who try, one does."""
    held = Reservation.objects.filter(pk=reservation.pk, state="held")
    done = bool(held.update(state=state))
    reservation.refresh_from_db()
    return done


def _give_back(call: Call, reservation: Reservation, reason: str) -> int:
    units = 0
    for code in _items(reservation):
        hold(code)
        for line in _lines(reservation).filter(item_id=code, quantity__gt=0):
            change(
                call, line.shelf, "released", reserved=-line.quantity, key=reservation.key,
                about=reservation.order, reason=reason,
            )  # fmt: skip
            units += line.quantity
    return units


def _items(reservation: Reservation) -> list[str]:
    return sorted(set(_lines(reservation).values_list("item_id", flat=True)))


def _lines(reservation: Reservation) -> QuerySet[Held]:
    return Held.objects.filter(reservation=reservation).order_by("id")


def _known(call: Call) -> Reservation:
    given = call.values.get("reservation")
    key = given.get("key") if isinstance(given, Mapping) else given
    found = Reservation.objects.filter(key=str(key)).first()
    if found is None:
        raise refused("reservation-unknown", "reservation", "the key of a reservation", key)
    return found


def shown(reservation: Reservation) -> dict[str, Any]:
    """A reservation as jobs hand it out."""
    lines = [
        {
            "item": line.item_id,
            "quantity": line.quantity,
            "location": line.shelf.location,
            "lot": line.shelf.lot,
        }
        for line in _lines(reservation).select_related("shelf")
        if line.quantity
    ]
    return {
        "key": reservation.key,
        "order": reservation.order,
        "state": reservation.state,
        "until": written(reservation.until),
        "lines": lines,
        "units": sum(int(str(line["quantity"])) for line in lines),
    }
