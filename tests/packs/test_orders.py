"""The order pack: its scenarios, law 1 over random walks, and real orders."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from guiju.packs import files_of
from guiju.scenarios import walk
from guiju.scenarios.laws import deviating, hold_laws
from guiju.scenarios.play import play_scenario, with_parameters
from guiju.scenarios.stage import BEGIN, stage
from guiju.scenarios.verbs import play_step
from guiju.standard.pack import Pack, read_pack
from guiju.standard.pack.walking import nodes_of
from tests.packs import real_orders
from tests.packs.answers import careless

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


HANDLING = {
    "order-fulfilment": {
        "pick": "picking", "pack": "packing", "inspect": "inspecting", "recount": "inspecting",
        "receive": "returning", "inspect_return": "returning",
    },
    "stock": {"count": "counting", "recount": "counting", "order_goods": "emergency-restock"},
}  # fmt: skip
"""Every step at which somebody handles goods, and the article that tells the best way."""


# STD-05, STK-05
@pytest.mark.parametrize("name", OURS)
def test_each_step_that_handles_goods_carries_its_work_instruction(name: str) -> None:
    pack = of(name)
    carried = {
        node.id: article
        for standard in pack.standards.values()
        for process in standard.definitions.processes
        for node in nodes_of(process.body)
        if (article := node.extras.other.get("article"))
    }
    assert carried == HANDLING[name]
    for article in set(carried.values()):
        for text in pack.articles[article].values():
            assert "1. " in text
            assert re.search(r"(ORD|STK)-\d", text)


# STD-05
@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_a_work_instruction_of_goods_says_its_version(language: str) -> None:
    for name in ("picking", "packing", "inspecting", "returning"):
        assert re.search(r"(Version|版本) 1\.0", of("order-fulfilment").articles[name][language])


# -- real orders ------------------------------------------------------------------------------


# ORD-06, ORD-01
@pytest.mark.timeout(120)
def test_real_orders_of_every_state_run_to_their_end_and_fit_the_standard() -> None:
    """tests/long/orders.py plays all of them."""
    path = Path(__file__).resolve().parents[3] / "shared" / "data" / "orders_dataco.csv.gz"
    if not path.is_file():
        pytest.skip("the shared data are not beside the checkout")
    orders = real_orders.sample(real_orders.read_orders(path), 1)
    assert {order.status for order in orders} == set(real_orders.PATHS)
    pack = with_parameters(of("order-fulfilment"), real_orders.PARAMETERS)
    settings = real_orders.settings(orders)
    with stage(pack, {}, BEGIN, random.Random(7), settings) as made:
        play_step(made, {"given": real_orders.world(orders)})
        real_orders.take_in(made, orders)
        for _ in range(14):
            real_orders.work(made, {order.id: order for order in orders})
            made.jump(made.clock.now + timedelta(days=1))
        hold_laws(made, ())
        assert {made.status(real_orders.CASE + order.id) for order in orders} == {"completed"}
