"""Proposals to order more (STK-03): one open one an item."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Sum

from guiju.systems.call import Call, refused, written
from guiju.systems.stock import demand
from guiju.systems.stock.catalogue import known_items
from guiju.systems.stock.figures import order_quantity
from guiju.systems.stock.lines import line_of
from guiju.systems.stock.models import Item, Proposal
from guiju.systems.writing import writing

STATES: Final = {"ordered": ("open",), "received": ("open", "ordered"), "dismissed": ("open",)}


def propose(call: Call) -> Mapping[str, Any]:
    """`stock.propose`: open a proposal where an item is at or under its line."""
    codes = call.texts("items") or call.texts("item")
    items = known_items(codes).values() if codes else Item.objects.order_by("code")
    cover = float(call.figure("cover_days", 14, 0, 3650))
    opened, there = [], []
    for item in items:
        row = Proposal.objects.filter(item=item, state="open").first()
        if row is not None:
            there.append(shown(row))
            continue
        with writing():
            row = _opened(call, item, cover)
        if row is not None:
            opened.append(shown(row))
    return {"proposals": opened, "open": there, "opened": len(opened)}


def _opened(call: Call, item: Item, cover: float) -> Proposal | None:
    line = line_of(call, item.code)
    item.refresh_from_db()
    available = item.on_hand - item.reserved
    coming = Proposal.objects.filter(item=item, state="ordered").aggregate(all=Sum("quantity"))
    position = available + (coming["all"] or 0)
    if line is None or position > line:
        return None
    mean = demand.mean(item.code, call.now.date())
    try:
        with transaction.atomic():
            return Proposal.objects.create(
                item=item,
                quantity=order_quantity(line, mean, cover, position, item.pack),
                line=line,
                available=available,
                at=call.now,
            )
    except IntegrityError:
        # Somebody else opened it at the same moment.
        return None


def settle(call: Call) -> Mapping[str, Any]:
    """`stock.settle`: a proposal was ordered, came in, or is dismissed with a reason."""
    found = call.values.get("proposal")
    number = found.get("number") if isinstance(found, Mapping) else found
    state = call.text("state")
    if state not in STATES:
        raise call.unfit("state", "ordered, received or dismissed")
    if state == "dismissed" and not call.text("reason", ""):
        raise refused("reason-missing", "reason", "why it is dismissed", None)
    usable = isinstance(number, int | Decimal) and not isinstance(number, bool)
    row = Proposal.objects.filter(pk=int(number)).first() if usable and number is not None else None
    if row is None:
        raise refused("proposal-unknown", "proposal", "the number of a proposal", number)
    with writing():
        before = Proposal.objects.filter(pk=row.pk, state__in=STATES[state])
        done = before.update(state=state, settled=call.now, reason=call.text("reason", ""))
    row.refresh_from_db()
    if not done and row.state != state:
        expected = " or ".join(STATES[state])
        raise refused("proposal-settled", "state", f"a proposal that is {expected}", row.state)
    return {"proposal": shown(row)}


def shown(row: Proposal) -> dict[str, Any]:
    """A proposal as jobs hand it out."""
    return {
        "number": row.pk,
        "item": row.item_id,
        "quantity": row.quantity,
        "state": row.state,
        "warning_line": row.line,
        "available": row.available,
        "at": written(row.at),
    }
