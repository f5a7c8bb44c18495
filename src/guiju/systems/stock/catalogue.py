"""Items and what their codes mean elsewhere (STD-09)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F

from guiju.run.jobs import BusinessError
from guiju.systems.call import Call, refused, whole, written
from guiju.systems.stock.codes import PATTERN, as_gtin, checked_code, checked_gtin, scanned_gtin
from guiju.systems.stock.models import CodeMapping, Item, UnmappedCode
from guiju.systems.writing import writing

MOST: Final = 2_000_000_000
"""Largest weight, pack and line of an item."""


def shown(item: Item) -> dict[str, Any]:
    """An item as jobs hand it out."""
    return {
        "code": item.code,
        "name": item.name,
        "gtin": item.gtin,
        "unit": item.unit,
        "weight": item.weight,
        "size": item.size,
        "pack": item.pack,
    }


def known_items(codes: Iterable[str]) -> dict[str, Item]:
    """Items by code.

    Raises:
        BusinessError: `item-unknown`, with all that are.
    """
    wanted = sorted(set(codes))
    found = {item.code: item for item in Item.objects.filter(code__in=wanted)}
    missing = [code for code in wanted if code not in found]
    if missing:
        raise unknown(missing)
    return found


def unknown(codes: Sequence[str]) -> BusinessError:
    """The error for items nobody knows."""
    error = refused("item-unknown", "item", "the code of an item", ", ".join(codes))
    return BusinessError("item-unknown", {**error.values, "items": list(codes)})


def register(call: Call) -> Mapping[str, Any]:
    """`stock.item`: enter an item; entered again with the same values, nothing happens."""
    code = checked_code(
        call.text("code", longest=100), str(call.settings.get("code_pattern", PATTERN))
    )
    values = item_values(call)
    with writing():
        before = Item.objects.filter(code__iexact=code).first()
        if before is not None:
            if before.code == code and all(getattr(before, k) == v for k, v in values.items()):
                return {"item": shown(before)}
            raise refused("code-duplicate", "code", "a code that no item has", code)
        gtin = values.get("gtin")
        if gtin is not None and Item.objects.filter(gtin=gtin).exists():
            raise refused("gtin-duplicate", "gtin", "a GTIN that no item has", gtin)
        try:
            item = Item.objects.create(code=code, **values)
        except IntegrityError:
            # Somebody entered the code or the GTIN between the look and the entry.
            raise refused("code-duplicate", "code", "a code that no item has", code) from None
    return {"item": shown(item)}


def item_values(call: Call) -> dict[str, Any]:
    """The fields of an item that a call brings, checked.

    Raises:
        BusinessError: `gtin-invalid`, `figure-invalid`.
    """
    values: dict[str, Any] = {}
    if call.has("gtin"):
        values["gtin"] = checked_gtin(call.text("gtin"))
    for name in ("name", "unit"):
        if call.has(name):
            values[name] = call.text(name, longest=200 if name == "name" else 20)
    for name in ("weight", "pack", "fixed_line"):
        if call.has(name):
            least = 0 if name == "fixed_line" else 1
            values[name] = whole(call.values[name], name, "figure-invalid", least, MOST)
    if call.has("size"):
        values["size"] = _size(call.values["size"])
    return values


def _size(found: Any) -> list[int]:
    if not isinstance(found, list | tuple) or len(found) != 3:
        raise refused("figure-invalid", "size", "three lengths in millimetres", found)
    return [whole(each, "size", "figure-invalid", most=MOST) for each in found]


def look_up(call: Call) -> Mapping[str, Any]:
    """`stock.code`: what a code of a scheme means; an unknown one is queued for the steward."""
    scheme, code = call.text("scheme", longest=60), call.text("code", longest=100)
    item = meaning(scheme, code)
    if item is None:
        queue(call, scheme, code)
        raise refused("code-unmapped", "code", f"a code that {scheme} is mapped for", code)
    return {"item": item.code, "name": item.name, "weight": item.weight}


def meaning(scheme: str, code: str) -> Item | None:
    """The item a code of a scheme means; our own codes and GTINs mean themselves everywhere."""
    mapped = CodeMapping.objects.filter(scheme=scheme, code=code).select_related("item").first()
    if mapped is not None:
        found: Item = mapped.item
        return found
    own = Item.objects.filter(code=code).first()
    if own is not None:
        return own
    gtin = as_gtin(code)
    return None if gtin is None else Item.objects.filter(gtin=gtin).first()


def scanned(text: str) -> Item | None:
    """The item that a scanner read: by code, GTIN, GS1 element string or warehouse code."""
    found = meaning("warehouse", text)
    if found is not None:
        return found
    gtin = scanned_gtin(text)
    return None if gtin is None else Item.objects.filter(gtin=gtin).first()


def queue(call: Call, scheme: str, code: str) -> None:
    """Put a code into the data steward's queue, or count it once more."""
    with writing():
        again = UnmappedCode.objects.filter(scheme=scheme, code=code)
        if again.update(times=F("times") + 1, last=call.now):
            return
        try:
            with transaction.atomic():
                UnmappedCode.objects.create(scheme=scheme, code=code, first=call.now, last=call.now)
        except IntegrityError:
            again.update(times=F("times") + 1, last=call.now)


def map_code(call: Call) -> Mapping[str, Any]:
    """`stock.map`: say what a code means; it leaves the queue."""
    scheme, code = call.text("scheme", longest=60), call.text("code", longest=100)
    item = known_items([call.text("item")])[call.text("item")]
    with writing():
        known = CodeMapping.objects.filter(scheme=scheme, code=code).first()
        if known is not None and known.item_id != item.code:
            expected = f"a code that does not mean {known.item_id} already"
            raise refused("code-duplicate", "code", expected, code)
        if known is None:
            CodeMapping.objects.create(
                scheme=scheme, code=code, item=item, by=call.text("by", "", 200), at=call.now
            )
        UnmappedCode.objects.filter(scheme=scheme, code=code).delete()
    return {"mapped": {"scheme": scheme, "code": code, "item": item.code}}


def unmapped(call: Call) -> Mapping[str, Any]:
    """`stock.unmapped`: the data steward's queue, the oldest first."""
    rows = UnmappedCode.objects.order_by("first", "id")
    if call.has("scheme"):
        rows = rows.filter(scheme=call.text("scheme", longest=60))
    return {
        "unmapped": [
            {
                "scheme": row.scheme,
                "code": row.code,
                "times": row.times,
                "first": written(row.first),
                "last": written(row.last),
            }
            for row in rows
        ]
    }
