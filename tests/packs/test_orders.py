"""The order pack: its scenarios, law 1 over random walks, and real orders."""

from __future__ import annotations

import csv
import gzip
import os
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from guiju.packs import files_of
from guiju.run.commands import Actor, CompleteTask
from guiju.scenarios import Stage, examine, walk
from guiju.scenarios.laws import deviating, hold_laws
from guiju.scenarios.play import play_scenario, with_parameters
from guiju.scenarios.stage import BEGIN, stage
from guiju.scenarios.verbs import play_step
from guiju.standard.pack import Pack, read_pack
from tests.packs.answers import answer, careless

pytest.importorskip("django")

OURS = ("order-fulfilment", "stock")
PACKS = {name: read_pack(files_of(name))[0] for name in OURS}
SCENARIOS = [
    (name, file, told, one)
    for name, pack in PACKS.items()
    if pack is not None
    for file, told in pack.scenarios.items()
    for one in told["scenarios"]
]
QUICK = 12
"""Scenarios of each pack that are played in the default tier; `guiju test --all` plays all."""


def of(name: str) -> Pack:
    pack = PACKS[name]
    assert pack is not None
    return pack


def chosen() -> Iterator[Any]:
    count: dict[str, int] = {}
    for name, file, told, one in SCENARIOS:
        count[name] = count.get(name, 0) + 1
        marks = () if count[name] <= QUICK else (pytest.mark.long,)
        yield pytest.param(name, file, told, one, id=one["name"], marks=marks)


@pytest.mark.parametrize(("name", "file", "told", "one"), list(chosen()))
def test_the_scenario_is_so(
    name: str, file: str, told: Mapping[str, Any], one: Mapping[str, Any]
) -> None:
    report = play_scenario(of(name), file, told, one, one["name"], random.Random)
    assert report.passed, f"step {report.step}: {report.failure}"


@pytest.mark.parametrize("name", OURS)
def test_tables_have_no_gap_and_models_no_dead_end(name: str) -> None:
    assert [str(each) for each in examine(of(name)) if each.severity == "error"] == []
    assert [
        str(each)
        for each in examine(of(name))
        if each.code in ("table-gap", "table-not-unique", "deadlock", "lack-of-synchronisation")
    ] == []


def world(pack: Pack) -> Mapping[str, Any]:
    return pack.scenarios["scenarios/orders.yaml"]["given"]


@pytest.mark.parametrize("seed", range(int(os.environ.get("GUIJU_WALKS", "2"))))
def test_law_1_whatever_people_do_fits_the_standard(seed: int) -> None:
    dice = random.Random(seed)
    pack = with_parameters(of("order-fulfilment"), {"P-203": 1440, "P-206": 1})
    order = pack.scenarios["scenarios/orders.yaml"]["scenarios"][0]["steps"][0]["values"]
    with stage(pack, {}, BEGIN, dice) as made:
        play_step(made, {"given": world(pack)})
        for number in range(2):
            play_step(made, {"start": "order", "as": str(number), "values": order})
        assert walk(made, dice, careless(dice), 60) > 5
        deviating(made.engine, made.cases())


# -- real orders ------------------------------------------------------------------------------

PLANS = {
    "SUSPECTED_FRAUD": {"flag": "suspected fraud", "disposition": "cancel"},
    "CANCELED": {"flag": "other", "disposition": "cancel"},
    "ON_HOLD": {"flag": "credit", "disposition": "hold"},
    "PAYMENT_REVIEW": {"flag": "credit", "disposition": "hold"},
    "PENDING_PAYMENT": {"flag": "credit", "disposition": "hold"},
}
"""Which path a state of the data is: all others are fulfilled as usual."""


def repaired(text: str) -> str:
    """Names that were decoded wrongly before they came into the data."""
    try:
        return text.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return text.strip()


