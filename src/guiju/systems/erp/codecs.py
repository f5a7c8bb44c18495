"""How an ERP writes moments and exact numbers in JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from guiju.systems.asked import read_moment


@dataclass(frozen=True, slots=True)
class Codec:
    """What is put in for `$decimal` and `$datetime`, and how an object that comes is read."""

    encoders: Mapping[str, Callable[[Any], Any]]
    decode: Callable[[dict[str, Any]], Any]


def _tryton_moment(value: Any) -> Any:
    at = read_moment(value)
    if at is None:
        return None
    names = ("year", "month", "day", "hour", "minute", "second", "microsecond")
    return {"__class__": "datetime", **{name: getattr(at, name) for name in names}}


def _from_tryton(found: dict[str, Any]) -> Any:
    kind = found.get("__class__")
    if kind == "Decimal":
        return Decimal(str(found["decimal"]))
    if kind == "datetime":
        day = f"{found['year']:04}-{found['month']:02}-{found['day']:02}"
        time = f"{found['hour']:02}:{found['minute']:02}:{found['second']:02}"
        return f"{day}T{time}.{found['microsecond']:06}Z"
    if kind == "date":
        return f"{found['year']:04}-{found['month']:02}-{found['day']:02}"
    return found


CODECS: Final[Mapping[str, Codec]] = {
    "plain": Codec({}, lambda found: found),
    "tryton": Codec(
        {
            "$decimal": lambda value: {"__class__": "Decimal", "decimal": str(value)},
            "$datetime": _tryton_moment,
        },
        _from_tryton,
    ),
    "odoo": Codec(
        {
            "$decimal": float,
            "$datetime": lambda value: (at := read_moment(value)) and f"{at:%Y-%m-%d %H:%M:%S}",
        },
        lambda found: found,
    ),
}
