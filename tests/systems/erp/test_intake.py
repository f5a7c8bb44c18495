"""However often and by whichever way an order comes, it is one case (ORD-01)."""

from __future__ import annotations

import json
import random
import threading
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.journal.store import open_store
from guiju.run import Engine
from guiju.run.outside import sign
from guiju.systems.erp.orders import read_order, read_text
from tests.store import servers
from tests.systems.house import House

MODEL = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="order" isExecutable="true"><startEvent id="s"/><userTask id="check"/>
  <endEvent id="e"/><sequenceFlow id="a" sourceRef="s" targetRef="check"/>
  <sequenceFlow id="b" sourceRef="check" targetRef="e"/></process></definitions>"""
ORDER = {
    "order_id": "SO-1001", "customer": {"id": "c-1", "name": "Mei Lin"}, "currency": "CNY",
    "lines": [{"item": "4006381333931", "quantity": 2, "price": 12.5}],
}  # fmt: skip


@pytest.fixture
def desk(address: str):
    house = House()
    store = address if "://" not in address else servers.fresh_database()
    engine = Engine(open_store(store), lambda: house.now, random.Random(1))
    deployed, problems = engine.deploy(MODEL)
    assert deployed is not None, problems
    house = House(engine=engine)
    yield house
    from django.db import connections

    connections.close_all()
    engine.close()


def log_of(house: House) -> list[str]:
    return [each["state"] for each in house("erp.intake_log")["entries"]]


def test_ord_01_an_order_starts_its_case_with_what_came_in(desk: House) -> None:
    answer = desk("erp.intake", channel="api", order=ORDER)
    assert (answer["state"], answer["case"]) == ("taken", "order-shop-SO-1001")
    record = desk.surroundings.engine.record("order-shop-SO-1001")
    assert record.state.variables["order"]["lines"][0]["quantity"] == 2
    assert (record.state.variables["channel"], record.state.variables["order_id"]) == (
        "api",
        "SO-1001",
    )


def test_ord_01_the_same_order_by_every_way_is_one_case(desk: House, tmp_path: Path) -> None:
    from guiju.systems.erp.intake import take_mail, take_webhook

    folder = tmp_path / "in"
    folder.mkdir()
    around, key = desk.surroundings, bytes(32)
    body = json.dumps(ORDER).encode()
    desk("erp.intake", channel="form", order=ORDER)
    headers = sign([key], "m-1", desk.now, body)
    (hooked,) = take_webhook(around, headers, body, [key])
    event = {"specversion": "1.0", "id": "1", "source": "shop", "type": "order", "data": ORDER}
    wrapped = json.dumps(event).encode()
    told = {"content-type": "application/cloudevents+json", **sign([key], "m-2", desk.now, wrapped)}
    (evented,) = take_webhook(around, told, wrapped, [key])
    mail = EmailMessage()
    mail.set_content("See the file.")
    mail.add_attachment(body, maintype="application", subtype="json", filename="order.json")
    (mailed,) = take_mail(around, mail, "See the file.")
    text = "Order ID: SO-1001\ncustomer.id: c-1\ncustomer.name: Mei Lin\nCurrency: CNY\n" \
           "line: 4006381333931 x 2 @ 12.50\n"  # fmt: skip
    (written,) = take_mail(around, EmailMessage(), text)
    desk.settings["erp"] = {"intake_folder": str(folder)}
    (folder / "a.csv").write_text(
        "order_id,customer.id,customer.name,currency,item,quantity,price\n"
        "SO-1001,c-1,Mei Lin,CNY,4006381333931,2,12.50\n"
    )
    (folder / "b.json.part").write_text("{")
    assert desk.systems.go_round() == 1
    assert [e.state for e in (hooked, evented, mailed, written)] == ["twice"] * 4
    assert log_of(desk) == ["taken", *["twice"] * 5]
    assert [each.name for each in sorted(folder.iterdir())] == ["b.json.part", "taken"]


def test_ord_01_fifty_deliveries_at_once_start_one_case(desk: House) -> None:
    from django.db import connections

    from guiju.systems.erp.intake import take

    answers, gate = [], threading.Barrier(50)

    def deliver() -> None:
        gate.wait()
        answers.append(take(desk.surroundings, read_order(ORDER), "api"))
        connections.close_all()

    threads = [threading.Thread(target=deliver) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.state for each in answers) == ["taken", *["twice"] * 49]
    assert {each.case for each in answers} == {"order-shop-SO-1001"}
    entries = desk.surroundings.engine.entries("order-shop-SO-1001")
    assert [each.kind for each in entries].count("CaseStarted") == 1
    assert len(log_of(desk)) == 50


def test_the_same_id_with_other_contents_is_no_second_case_and_is_shown(desk: House) -> None:
    desk("erp.intake", order=ORDER)
    again = desk("erp.intake", order={**ORDER, "currency": "USD"})
    assert (again["state"], again["problems"][0]["code"]) == ("differs", "order-differs")
    other_shop = desk("erp.intake", order=ORDER, origin="b2b")
    assert (other_shop["state"], other_shop["case"]) == ("taken", "order-b2b-SO-1001")


def test_ord_01_a_malformed_order_is_refused_with_every_reason_and_stays_in_the_log(desk) -> None:
    wrong = {"order_id": "", "customer": {}, "lines": [{"item": "", "quantity": 0, "price": "x"}]}
    answer = desk("erp.intake", channel="webhook", order=wrong)
    assert (answer["state"], answer["case"]) == ("refused", None)
    assert [each["field"] for each in answer["problems"]] == [
        "order_id", "customer", "lines[0].item", "lines[0].quantity", "lines[0].price",
    ]  # fmt: skip
    broken = desk("erp.intake", channel="file", text='{"order_id": ')
    assert broken["problems"][0]["code"] == "not-json"
    assert log_of(desk) == ["refused", "refused"]
    assert desk("erp.intake_log", state="refused")["entries"][0]["problems"] == answer["problems"]


def test_a_taker_that_dies_between_taking_and_starting_loses_nothing(desk: House) -> None:
    from guiju.systems.erp.models import Taken

    without = House()
    assert without("erp.intake", order=ORDER)["state"] == "taken"
    assert desk.surroundings.engine.record("order-shop-SO-1001") is None
    assert desk.systems.go_round() == 1
    assert desk.surroundings.engine.record("order-shop-SO-1001") is not None
    Taken.objects.update(started=False)  # it was started, but that was not written down any more
    desk.systems.go_round()
    assert desk("erp.intake", order=ORDER)["state"] == "twice"


def test_an_order_for_a_process_that_is_not_deployed_waits_and_says_so(desk: House) -> None:
    from guiju.systems.erp.models import Taken

    desk("erp.intake", order=ORDER, process="other")
    assert "other" in Taken.objects.get().reason
    assert desk.systems.go_round() == 0


def test_an_unsigned_webhook_is_not_looked_at(desk: House) -> None:
    from guiju.systems.erp.intake import take_webhook

    body = json.dumps(ORDER).encode()
    headers = sign([bytes(32)], "m-1", desk.now, body)
    assert take_webhook(desk.surroundings, headers, body + b" ", [bytes(32)]).code
    assert log_of(desk) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*ORDER, "note"]), json_values))
@settings(max_examples=150)
def test_whatever_comes_is_an_order_or_refused_with_reasons(found) -> None:
    read = read_order(found)
    assert (read.order is None) == bool(read.faults)
    if read.order is not None:
        assert read_order(read.order).digest == read.digest


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_whatever_text_comes_is_read_without_an_exception(text: str) -> None:
    for kind in ("", "json", "csv", "lines"):
        assert all(each.order or each.faults for each in read_text(text, kind))


def test_the_order_of_keys_and_the_way_numbers_are_written_make_no_other_order() -> None:
    first = read_order(
        {"order_id": "1", "customer": "c", "lines": [{"item": "a", "quantity": "2.0"}]}
    )
    second = read_order({"lines": [{"quantity": 2, "item": "a"}], "customer": "c", "order_id": 1})
    assert first.digest == second.digest
