"""Pick lists: lines that can be walked to, in the order of a route (ORD-07)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems.call import LARGEST, Call, Values, refused
from guiju.systems.once import once
from guiju.systems.warehouse.keeping import blocked, layout_of, now_of
from guiju.systems.warehouse.layout import Layout, Location
from guiju.systems.warehouse.models import PickLine, PickList
from guiju.systems.warehouse.route import Route, plan
from guiju.systems.warehouse.walks import walks


@dataclass(frozen=True, slots=True)
class Line:
    """Units of an item to be taken from a location."""

    item: str
    location: str
    quantity: int
    order: str


def split(
    layout: Layout, lines: Sequence[Values], order: str = ""
) -> tuple[list[Line], list[dict[str, Any]]]:
    """Lines that can be picked, and those that cannot with the reason."""
    why = blocked()
    found: list[Line] = []
    excluded: list[dict[str, Any]] = []
    for line in lines:
        read = _read(line, order)
        place = now_of(layout, read.location, why) if read else None
        reason = _reason(line, read, place)
        if read is None or reason:
            excluded.append({**_named(line), "reason": reason})
        else:
            found.append(read)
    places = {each.location: layout.locations[each.location] for each in found}
    graph = walks(layout, places.values())
    cut_off = {code for code, point in graph.points.items() if not graph.reachable(point)}
    excluded += [
        {**_shown(each), "reason": "location-unreachable"}
        for each in found
        if each.location in cut_off
    ]
    return [each for each in found if each.location not in cut_off], excluded


def _read(line: Values, order: str) -> Line | None:
    quantity = line.get("quantity")
    if isinstance(quantity, Decimal) and quantity % 1 == 0:
        quantity = int(quantity)
    if isinstance(quantity, bool) or not isinstance(quantity, int) or not 0 < quantity < LARGEST:
        return None
    name = line.get("order")
    return Line(
        str(line.get("item") or ""),
        str(line.get("location") or ""),
        quantity,
        name if isinstance(name, str) else order,
    )


def _reason(line: Values, read: Line | None, place: Location | None) -> str:
    if read is None:
        return "quantity-invalid"
    if not read.location:
        return "location-missing"
    if place is None:
        return "location-unknown"
    return "location-blocked" if place.blocked else ""


def _named(line: Values) -> dict[str, Any]:
    return {name: line.get(name) for name in ("item", "location", "quantity")}


def _shown(line: Line) -> dict[str, Any]:
    return {"item": line.item, "location": line.location, "quantity": line.quantity}


def route(call: Call) -> Mapping[str, Any]:
    """`warehouse.route`: a pick list in the order of the shortest way that was found."""
    layout = layout_of(call)
    lines = call.items("lines")
    if not lines:
        raise refused("lines-missing", "lines", "at least one line", None)
    seconds = float(call.figure("seconds", 1, 0, 60))
    found: list[Line] = []
    excluded: list[dict[str, Any]] = []
    planned: list[Route] = []

    def think() -> None:
        # The solver runs before the transaction, which would keep others waiting.
        good, bad = split(layout, lines)
        found.extend(good)
        excluded.extend(bad)
        if found:
            places = {line.location: layout.locations[line.location] for line in found}
            planned.append(plan(layout, list(places.values()), seconds))

    def act() -> Mapping[str, Any]:
        if not planned:
            raise _nothing(excluded)
        return _kept(call, layout, planned[0], found, excluded)

    return once(call, {"lines": list(lines), "layout": layout.name}, act, first=think)


def _nothing(excluded: list[dict[str, Any]]) -> BusinessError:
    error = refused("nothing-to-pick", "lines", "a line that can be picked", len(excluded))
    return BusinessError("nothing-to-pick", {**error.values, "excluded": excluded})


def _kept(
    call: Call, layout: Layout, way: Route, lines: list[Line], excluded: list[dict[str, Any]]
) -> Mapping[str, Any]:
    stops = stops_of(layout, way, lines)
    kept = PickList.objects.create(
        key=call.key, case=call.case, picker=call.text("picker", "", 200), at=call.now
    )
    number = 0
    for stop in stops:
        for line in stop["lines"]:
            number += 1
            PickLine.objects.create(
                picklist=kept, no=number, stop=stop["no"], location=stop["location"],
                zone=stop["zone"], **line,
            )  # fmt: skip
    return {
        "picklist": kept.key,
        "route": {"stops": stops, **about(way)},
        "excluded": excluded,
        "complete": not excluded,
    }


def stops_of(layout: Layout, way: Route, lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Stops in the order of a route; places on both sides of one point are two stops."""
    at: dict[tuple[int, int], dict[str, list[Line]]] = {}
    for line in lines:
        place = layout.locations[line.location]
        point = (layout.aisles[place.aisle].at, place.y)
        at.setdefault(point, {}).setdefault(line.location, []).append(line)
    stops: list[dict[str, Any]] = []
    # What lies where the route begins is no point of it.
    first = [(layout.start, 0)] if layout.start in at else []
    for point, leg in [*first, *zip(way.order, way.legs, strict=False)]:
        for code in sorted(at[point]):
            place = layout.locations[code]
            stops.append(
                {
                    "no": len(stops) + 1,
                    "location": code,
                    "aisle": place.aisle,
                    "zone": place.zone or layout.aisles[place.aisle].zone,
                    "metres": metres(leg),
                    "lines": [
                        {"item": line.item, "quantity": line.quantity, "order": line.order}
                        for line in at[point][code]
                    ],
                }
            )
            leg = 0
    return stops


def about(way: Route) -> dict[str, Any]:
    """What is told about a route."""
    return {
        "metres": metres(way.length),
        "bound": metres(way.bound),
        "proven": way.proven,
        "method": way.method,
        "fallback": way.fallback,
        "s_shape": metres(way.s_shape),
    }


def metres(millimetres: int) -> Decimal:
    """Metres of millimetres."""
    return Decimal(millimetres).scaleb(-3).normalize() + 0
