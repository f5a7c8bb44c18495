"""Takes over what a scenario says there is."""

from __future__ import annotations

from collections.abc import Mapping

from guiju.systems.call import Call, whole
from guiju.systems.warehouse.keeping import keep_layout
from guiju.systems.warehouse.models import BlockedLocation, Box
from guiju.systems.writing import writing

_PARTS = ("layout", "layouts", "blocked", "boxes")


def take_over(call: Call) -> None:
    """Take over layouts, blocked locations, the table of boxes.

    Raises:
        ValueError: there is something else, or a layout cannot be read.
        BusinessError: a figure is not as it is to be.
    """
    unknown = call.values.keys() - set(_PARTS)
    if unknown:
        raise ValueError(f"expected {', '.join(_PARTS)}, found {sorted(unknown)}")
    with writing():
        layouts = list(call.items("layouts"))
        if call.has("layout"):
            layouts.append(call.values["layout"])
        for each in layouts:
            keep_layout(call, each)
        found = call.values.get("blocked")
        for code, reason in (found if isinstance(found, Mapping) else {}).items():
            if reason:
                BlockedLocation.objects.update_or_create(
                    code=code, defaults={"reason": str(reason), "at": call.now}
                )
            else:
                BlockedLocation.objects.filter(code=code).delete()
        if call.has("boxes"):
            _boxes(call)


def _boxes(call: Call) -> None:
    Box.objects.all().delete()
    for rank, each in enumerate(call.items("boxes")):
        Box.objects.create(
            code=str(each["code"]),
            rank=rank,
            inner=[whole(edge, "inner", "figure-invalid") for edge in each["inner"]],
            most=whole(each["most"], "most", "figure-invalid"),
            tare=whole(each.get("tare", 0), "tare", "figure-invalid", 0),
        )
