"""Takes over what a scenario says there is."""

from __future__ import annotations

from collections.abc import Mapping

from guiju.systems.call import Call
from guiju.systems.shipping.states import meaning
from guiju.systems.shipping.tracking import keep_meaning
from guiju.systems.writing import writing

_PARTS = ("statuses", "fate")


def take_over(call: Call) -> None:
    """Take over fates of the simulated carrier and meanings of codes.

    Raises:
        ValueError: there is something else, or a status that is none.
    """
    unknown = call.values.keys() - set(_PARTS)
    if unknown:
        raise ValueError(f"expected {', '.join(_PARTS)}, found {sorted(unknown)}")
    with writing():
        for order, fate in _mapping(call, "fate").items():
            _fate(str(order), str(fate))
        for carrier, codes in _mapping(call, "statuses").items():
            for code, found in codes.items():
                means = meaning(found)
                if means is None:
                    raise ValueError(f"statuses.{carrier}.{code}: expected a status, found {found}")
                keep_meaning(call, str(carrier), str(code), means)


def _mapping(call: Call, name: str) -> Mapping[str, Mapping[str, object]]:
    found = call.values.get(name)
    return found if isinstance(found, Mapping) else {}


def _fate(order: str, fate: str) -> None:
    from guiju.systems.shipping.models import ChosenFate

    ChosenFate.objects.update_or_create(order=order, defaults={"fate": fate})
