"""Layouts of warehouses: aisles, cross aisles, locations. Pure; lengths are whole millimetres.

Aisles run along y at one x, cross aisles along x at one y. Pickers walk in the middle and reach
both sides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

Values = Mapping[str, Any]

DIRECTIONS: Final = {"": 0, "up": 1, "down": -1, "right": 1, "left": -1}
MOST_LOCATIONS: Final = 200_000


class WrongLayout(ValueError):
    """A layout that cannot be read; the text names the place, what was expected and found."""


@dataclass(frozen=True, slots=True)
class Way:
    """An aisle, or a cross aisle.

    Attributes:
        at: x of an aisle, y of a cross aisle.
        low, high: where it begins and ends, along the other coordinate.
        direction: 1 only upwards (to the right), -1 only downwards (to the left), 0 both.
        zone: of an aisle.
        closed: stretches that nobody may take.
    """

    name: str
    at: int
    low: int
    high: int
    direction: int = 0
    zone: str = ""
    closed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an aisle.

    Attributes:
        y: along its aisle.
        capacity: units it holds; None where nobody said.
        blocked: why nothing can be taken there; empty where it can.
    """

    code: str
    aisle: str
    y: int
    zone: str = ""
    capacity: int | None = None
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A warehouse.

    Attributes:
        start: (x, y) where routes begin and end.
        aisles: by name, from left to right.
        cross_aisles: by name, from the front to the back.
        locations: by code.
    """

    name: str
    start: tuple[int, int]
    aisles: Mapping[str, Way]
    cross_aisles: Mapping[str, Way]
    locations: Mapping[str, Location] = field(default_factory=dict)

    @property
    def one_way(self) -> bool:
        """Whether some way has a direction."""
        ways = (*self.aisles.values(), *self.cross_aisles.values())
        return any(way.direction for way in ways)


def read_layout(values: Values) -> Layout:
    """A layout as YAML or JSON gives it (docs/systems/warehouse.md).

    Raises:
        WrongLayout: it is not one.
    """
    if "grid" in values:
        return _grid(values)
    aisles = [_way(each, "aisles", "x") for each in _rows(values, "aisles")]
    left = min((way.at for way in aisles), default=0)
    right = max((way.at for way in aisles), default=0)
    crosses = [
        _way(each, "cross_aisles", "y", left, right) for each in _rows(values, "cross_aisles")
    ]
    closed = _rows(values, "closed")
    return _assembled(
        str(values.get("name") or "main"),
        _point(values.get("start"), left, min((way.at for way in crosses), default=0)),
        [_shut(way, closed, "aisle") for way in aisles],
        [_shut(way, closed, "cross_aisle") for way in crosses],
        [_location(each) for each in _rows(values, "locations")],
    )


def from_lines(lines: Iterable[tuple[str, str, float, float]], name: str = "lines") -> Layout:
    """A layout of a table of places: (location, aisle, x, y in metres) a row.

    An aisle stands in the middle between its sides; two cross aisles run a cell before the first
    and a cell behind the last place; routes begin at the front of the first aisle.

    Raises:
        WrongLayout: there is no row.
    """
    places: dict[str, dict[str, tuple[int, int]]] = {}
    for location, aisle, x, y in lines:
        places.setdefault(aisle, {})[location] = (_mm(x, location), _mm(y, location))
    if not places:
        raise WrongLayout("expected at least one line, found none")
    ys = sorted({y for rows in places.values() for _, y in rows.values()})
    cell = min((b - a for a, b in itertools.pairwise(ys)), default=1000)
    front, back = ys[0] - cell, ys[-1] + cell
    aisles = []
    for aisle, rows in places.items():
        xs = [x for x, _ in rows.values()]
        aisles.append(Way(aisle, (min(xs) + max(xs)) // 2, front, back))
    left, right = min(way.at for way in aisles), max(way.at for way in aisles)
    crosses = [Way("front", front, left, right), Way("back", back, left, right)]
    found = [
        Location(code, aisle, y) for aisle, rows in places.items() for code, (_, y) in rows.items()
    ]
    return _assembled(name, (left, front), aisles, crosses, found)


def _grid(values: Values) -> Layout:
    grid = values["grid"]
    if not isinstance(grid, Mapping):
        raise WrongLayout(f"grid: expected an object, found {grid}")
    aisles = _count(grid, "aisles", 4, 1000)
    bays = _count(grid, "bays", 10, 1000)
    crossing = _count(grid, "cross_aisles", 2, 50)
    if crossing < 2:
        raise WrongLayout(f"grid.cross_aisles: expected 2 or more, found {crossing}")
    width = _mm(grid.get("aisle_width", 3), "grid.aisle_width")
    bay = _mm(grid.get("bay_length", 1), "grid.bay_length")
    back = bay * (bays + 1)
    ways = [Way(f"A{n:02}", (n - 1) * width, 0, back) for n in range(1, aisles + 1)]
    crosses = [Way(f"C{n}", back * n // (crossing - 1), 0, ways[-1].at) for n in range(crossing)]
    locations = [
        Location(f"{way.name}-{n:02}", way.name, n * bay)
        for way in ways
        for n in range(1, bays + 1)
    ]
    return _assembled(str(values.get("name") or "main"), (0, 0), ways, crosses, locations)


def _assembled(
    name: str,
    start: tuple[int, int],
    aisles: Sequence[Way],
    crosses: Sequence[Way],
    locations: Sequence[Location],
) -> Layout:
    if not aisles or not crosses:
        raise WrongLayout(f"{name}: expected aisles and cross aisles, found none")
    by_name = {way.name: way for way in sorted(aisles, key=lambda way: (way.at, way.name))}
    across = {way.name: way for way in sorted(crosses, key=lambda way: (way.at, way.name))}
    if len(by_name) < len(aisles) or len(across) < len(crosses):
        raise WrongLayout(f"{name}: expected each aisle and cross aisle once, found a name twice")
    if len(locations) > MOST_LOCATIONS:
        raise WrongLayout(f"{name}: expected up to {MOST_LOCATIONS} locations")
    found: dict[str, Location] = {}
    for each in locations:
        way = by_name.get(each.aisle)
        if way is None or not way.low <= each.y <= way.high:
            expected = "an aisle of the layout" if way is None else f"y within {each.aisle}"
            raise WrongLayout(f"locations.{each.code}: expected {expected}, found {each}")
        if each.code in found:
            raise WrongLayout(f"locations.{each.code}: expected each code once, found it twice")
        found[each.code] = each
    return Layout(name, start, by_name, across, found)


def _way(values: Values, part: str, along: str, low: int = 0, high: int = 0) -> Way:
    name = str(values.get("name") or "")
    where = f"{part}.{name}"
    if not name or along not in values:
        raise WrongLayout(f"{where}: expected a name and {along}, found {dict(values)}")
    direction = str(values.get("one_way") or "")
    if direction not in (("up", "down", "") if along == "x" else ("right", "left", "")):
        raise WrongLayout(f"{where}.one_way: found {direction}")
    begin = _mm(values["from"], where) if "from" in values else low
    end = _mm(values["to"], where) if "to" in values else high
    if begin > end or (along == "x" and begin == end):
        raise WrongLayout(f"{where}: expected from before to, found {begin} and {end}")
    zone = str(values.get("zone") or "")
    return Way(name, _mm(values[along], where), begin, end, DIRECTIONS[direction], zone)


def _shut(way: Way, closed: Sequence[Values], kind: str) -> Way:
    stretches = tuple(
        (_mm(each.get("from", 0), "closed"), _mm(each.get("to", 10**6), "closed"))
        for each in closed
        if each.get(kind) == way.name
    )
    return Way(way.name, way.at, way.low, way.high, way.direction, way.zone, stretches)


def _location(values: Values) -> Location:
    code = str(values.get("code") or "")
    if not code or "aisle" not in values or "y" not in values:
        raise WrongLayout(f"locations.{code}: expected code, aisle and y, found {dict(values)}")
    capacity = values.get("capacity")
    if capacity is not None and (isinstance(capacity, bool) or not isinstance(capacity, int)):
        raise WrongLayout(f"locations.{code}.capacity: expected whole units, found {capacity}")
    return Location(
        code,
        str(values["aisle"]),
        _mm(values["y"], code),
        str(values.get("zone") or ""),
        capacity,
        str(values.get("blocked") or ""),
    )


def _rows(values: Values, name: str) -> list[Values]:
    found = values.get(name) or []
    if not isinstance(found, list | tuple) or not all(isinstance(each, Mapping) for each in found):
        raise WrongLayout(f"{name}: expected a list of objects, found {found}")
    return list(found)


def _point(found: Any, x: int, y: int) -> tuple[int, int]:
    if found is None:
        return (x, y)
    if not isinstance(found, Mapping) or not {"x", "y"} <= found.keys():
        raise WrongLayout(f"start: expected x and y, found {found}")
    return (_mm(found["x"], "start"), _mm(found["y"], "start"))


def _count(values: Values, name: str, usual: int, most: int) -> int:
    found = values.get(name, usual)
    if isinstance(found, Decimal) and found == found.to_integral_value():
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= most:
        raise WrongLayout(f"grid.{name}: expected a number from 1 to {most}, found {found}")
    return found


def _mm(metres: Any, where: str) -> int:
    usable = isinstance(metres, int | float | Decimal) and not isinstance(metres, bool)
    if not usable or not -100_000 <= metres <= 1_000_000:
        raise WrongLayout(f"{where}: expected metres, found {metres}")
    rounded: int = round(metres * 1000)
    return rounded
