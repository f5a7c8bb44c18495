"""Pick routes are the shortest ones (ORD-07)."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest

from guiju.systems.warehouse.circuit import shortest_round
from guiju.systems.warehouse.heuristics import HEURISTICS, Task, order_of, usable
from guiju.systems.warehouse.layout import Layout, WrongLayout, from_lines, read_layout
from guiju.systems.warehouse.route import plan
from guiju.systems.warehouse.single_block import applies, shortest_order
from guiju.systems.warehouse.walks import FAR, walks

GRID = {"name": "main", "grid": {"aisles": 5, "bays": 8, "aisle_width": 3}}


@pytest.fixture(scope="module")
def real(shared: Path) -> Layout:
    """The warehouse of the shared order lines."""
    with gzip.open(shared / "data/picking/lines.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    return from_lines((r["Location"], r["Alley_Number"], *json.loads(r["Coord"])) for r in rows)


def some(layout: Layout, count: int, dice: random.Random) -> list:
    return dice.sample(sorted(layout.locations.values(), key=lambda place: place.code), count)


def lengths_of(layout: Layout, places: list) -> list[list[int]]:
    graph = walks(layout, places)
    points = [graph.start, *sorted({graph.points[p.code] for p in places} - {graph.start})]
    return [[graph.length(a, b) for b in points] for a in points]


def held_karp(lengths: list[list[int]]) -> int:
    """The shortest round by dynamic programming over sets, an exact method of its own."""
    d = np.array(lengths, dtype=np.int64)
    n = len(d) - 1
    best = np.full((1 << n, n), FAR, dtype=np.int64)
    for last in range(n):
        best[1 << last, last] = d[0, last + 1]
    for visited in range(1, 1 << n):
        row = best[visited]
        for following in range(n):
            if not visited >> following & 1:
                shortest = (row + d[1:, following + 1]).min()
                target = visited | 1 << following
                if shortest < best[target, following]:
                    best[target, following] = shortest
    return int((best[-1] + d[1:, 0]).min())


@pytest.mark.parametrize("seed", range(6))
def test_up_to_12_stops_the_route_is_the_optimum_of_held_and_karp(real, seed: int) -> None:
    dice = random.Random(seed)
    places = some(real, dice.randint(2, 11), dice)
    route = plan(real, places, 10)
    assert route.proven and route.length == held_karp(lengths_of(real, places))


@pytest.mark.parametrize("seed", range(8))
def test_up_to_20_stops_the_route_is_the_optimum_and_proven_in_time(real, seed: int) -> None:
    dice = random.Random(100 + seed)
    places = some(real, 20, dice)
    route = plan(real, places)
    assert route.proven and route.bound == route.length <= route.s_shape
    lengths = lengths_of(real, places)
    by_solver = shortest_round(lengths, range(1, len(lengths)), 60)
    assert by_solver.proven and by_solver.bound == route.length


@pytest.mark.parametrize("cross_aisles", [3, 4])
def test_with_several_cross_aisles_20_stops_are_the_optimum_too(cross_aisles: int) -> None:
    grid = {"aisles": 8, "bays": 30, "aisle_width": 3, "cross_aisles": cross_aisles}
    layout = read_layout({"grid": grid})
    for seed in range(2):
        places = some(layout, 20, random.Random(seed))
        route = plan(layout, places, 20)
        lengths = lengths_of(layout, places)
        again = shortest_round(lengths, range(1, len(lengths)), 60)
        assert route.proven and again.bound == route.length


def test_one_block_of_any_size_is_solved_exactly_whatever_its_shape() -> None:
    dice = random.Random(5)
    for _ in range(40):
        grid = {
            "aisles": dice.randint(1, 6), "bays": dice.randint(2, 8),
            "aisle_width": dice.choice([1, 3, 9]),
        }  # fmt: skip
        layout = read_layout({"grid": grid})
        places = some(layout, min(len(layout.locations), dice.randint(1, 13)), dice)
        graph = walks(layout, places)
        stops = sorted({graph.points[place.code] for place in places} - {graph.start})
        task = Task(layout, graph, stops)
        assert applies(layout, stops)
        order = shortest_order(task)
        assert sorted(order) == stops
        lengths = lengths_of(layout, places)
        assert task.length(order) == shortest_round(lengths, range(1, len(lengths)), 30).bound


def test_beyond_20_stops_at_most_60_percent_of_the_excess_of_s_shape_is_left(real) -> None:
    for layout in (real, read_layout({"grid": {"aisles": 8, "bays": 25, "cross_aisles": 3}})):
        excess = walked = 0
        for seed, count in itertools.product(range(2), (24, 32)):
            places = some(layout, count, random.Random(seed))
            route = plan(layout, places, 1)
            lengths = lengths_of(layout, places)
            shortest = shortest_round(lengths, _by_number(layout, places, route.order), 15).bound
            assert shortest <= route.length <= route.s_shape
            excess += route.length - shortest
            walked += route.s_shape - shortest
        assert excess <= 0.6 * walked, (excess, walked)


def _by_number(layout: Layout, places: list, order) -> list[int]:
    graph = walks(layout, places)
    points = sorted({graph.points[p.code] for p in places} - {graph.start})
    return [points.index(point) + 1 for point in order]


def test_heuristics_are_never_shorter_than_the_optimum_and_visit_everything(real) -> None:
    dice = random.Random(9)
    for layout in (real, read_layout(GRID)):
        for _ in range(5):
            places = some(layout, 15, dice)
            graph = walks(layout, places)
            stops = sorted({graph.points[place.code] for place in places} - {graph.start})
            task = Task(layout, graph, stops)
            best = plan(layout, places, 10).length
            for name, heuristic in HEURISTICS.items():
                trip = heuristic(task)
                assert usable(task, trip), name
                assert best <= task.length(trip), name
                assert sorted(order_of(task, trip)) == stops
            named = {name: task.length(h(task)) for name, h in HEURISTICS.items()}
            assert named["combined"] <= min(named["s-shape"], named["return"])
            assert named["largest-gap"] <= named["midpoint"]


def test_without_time_the_route_says_which_heuristic_it_is() -> None:
    layout = read_layout({"grid": {"aisles": 6, "bays": 12, "cross_aisles": 3}})
    route = plan(layout, some(layout, 15, random.Random(1)), 0)
    assert route.fallback and not route.proven
    assert route.method in ("2-opt", *HEURISTICS)
    assert route.bound == 0 or route.bound < route.length


def test_one_way_aisles_are_walked_in_their_direction() -> None:
    layout = read_layout(
        {
            "start": {"x": 0, "y": 0},
            "aisles": [
                {"name": "A", "x": 0, "from": 0, "to": 10, "one_way": "up"},
                {"name": "B", "x": 4, "from": 0, "to": 10, "one_way": "down"},
            ],
            "cross_aisles": [{"name": "F", "y": 0}, {"name": "R", "y": 10}],
            "locations": [
                {"code": "A1", "aisle": "A", "y": 3}, {"code": "A2", "aisle": "A", "y": 7},
                {"code": "B1", "aisle": "B", "y": 5},
            ],
        }
    )  # fmt: skip
    route = plan(layout, list(layout.locations.values()))
    assert route.order == ((0, 3000), (0, 7000), (4000, 5000))
    assert route.proven and route.length == 28_000
    only = plan(layout, [layout.locations["A1"]])
    assert only.length == 28_000


def test_random_one_way_layouts_agree_with_held_and_karp() -> None:
    dice = random.Random(3)
    for _ in range(12):
        layout = read_layout(
            {
                "start": {"x": 0, "y": 0},
                "aisles": [
                    {"name": f"A{n}", "x": 3 * n, "from": 0, "to": 12,
                     "one_way": dice.choice(["", "up", "down"])}
                    for n in range(4)
                ],
                "cross_aisles": [{"name": "F", "y": 0}, {"name": "M", "y": 6}, {"name": "R", "y": 12}],
                "locations": [
                    {"code": f"A{n}-{y}", "aisle": f"A{n}", "y": y} for n in range(4) for y in (1, 4, 8, 11)
                ],
            }
        )  # fmt: skip
        places = some(layout, 9, dice)
        assert plan(layout, places, 10).length == held_karp(lengths_of(layout, places))


def test_a_closed_way_is_walked_around_and_what_lies_behind_it_cannot_be_reached() -> None:
    values = {
        "aisles": [
            {"name": "A", "x": 0, "from": 0, "to": 10},
            {"name": "B", "x": 4, "from": 0, "to": 10},
        ],
        "cross_aisles": [{"name": "F", "y": 0}, {"name": "R", "y": 10}],
        "locations": [{"code": "A1", "aisle": "A", "y": 8}],
        "closed": [{"aisle": "A", "from": 2, "to": 5}],
    }
    layout = read_layout(values)
    assert plan(layout, list(layout.locations.values())).length == 2 * (4 + 10 + 4 + 2) * 1000
    both = [{"aisle": "A", "from": 2, "to": 5}, {"cross_aisle": "R", "from": 0, "to": 4}]
    cut = read_layout({**values, "closed": both})
    graph = walks(cut, cut.locations.values())
    assert not graph.reachable(graph.points["A1"])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "expected aisles and cross aisles"),
        ({"aisles": "A"}, "aisles: expected a list"),
        ({"aisles": [{"name": "A"}]}, "aisles.A: expected a name and x"),
        ({"aisles": [{"name": "A", "x": "far", "from": 0, "to": 1}]}, "expected metres, found far"),
        ({"aisles": [{"name": "A", "x": 0, "from": 3, "to": 1}]}, "expected from before to"),
        ({"aisles": [{"name": "A", "x": 0, "from": 0, "to": 1, "one_way": "left"}]}, "one_way"),
        ({"grid": {"aisles": 0}}, "grid.aisles: expected a number from 1"),
        ({"grid": {"aisles": 2, "cross_aisles": 1}}, "expected 2 or more"),
        ({"grid": {"aisles": float("nan")}}, "grid.aisles"),
    ],
)
def test_a_wrong_layout_is_told_by_its_place(wrong: dict, says: str) -> None:
    with pytest.raises(WrongLayout, match=says):
        read_layout(wrong)


def test_the_real_layout_has_its_aisles_in_order(real) -> None:
    assert list(real.aisles) == [f"A{n:02}" for n in range(11, 0, -1)]
    assert len(real.locations) == 1050 and len(real.cross_aisles) == 2
