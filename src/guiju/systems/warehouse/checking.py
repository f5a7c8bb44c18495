"""Weight and content of a parcel against its list, by somebody who did not pick (ORD-12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from guiju.systems.call import Call, refused, whole
from guiju.systems.once import once
from guiju.systems.warehouse.boxes import goods_of, table
from guiju.systems.warehouse.models import ParcelCheck


def weigh(call: Call) -> Mapping[str, Any]:
    """`warehouse.weigh`: the measured weight against the computed one."""
    _another_person(call)
    goods = goods_of(call.items("lines"))
    missing = [each.item for each in goods if each.weight is None]
    if missing or not goods:
        found = ", ".join(missing) or None
        raise refused("weight-missing", "lines", "a weight of every item", found)
    measured = call.figure("weight", None)
    expected = Decimal(sum((each.weight or 0) * each.quantity for each in goods) + _tare(call))
    per_cent = call.figure("tolerance", call.settings.get("weight_tolerance", 2), 0, 100)
    least = Decimal(str(call.settings.get("least_tolerance", 5)))
    tolerance = max(least, expected * per_cent / 100).quantize(Decimal(1), ROUND_HALF_UP)
    difference = measured - expected
    details = {
        "expected": expected,
        "measured": measured,
        "difference": difference,
        "tolerance": tolerance,
    }
    within = abs(difference) <= tolerance
    return {"within": within, **details, "failures": _failures(call, "weight", within, details)}


def _tare(call: Call) -> int:
    code = call.text("box", "")
    if not code:
        return 0
    found = next((box.tare for box in table() if box.code == code), None)
    if found is None:
        raise refused("box-unknown", "box", "a box of the table", code)
    return found


def compare(call: Call) -> Mapping[str, Any]:
    """`warehouse.contents`: what lies in the parcel against its list."""
    _another_person(call)
    listed, found = _units(call, "lines"), _units(call, "found")
    differences = [
        {"item": item, "listed": listed[item], "found": found[item]}
        for item in sorted(listed.keys() | found.keys())
        if listed[item] != found[item]
    ]
    agrees = not differences
    failures = _failures(call, "contents", agrees, {"differences": differences})
    return {"agrees": agrees, "differences": differences, "failures": failures}


def _units(call: Call, name: str) -> Counter[str]:
    units: Counter[str] = Counter()
    for number, each in enumerate(call.items(name), 1):
        code = str(each.get("item") or "")
        units[code] += whole(each.get("quantity"), f"{name}[{number}].quantity", least=0)
    return units


def _another_person(call: Call) -> None:
    by, picker = call.text("by", "", 200), call.text("picker", "", 200)
    if by and by == picker:
        raise refused("same-person", "by", f"another person than the picker {picker}", by)


def _failures(call: Call, kind: str, good: bool, details: Mapping[str, Any]) -> int:
    """Keep a check; how often this parcel has failed since it was last good."""
    parcel = call.text("parcel", longest=200)

    def act() -> Mapping[str, Any]:
        ParcelCheck.objects.create(
            parcel=parcel, kind=kind, good=good, details=dict(details), by=call.text("by", "", 200),
            at=call.now,
        )  # fmt: skip
        checks = ParcelCheck.objects.filter(parcel=parcel, kind=kind)
        last = checks.filter(good=True).order_by("-id").values_list("id", flat=True).first()
        return {"failures": checks.filter(good=False, id__gt=last or 0).count()}

    return int(once(call, {"parcel": parcel, **details}, act)["failures"])
