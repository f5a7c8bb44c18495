"""The connector against a real ERP: Tryton with real products, sales, shipments and tasks.

ORD-05 and FLOW-01: what goes to an ERP that comes and goes is neither lost nor doubled.
"""

from __future__ import annotations

import random

import pytest

from guiju.journal.store import open_store
from guiju.run import Engine
from tests.systems.erp.test_intake import MODEL
from tests.systems.erp.tryton import Relay, Tryton
from tests.systems.house import House

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def tryton(tmp_path_factory: pytest.TempPathFactory):
    server = Tryton(tmp_path_factory.mktemp("tryton"))
    server.start()
    server.found_house()
    yield server
    if server.process is not None:
        server.stop()


@pytest.fixture
def desk(sqlite: str, tryton: Tryton):
    if tryton.process is None:
        tryton.start()
    house = House()
    engine = Engine(open_store(sqlite), lambda: house.now, random.Random(1))
    assert engine.deploy(MODEL)[0] is not None
    house = House({"erp": tryton.settings}, engine)
    yield house
    from django.db import connections

    connections.close_all()
    engine.close()


def todo(desk: House, title: str, **more):
    return desk(
        "erp.todo", title=title, text="Stock is short", owner="ann", priority="high", **more
    )


def named(tryton: Tryton, start: str) -> list[str]:
    return sorted(each["name"] for each in tryton.tasks() if each["name"].startswith(start))


def test_ord_05_a_to_do_is_a_task_in_the_erp_once(desk: House, tryton: Tryton) -> None:
    first = todo(desk, "Once", job=1, about="SO-1", due="2026-03-02T13:00:00+08:00")
    assert first["sent"] is True
    assert todo(desk, "Once", job=1, about="SO-1", due="2026-03-02T13:00:00+08:00") == first
    (task,) = [each for each in tryton.tasks() if each["name"] == "Once"]
    assert str(task["id"]) == first["erp_id"]
    assert "Stock is short\nhigh\nann\n2026-03-02T13:00:00+08:00\nSO-1\ngj-" in task["comment"]


def test_flow_01_sales_of_the_erp_become_cases_once_each(desk: House, tryton: Tryton) -> None:
    for n in range(3):
        tryton.sell(f"IN-{n}", quantity=n + 1)
    first = desk("erp.orders")
    assert (first["taken"], first["refused"]) == (3, 0)
    record = desk.surroundings.engine.record("order-erp-IN-2")
    order = record.state.variables["order"]
    assert (order["customer"]["name"], order["address"]["city"]) == ("Mei Lin", "Shanghai")
    (line,) = order["lines"]
    assert (line["item"], line["quantity"], str(line["price"])) == ("4006381333931", 3, "12.5")
    again = desk("erp.orders")
    assert again["taken"] == 0
    tryton.sell("IN-3")
    assert desk("erp.orders")["cases"] == ["order-erp-IN-3"]


def test_stk_01_stock_levels_of_the_erp_are_read(desk: House, tryton: Tryton) -> None:
    tryton.make_product("4006381333948", 7)
    (level,) = desk("erp.stock", items=["4006381333948"])["levels"]
    assert (level["item"], level["quantity"]) == ("4006381333948", 7)


def test_flow_01_a_dispatch_is_written_at_the_shipment_of_the_sale(desk, tryton: Tryton) -> None:
    sale = tryton.sell("OUT-1")
    sent = desk("erp.send", what="shipment", values={"order_id": "OUT-1", "waybill": "WB-9"})
    assert sent["sent"] is True
    (row,) = tryton("model.sale.sale.read", [sale], ["shipments"], tryton.context)
    (shipment,) = tryton("model.stock.shipment.out.read", row["shipments"], ["reference"],
                         tryton.context)  # fmt: skip
    assert shipment["reference"].startswith("WB-9 gj-")
    assert str(shipment["id"]) == sent["erp_id"]


def test_ord_05_an_answer_that_is_lost_on_the_way_doubles_nothing(desk, tryton: Tryton) -> None:
    relay = Relay(tryton.port)
    desk.settings["erp"] = {**tryton.settings, "address": f"http://127.0.0.1:{relay.port}"}
    relay.losing = 1
    assert todo(desk, "Lost answer")["queued"] is True
    assert named(tryton, "Lost answer") == ["Lost answer"]  # it is there, and nobody knows
    desk.wait(minutes=10)
    desk.systems.go_round()
    assert named(tryton, "Lost answer") == ["Lost answer"]
    assert desk("erp.queue")["letters"] == []


def test_ord_05_the_erp_is_stopped_for_an_hour_and_back_nothing_lost_nothing_doubled(
    desk: House, tryton: Tryton
) -> None:
    before = todo(desk, "Hour 0", job=100)
    assert before["sent"] is True
    tryton.sell("HOUR-0")
    desk("erp.orders")
    tryton.stop()
    for n in range(1, 9):
        assert todo(desk, f"Hour {n}", job=100 + n)["queued"] is True
        desk.wait(minutes=7)
        desk.systems.go_round()
    desk.wait(minutes=10)
    assert desk("erp.queue")["waiting"] == 8
    with pytest.raises(Exception, match=r"expected 127\.0\.0\.1 to answer"):
        desk("erp.orders")
    tryton.start()
    tryton.sell("HOUR-1")
    for n in range(1, 9):  # the jobs are tried again as well
        todo(desk, f"Hour {n}", job=100 + n)
    for _ in range(20):
        desk.wait(minutes=1)
        desk.systems.go_round()
    assert desk("erp.queue")["letters"] == []
    assert named(tryton, "Hour") == [f"Hour {n}" for n in range(9)]
    assert desk("erp.orders")["cases"] == ["order-erp-HOUR-1"]
    assert desk("erp.orders")["taken"] == 0


def test_what_the_erp_refuses_for_ever_is_dead_and_says_why(desk: House, tryton: Tryton) -> None:
    from guiju.run.jobs import BusinessError

    desk.settings["erp"] = {**tryton.settings, "options": {"company": 9999}}
    with pytest.raises(BusinessError) as error:
        todo(desk, "Refused")
    assert error.value.code == "erp-refused" and "UserError" in error.value.values["reason"]
