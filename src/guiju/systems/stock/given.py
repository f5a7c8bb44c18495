"""Takes over what a scenario says there is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from guiju.systems.call import Call, Values, moment, whole
from guiju.systems.stock.catalogue import item_values
from guiju.systems.stock.codes import PATTERN, checked_code
from guiju.systems.stock.models import CodeMapping, Demand, Item, Shelf, WarningLine
from guiju.systems.stock.receiving import Row, adjusted
from guiju.systems.stock.shelves import STOCK
from guiju.systems.writing import writing

_PARTS = ("items", "codes", "demand", "demand_per_day", "lines")


def take_over(call: Call) -> None:
    """Take over items, codes, demand and lines.

    Raises:
        ValueError: there is something else.
        BusinessError: a value is not as it is to be.
    """
    unknown = call.values.keys() - set(_PARTS)
    if unknown:
        raise ValueError(f"expected {', '.join(_PARTS)}, found {sorted(unknown)}")
    with writing():
        for each in call.items("items"):
            _item(call, each)
        for each in call.items("codes"):
            CodeMapping.objects.update_or_create(
                scheme=str(each["scheme"]), code=str(each["code"]),
                defaults={"item_id": str(each["item"]), "at": call.now},
            )  # fmt: skip
        _demand(call)
        for each in call.items("lines"):
            _line(call, each)


def _item(call: Call, values: Values) -> None:
    from dataclasses import replace

    code = checked_code(str(values["code"]), str(call.settings.get("code_pattern", PATTERN)))
    fields = item_values(replace(call, values=values))
    Item.objects.update_or_create(code=code, defaults=fields)
    if "on_hand" not in values:
        return
    lot = str(values.get("lot") or "")
    expires = values.get("expires")
    until = moment(expires, "expires").date() if expires else None
    for location, quantity in _places(values).items():
        there = Shelf.objects.filter(item_id=code, location=location, lot=lot).first()
        difference = quantity - (there.on_hand if there else 0)
        if difference:
            adjusted(call, Row(code, location, lot, until, difference), "given", "given")


def _places(values: Values) -> dict[str, int]:
    found = values["on_hand"]
    if isinstance(found, Mapping):
        return {str(at): whole(n, "on_hand", least=0) for at, n in found.items()}
    return {str(values.get("location") or STOCK): whole(found, "on_hand", least=0)}


def _demand(call: Call) -> None:
    for each in call.items("demand"):
        _keep(str(each["item"]), moment(each["day"], "day").date(), each["quantity"])
    per_day: Mapping[str, Any] = call.values.get("demand_per_day") or {}
    for code, row in per_day.items():
        for back in range(1, whole(row["days"], "days") + 1):
            _keep(code, call.now.date() - timedelta(days=back), row["quantity"])


def _keep(code: str, day: Any, quantity: Any) -> None:
    Demand.objects.update_or_create(
        item_id=code, day=day, defaults={"quantity": whole(quantity, "quantity", least=0)}
    )


def _line(call: Call, values: Values) -> None:
    until = values.get("until")
    WarningLine.objects.update_or_create(
        item_id=str(values["item"]),
        defaults={
            "value": whole(values["value"], "value", least=0),
            "method": "hand" if until else "computed",
            "at": call.now,
            "until": moment(until, "until") if until else None,
        },
    )
