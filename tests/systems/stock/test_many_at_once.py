"""A thousand who want the same hundred units, at once (ORD-03, STK-01)."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from guiju.run.jobs import BusinessError
from tests.systems.house import House
from tests.systems.stock.test_reserving import level, line, stocked

ROUNDS = int(os.environ.get("GUIJU_OVERSELL_ROUNDS", "1"))
THREADS = 40


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_thousand_at_once_reserve_a_hundred_units_exactly(house: House, round_: int) -> None:
    from guiju.systems.stock.models import Held, Item, Movement

    stocked(house, 100)

    def ask(number: int) -> str:
        try:
            house("stock.reserve", job=number, case=f"c{round_}", lines=[line(1)])
        except BusinessError as error:
            return error.code
        return "reserved"

    def ask_some(first: int) -> list[str]:
        start.wait()
        try:
            return [ask(number) for number in range(first, 1000, THREADS)]
        finally:
            connections.close_all()

    start = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        answers = [each for some in pool.map(ask_some, range(THREADS)) for each in some]
    assert answers.count("reserved") == 100
    assert answers.count("stock-short") == 900
    found = level(house)
    assert (found["on_hand"], found["reserved"], found["available"]) == (100, 100, 0)
    assert Held.objects.count() == 100 and Item.objects.filter(on_hand__lt=0).count() == 0
    assert Movement.objects.filter(kind="reserved").count() == 100


def test_the_same_job_many_times_at_once_reserves_once(house: House) -> None:
    stocked(house, 100)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: _ask_once(house), range(50)))
    assert all(each == answers[0] for each in answers)
    assert level(house)["reserved"] == 2


def _ask_once(house: House) -> dict:
    try:
        return house("stock.reserve", job=5, lines=[line(2)])
    finally:
        connections.close_all()


def test_orders_of_several_items_in_any_order_never_lock_each_other_out(house: House) -> None:
    stocked(house, 30)
    house.give(stock={"items": [{"code": "B-1", "on_hand": 30}]})

    def ask(number: int) -> str:
        lines = [line(1), line(1, "B-1")]
        try:
            held = house("stock.reserve", job=number, lines=lines[:: 1 if number % 2 else -1])
            house(("stock.release", "stock.commit")[number % 2], reservation=held["reservation"])
        except BusinessError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(ask, range(40)))
    assert answers.count("done") == 40
    assert level(house)["on_hand"] == level(house, "B-1")["on_hand"] == 10
