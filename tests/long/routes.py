"""Routes for all orders of the shared picking data, held against what is proven.

python tests/long/routes.py [--every 1] [--seconds 5]

Three kinds of rounds on the warehouse of the data, one block: every single order; waves, which are
orders of a day in a row, of up to 20 stops; waves of up to 40. The waves are walked again with a
cross aisle added in the middle, where no method is exact for any size. The optimum is that of an
own search (Held and Karp up to 11 stops, CP-SAT beyond); where it cannot be proven in time, the
excess is counted over the lower bound, which is unfair to the route.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.systems.warehouse.test_routes import held_karp, lengths_of  # noqa: E402

from guiju.systems.warehouse.circuit import shortest_round  # noqa: E402
from guiju.systems.warehouse.layout import Layout, Location, Way, from_lines  # noqa: E402
from guiju.systems.warehouse.route import plan  # noqa: E402

DATA: Final = ROOT.parent / "shared" / "data" / "picking" / "lines.csv.gz"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="of the waves only every so many")
    parser.add_argument("--seconds", type=float, default=5, help="for a proof of the optimum")
    options = parser.parse_args()
    with gzip.open(DATA, "rt") as file:
        rows = list(csv.DictReader(file))
    block = from_lines((r["Location"], r["Alley_Number"], *json.loads(r["Coord"])) for r in rows)
    halves = _halved(block)
    begun, wrong = time.process_time(), 0
    wrong += compare("one block, orders", block, list(waves(rows, 1)), options.seconds)
    for most in (20, 40):
        chosen = list(waves(rows, most))[:: options.every]
        for name, layout in (("one block", block), ("two blocks", halves)):
            wrong += compare(f"{name}, waves up to {most}", layout, chosen, options.seconds)
    print(f"{time.process_time() - begun:.0f} s of processor time")
    return 1 if wrong else 0


def _halved(block: Layout) -> Layout:
    """The warehouse with a cross aisle in the middle."""
    front, back = block.cross_aisles.values()
    middle = Way("middle", (front.at + back.at) // 2, front.low, front.high)
    return replace(block, cross_aisles={"front": front, "middle": middle, "back": back})


def waves(rows: Sequence[dict[str, str]], most: int) -> Iterator[frozenset[str]]:
    """Locations of orders of a day in a row, so many at most; each order alone with 1."""
    orders: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        orders.setdefault((row["DATE"], row["OrderNumber"]), set()).add(row["Location"])
    day, wave = "", set[str]()
    for (date, _), places in orders.items():
        if wave and (date != day or most == 1 or len(wave | places) > most):
            yield frozenset(wave)
            wave = set()
        day, wave = date, wave | places
    if wave:
        yield frozenset(wave)


def compare(name: str, layout: Layout, rounds: Sequence[frozenset[str]], seconds: float) -> int:
    """Plan each round; returns how many up to 20 stops are longer than the proven optimum."""
    counts: Counter[str] = Counter()
    for number, codes in enumerate(rounds, 1):
        places = [layout.locations[code] for code in sorted(codes)]
        route = plan(layout, places)
        bound, proven = _shortest(layout, places, route.order, seconds)
        counts["proven"] += proven
        counts["excess"] += route.length - bound
        counts["s-shape"] += max(0, route.s_shape - bound)
        counts["longer"] += proven and route.length > bound
        counts["wrong"] += (proven and route.length < bound) or (
            len(route.order) <= 20 and proven and route.length > bound
        )
        if sys.stderr.isatty():
            print(f"\r{name}: {number}/{len(rounds)}", end="", file=sys.stderr)
    share = 100 * counts["excess"] / max(1, counts["s-shape"])
    print(
        f"{name}: {len(rounds)} rounds, {counts['proven']} optima proven, {counts['longer']} longer,"
        f" {counts['wrong']} wrong; {share:.1f} % of the excess of S-shape is left",
        flush=True,
    )
    return counts["wrong"]


def _shortest(
    layout: Layout, places: list[Location], order: Sequence[tuple[int, int]], seconds: float
) -> tuple[int, bool]:
    """The length of the shortest round and whether it is proven."""
    lengths = lengths_of(layout, places)
    if len(lengths) == 1:
        return 0, True
    if len(lengths) <= 12:
        return held_karp(lengths), True
    points = sorted(set(order))
    found = shortest_round(lengths, [points.index(each) + 1 for each in order], seconds)
    return found.bound, found.proven


if __name__ == "__main__":
    raise SystemExit(main())
