"""The box a parcel goes into, by size and weight (ORD-10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import Any, Final

from guiju.systems.call import Call, Values, refused, whole
from guiju.systems.stock.models import Item
from guiju.systems.warehouse.models import Box


@dataclass(frozen=True, slots=True)
class Kind:
    """A box of the table: inner edges in mm, greatest weight and own weight in g."""

    code: str
    inner: tuple[int, ...]
    most: int
    tare: int


USUAL: Final = (
    Kind("S", (200, 150, 100), 2_000, 90),
    Kind("M", (300, 250, 200), 8_000, 180),
    Kind("L", (450, 350, 300), 15_000, 350),
    Kind("XL", (600, 400, 400), 25_000, 600),
)
"""The table where nobody gave one."""


@dataclass(frozen=True, slots=True)
class Goods:
    """Units of one item: edges in mm and weight in g of one."""

    item: str
    quantity: int
    size: tuple[int, ...] | None
    weight: int | None


def table() -> Sequence[Kind]:
    """The boxes in the order they are tried."""
    rows = Box.objects.order_by("rank", "code")
    return [Kind(row.code, tuple(row.inner), row.most, row.tare) for row in rows] or USUAL


def goods_of(lines: Sequence[Values]) -> list[Goods]:
    """What lines are, with sizes and weights of their own or of the items.

    Raises:
        BusinessError: `quantity-invalid`, `figure-invalid`.
    """
    codes = [str(line.get("item") or "") for line in lines]
    items = {item.code: item for item in Item.objects.filter(code__in=codes)}
    goods = []
    for number, (line, code) in enumerate(zip(lines, codes, strict=True), 1):
        where = f"lines[{number}]"
        item = items.get(code)
        size, weight = line.get("size"), line.get("weight")
        size = item.size if size is None and item else size
        weight = item.weight if weight is None and item else weight
        if size is not None:
            if not isinstance(size, list | tuple) or len(size) != 3:
                raise refused("figure-invalid", f"{where}.size", "three lengths in mm", size)
            size = tuple(sorted(whole(each, f"{where}.size", "figure-invalid") for each in size))
        if weight is not None:
            weight = whole(weight, f"{where}.weight", "figure-invalid")
        quantity = whole(line.get("quantity"), f"{where}.quantity")
        goods.append(Goods(code, quantity, size, weight))
    return goods


def fits(goods: Iterable[Goods], box: Kind, loss: Decimal) -> bool:
    """Whether goods go into a box: each by its edges, all by volume and weight."""
    inner = sorted(box.inner)
    goods = list(goods)
    units = sum(each.quantity for each in goods)
    volume = weight = 0
    for each in goods:
        if each.size is None or any(a > b for a, b in zip(each.size, inner, strict=True)):
            return False
        volume += prod(each.size) * each.quantity
        weight += (each.weight or 0) * each.quantity
    # One piece alone needs no room for what does not stack.
    room = prod(inner) * (100 - loss) / 100 if units > 1 else Decimal(prod(inner))
    return volume <= room and weight <= box.most


def choose(call: Call) -> Mapping[str, Any]:
    """`warehouse.box`: the box of the table, or another one with a reason."""
    goods = goods_of(call.items("lines"))
    if not goods:
        raise refused("quantity-invalid", "lines", "at least one line", None)
    missing = [each.item for each in goods if each.size is None]
    if missing:
        raise refused("size-missing", "lines", "a size of every item", ", ".join(missing))
    loss = call.figure("packing_loss", 15, 0, 99)
    kinds = table()
    suggested = next((box for box in kinds if fits(goods, box, loss)), None)
    chosen = suggested
    if call.has("box"):
        code = call.text("box")
        chosen = next((box for box in kinds if box.code == code), None)
        if chosen is None:
            known = ", ".join(box.code for box in kinds)
            raise refused("box-unknown", "box", known, code)
        if chosen != suggested and not call.text("reason", ""):
            raise refused("reason-missing", "reason", "why another box is taken", None)
    if chosen is None:
        largest = f"goods that go into one of {', '.join(box.code for box in kinds)}"
        raise refused("no-box-fits", "lines", largest, ", ".join(each.item for each in goods))
    volume = sum(prod(each.size or ()) * each.quantity for each in goods)
    return {
        "box": chosen.code,
        "box_weight": chosen.tare,
        "fill": round(Decimal(100 * volume) / prod(chosen.inner), 1),
        "suggested": suggested.code if suggested else None,
        "off_list": chosen != suggested,
    }
