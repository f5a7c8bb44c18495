"""Layouts that are kept, and locations that are blocked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from guiju.journal.store import exact, pack, unpack
from guiju.systems.call import Call, Values, refused
from guiju.systems.warehouse.layout import Layout, Location, WrongLayout, read_layout
from guiju.systems.warehouse.models import BlockedLocation, SavedLayout
from guiju.systems.writing import writing


def layout_of(call: Call) -> Layout:
    """The layout a call names, else the one of the settings, else the only one.

    Raises:
        BusinessError: `layout-unknown`.
    """
    name = call.text("layout", "") or str(call.settings.get("layout") or "")
    rows = SavedLayout.objects.order_by("name")
    row = rows.filter(name=name).first() if name else rows.first()
    if row is None or (not name and rows.count() > 1):
        raise refused("layout-unknown", "layout", "the name of a layout", name or None)
    return _read(pack(exact(row.values)))


@lru_cache(maxsize=8)
def _read(written: bytes) -> Layout:
    return read_layout(unpack(written))


def keep_layout(call: Call, values: Values) -> None:
    """Keep a layout under its name.

    Raises:
        WrongLayout: it cannot be read.
    """
    layout = read_layout(values)
    SavedLayout.objects.update_or_create(
        name=layout.name, defaults={"values": dict(values), "at": call.now}
    )


def blocked() -> dict[str, str]:
    """Why locations are blocked, by code."""
    return dict(BlockedLocation.objects.values_list("code", "reason"))


def now_of(layout: Layout, code: str, why: Mapping[str, str]) -> Location | None:
    """A location as it is now; None where the layout has none of that code."""
    found = layout.locations.get(code)
    return replace(found, blocked=why[code]) if found is not None and code in why else found


def block(call: Call) -> Mapping[str, Any]:
    """`warehouse.block`: block a location, or free it by an empty reason."""
    code, reason = call.text("location"), call.text("reason", "")
    if code not in layout_of(call).locations:
        raise refused("location-unknown", "location", "a location of the layout", code)
    with writing():
        if reason:
            BlockedLocation.objects.update_or_create(
                code=code, defaults={"reason": reason, "at": call.now}
            )
        else:
            BlockedLocation.objects.filter(code=code).delete()
    return {"location": {"code": code, "blocked": reason}}


__all__ = ["WrongLayout", "block", "blocked", "keep_layout", "layout_of", "now_of"]