def real_orders(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        rows = list(csv.DictReader(file))
    orders: dict[str, dict[str, Any]] = {}
    for row in rows:
        id_ = f"W-{row['Order Id']}"
        order = orders.setdefault(
            id_,
            {
                "order_id": id_,
                "customer": {"name": f"Customer {row['Customer Id']}", "mail": "c@example.com"},
                "address": {"street": "not in the extract", "city": repaired(row["Order City"]) or "?",
                            "country": "US"},
                "lines": [], "currency": "USD", "payment": {"method": row["Type"]},
                "plan": PLANS.get(row["Order Status"], {"flag": "none", "disposition": "fulfil"}),
            },
        )  # fmt: skip
        order["lines"].append(
            {"item": f"P-{row['Product Card Id']}", "name": repaired(row["Product Name"])[:40],
             "quantity": int(row["Order Item Quantity"]),
             "price": round(float(row["Order Item Product Price"]), 2)}
        )  # fmt: skip
    return list(orders.values())


def filled(orders: list[dict[str, Any]]) -> dict[str, Any]:
    """A warehouse that holds what the orders ask for."""
    codes = sorted({line["item"] for order in orders for line in order["lines"]})
    places = [f"A{a:02d}-{b:02d}" for a in range(1, 9) for b in range(1, 25)]
    items = [
        {"code": code, "name": code, "weight": 400, "size": [60, 60, 40], "on_hand": 50_000,
         "location": places[number % len(places)]}
        for number, code in enumerate(codes)
    ]  # fmt: skip
    boxes = [{"code": "L", "inner": [600, 500, 400], "most": 30_000, "tare": 300}]
    people = {"pam": {"name": "Pam", "department": "production"}}
    heads = {"title": "x", "head": "pam"}
    return {
        "stock": {"items": items},
        "warehouse": {
            "layout": {"name": "main", "grid": {"aisles": 8, "bays": 24}},
            "boxes": boxes,
        },
        "directory": {"departments": {"production": heads, "logistics": heads}, "people": people},
    }


def finish(made: Stage) -> None:
    """Do every open task rightly and let time pass until all cases have ended."""
    everyone = frozenset(made.pack.roles)
    turn = 0
    while any(made.status(case) == "active" for case in made.cases()):
        open_ = [(case, one) for case in made.cases() for one in made.tasks(case)]
        if not open_:
            turn += 1
            assert turn < 30, [
                (c, made.stuck(c)) for c in made.cases() if made.status(c) == "active"
            ]
            from datetime import timedelta

            made.jump(made.clock.now + timedelta(days=1))
        for case, task in open_:
            actor = Actor(f"{task.element}-person", everyone)
            values = answer(made, case, task.element)
            given = made.engine.do(
                CompleteTask(case=case, task=task.task, actor=actor, values=values)
            )
            assert hasattr(given, "kind"), (task.element, str(given))
            made.settle()


def play_real(path: Path, first: int, count: int) -> int:
    """Play some of the real orders to their end; returns the number of cases that completed."""
    orders = real_orders(path)[first : first + count]
    pack = with_parameters(of("order-fulfilment"), {"P-203": 1440, "P-206": 1})
    settings = {"shipping": {"poll_minutes": 1440}, "erp": {"process": "order"}}
    with stage(pack, {}, BEGIN, random.Random(7), settings) as made:
        play_step(made, {"given": filled(orders)})
        for order in orders:
            values = {"channel": "file", "origin": "dataco", "process": "order", "order": order}
            taken = made.ask("erp.intake", values)
            assert taken["state"] == "taken", taken
        made.settle()
        finish(made)
        hold_laws(made, ())
        assert len(made.cases("order")) == len(orders)
        return sum(made.status(case) == "completed" for case in made.cases("order"))


def data() -> Path:
    path = Path(__file__).resolve().parents[3] / "shared" / "data" / "orders_dataco.csv.gz"
    if not path.is_file():
        pytest.skip("the shared data are not beside the checkout")
    return path


# ORD-06, ORD-01
def test_real_orders_run_to_their_end_and_fit_the_standard() -> None:
    assert play_real(data(), 0, 6) == 6


@pytest.mark.long
@pytest.mark.timeout(0)
def test_all_real_orders_run_to_their_end_and_fit_the_standard() -> None:
    total = len(real_orders(data()))
    wanted = int(os.environ.get("GUIJU_REAL_ORDERS", str(total)))
    done = sum(play_real(data(), first, min(50, wanted - first)) for first in range(0, wanted, 50))
    assert done == min(total, wanted)
