"""Orders that are picked together (ORD-07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems.call import Call, refused
from guiju.systems.stock.models import Item
from guiju.systems.warehouse.heuristics import Task, s_shape
from guiju.systems.warehouse.keeping import layout_of
from guiju.systems.warehouse.layout import Layout
from guiju.systems.warehouse.picking import Line, metres, split
from guiju.systems.warehouse.route import plan
from guiju.systems.warehouse.walks import FAR, Walks, walks


@dataclass(frozen=True, slots=True)
class Limits:
    """What one picker takes along."""

    orders: int
    lines: int
    weight: int | None


@dataclass(frozen=True, slots=True)
class Order:
    """An order to be picked, with its weight in g."""

    name: str
    lines: tuple[Line, ...]
    weight: int


def batch(call: Call) -> Mapping[str, Any]:
    """`warehouse.batch`: which orders are picked together.

    The order that is walked farthest for begins a batch; the one that makes the way longer by the
    least, compared with its own, joins as long as there is room.
    """
    layout = layout_of(call)
    orders, excluded = _read(call, layout)
    limits = Limits(
        int(call.figure("most_orders", 8, 1, 1000)),
        int(call.figure("most_lines", 40, 1, 10_000)),
        int(call.figure("most_weight", None)) if call.has("most_weight") else None,
    )
    places = {line.location: layout.locations[line.location] for o in orders for line in o.lines}
    graph = walks(layout, places.values())
    batches = [
        {
            "orders": [order.name for order in group],
            "lines": sum(len(order.lines) for order in group),
            "metres": _walked(layout, group),
        }
        for group in grouped(layout, graph, orders, limits)
    ]
    return {
        "batches": batches,
        "metres": sum(each["metres"] for each in batches),
        "metres_alone": sum(_walked(layout, [order]) for order in orders),
        "excluded": excluded,
    }


def _read(call: Call, layout: Layout) -> tuple[list[Order], list[dict[str, Any]]]:
    orders: list[Order] = []
    excluded: list[dict[str, Any]] = []
    weights: dict[str, int] = {}
    for code, weight in Item.objects.exclude(weight=None).values_list("code", "weight"):
        weights[code] = weight or 0
    for each in call.items("orders"):
        name = str(each.get("order") or "")
        rows = each.get("lines")
        if not isinstance(rows, list | tuple) or not all(isinstance(x, Mapping) for x in rows):
            raise _missing(name)
        lines, bad = split(layout, rows, name)
        excluded += [{**row, "order": name} for row in bad]
        if lines:
            grams = sum(weights.get(line.item, 0) * line.quantity for line in lines)
            orders.append(Order(name, tuple(lines), grams))
    if not orders:
        raise _missing(None)
    return orders, excluded


def _missing(found: str | None) -> BusinessError:
    return refused("lines-missing", "orders", "orders with lines that can be picked", found)


def grouped(
    layout: Layout, graph: Walks, orders: Sequence[Order], limits: Limits
) -> list[list[Order]]:
    """Orders in batches within the limits; an order over them alone is a batch of its own."""
    alone = {order.name: _s_shape(layout, graph, [order]) for order in orders}
    left = sorted(orders, key=lambda order: (-alone[order.name], order.name))
    batches = []
    while left:
        group = [left.pop(0)]
        length = alone[group[0].name]
        while True:
            joined = [
                (_s_shape(layout, graph, [*group, order]) - length - alone[order.name], n)
                for n, order in enumerate(left)
                if _room([*group, order], limits)
            ]
            if not joined or min(joined)[0] >= 0:
                break
            group.append(left.pop(min(joined)[1]))
            length = _s_shape(layout, graph, group)
        batches.append(group)
    return batches


def _room(group: Sequence[Order], limits: Limits) -> bool:
    return (
        len(group) <= limits.orders
        and sum(len(order.lines) for order in group) <= limits.lines
        and (limits.weight is None or sum(order.weight for order in group) <= limits.weight)
    )


def _s_shape(layout: Layout, graph: Walks, group: Sequence[Order]) -> int:
    stops = {graph.points[line.location] for order in group for line in order.lines}
    task = Task(layout, graph, sorted(stops - {graph.start}))
    return min(task.length(s_shape(task)), FAR)


def _walked(layout: Layout, group: Sequence[Order]) -> Any:
    places = {line.location for order in group for line in order.lines}
    return metres(plan(layout, [layout.locations[code] for code in sorted(places)], 0).length)
