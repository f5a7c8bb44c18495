"""What the handheld reads, checked against the pick list (ORD-08, ORD-09)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import F

from guiju.systems.call import Call, Values, moment, refused, whole
from guiju.systems.stock import catalogue
from guiju.systems.warehouse.models import PickLine, PickList, ScanEntry
from guiju.systems.writing import writing

ERRORS: Final = frozenset({"wrong-item", "wrong-location", "wrong-quantity"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A scan as it came."""

    key: str
    location: str
    code: str
    quantity: int
    at: datetime
    manual: bool
    reason: str
    by: str


def read_entry(call: Call, values: Values, number: int) -> Entry:
    """An entry, checked.

    Raises:
        BusinessError: `entry-invalid`.
    """
    where = f"entries[{number}]"
    texts = {}
    for name, longest in (("key", 200), ("location", 60), ("code", 200)):
        found = values.get(name)
        if not isinstance(found, str) or not 0 < len(found) <= longest:
            expected = f"a text of up to {longest} characters"
            raise refused("entry-invalid", f"{where}.{name}", expected, found)
        texts[name] = found
    return Entry(
        **texts,
        quantity=whole(values.get("quantity", 1), f"{where}.quantity", "entry-invalid"),
        at=moment(values.get("at"), f"{where}.at", "entry-invalid"),
        manual=values.get("manual") is True,
        reason=str(values.get("reason") or "").strip(),
        by=str(values.get("by") or call.text("by", "", 200)),
    )


def scan(call: Call) -> Mapping[str, Any]:
    """`warehouse.scan`: entries in the order of their time, each once."""
    entries = [read_entry(call, each, n) for n, each in enumerate(call.items("entries"), 1)]
    key = known(call).key
    results = []
    with writing():
        picklist = PickList.objects.select_for_update().get(key=key)
        for entry in sorted(entries, key=lambda each: each.at):
            results.append({"key": entry.key, "result": _take(call, picklist, entry)})
    return {"results": results, "blocked": picklist.waits_for is not None, **state(picklist)}


def _take(call: Call, picklist: PickList, entry: Entry) -> str:
    before = ScanEntry.objects.filter(picklist=picklist, key=entry.key).first()
    if before is not None:
        return "repeated"
    result, line = _judged(picklist, entry)
    if result == "picked" and line is not None:
        PickLine.objects.filter(pk=line.pk).update(picked=F("picked") + entry.quantity)
        picklist.waits_for = None
    elif result in ERRORS:
        blamed = line or _next_line(picklist)
        if blamed is not None:
            PickLine.objects.filter(pk=blamed.pk).update(errors=F("errors") + 1)
            if blamed.picked < blamed.quantity:
                picklist.waits_for = blamed.pk
    PickList.objects.filter(pk=picklist.pk).update(waits_for=picklist.waits_for)
    ScanEntry.objects.create(
        picklist=picklist, key=entry.key, line=line, location=entry.location, code=entry.code,
        quantity=entry.quantity, at=entry.at, heard=call.now, by=entry.by, manual=entry.manual,
        reason=entry.reason, result=result,
    )  # fmt: skip
    return result


def _judged(picklist: PickList, entry: Entry) -> tuple[str, PickLine | None]:
    """What an entry is, and the line it is about."""
    if entry.manual and not entry.reason:
        return "reason-missing", None
    here = list(PickLine.objects.filter(picklist=picklist, location=entry.location).order_by("no"))
    if not here:
        return "wrong-location", None
    item = catalogue.scanned(entry.code)
    lines = [line for line in here if item is not None and line.item == item.code]
    if not lines:
        return "wrong-item", next((x for x in here if x.picked < x.quantity), here[0])
    open_ = [line for line in lines if line.picked + entry.quantity <= line.quantity]
    waiting = [line for line in open_ if line.pk == picklist.waits_for]
    if not open_:
        return "wrong-quantity", next((x for x in lines if x.picked < x.quantity), lines[0])
    if picklist.waits_for is not None and not waiting:
        return "blocked", open_[0]
    return "picked", (waiting or open_)[0]


def _next_line(picklist: PickList) -> PickLine | None:
    open_ = PickLine.objects.filter(picklist=picklist, picked__lt=F("quantity"))
    return open_.order_by("no").first()


def known(call: Call) -> PickList:
    """The pick list a call names.

    Raises:
        BusinessError: `picklist-unknown`.
    """
    key = call.text("picklist", "")
    found = PickList.objects.filter(key=key).first()
    if found is None:
        raise refused("picklist-unknown", "picklist", "the key of a pick list", key or None)
    return found


def state(picklist: PickList) -> dict[str, Any]:
    """How far a list is picked, with the errors of all its scans."""
    lines = list(PickLine.objects.filter(picklist=picklist).order_by("no"))
    remaining = [
        {
            "item": x.item,
            "location": x.location,
            "quantity": x.quantity - x.picked,
            "order": x.order,
        }
        for x in lines
        if x.picked < x.quantity
    ]
    wrong = ScanEntry.objects.filter(picklist=picklist, result__in=ERRORS).count()
    return {
        "errors": wrong,
        "lines": len(lines),
        "picked": len(lines) - len(remaining),
        "complete": not remaining,
        "remaining": remaining,
    }


def status(call: Call) -> Mapping[str, Any]:
    """`warehouse.picking`: how far a list is, told apart by zone for the error rate."""
    picklist = known(call)
    zones: dict[str, dict[str, Any]] = {}
    for line in PickLine.objects.filter(picklist=picklist).order_by("no"):
        row = zones.setdefault(line.zone, {"zone": line.zone, "lines": 0, "errors": 0})
        row["lines"] += 1
        row["errors"] += line.errors
    return {**state(picklist), "picker": picklist.picker, "zones": list(zones.values())}
