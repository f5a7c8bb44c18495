"""Routes, scans, boxes, checks of parcels as steps ask for them (ORD-07 to ORD-13)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guiju.run.jobs import BusinessError
from tests.systems.house import House

ITEMS = [
    {"code": "CUP", "gtin": "4006381333931", "weight": 320, "size": [90, 90, 110]},
    {"code": "PEN", "gtin": "96385074", "weight": 12, "size": [140, 10, 10]},
    {"code": "BAG"},
]
WORLD = {"layout": {"name": "main", "grid": {"aisles": 4, "bays": 10}}}


def line(item: str, location: str, quantity: int = 1, **more) -> dict:
    return {"item": item, "location": location, "quantity": quantity, **more}


@pytest.fixture
def asked(house: House) -> House:
    house.give(stock={"items": ITEMS}, warehouse=WORLD)
    return house


@pytest.fixture
def small(sqlite: str) -> House:
    house = House()
    house.give(stock={"items": ITEMS}, warehouse=WORLD)
    return house


def refusal(house: House, topic: str, **values) -> str:
    with pytest.raises(BusinessError) as error:
        house(topic, **values)
    assert "problem" in error.value.values
    return error.value.code


# -- routes, ORD-07 -------------------------------------------------------------------------------


def test_a_route_tells_its_stops_its_length_and_that_it_is_the_shortest_ord_07(asked) -> None:
    lines = [line("CUP", "A03-02", 2), line("PEN", "A01-05"), line("PEN", "A01-05", 3, order="W-2")]
    found = asked("warehouse.route", job=4, lines=lines, picker="paul")
    route = found["route"]
    assert route["proven"] and route["metres"] == route["bound"] == Decimal(26)
    assert route["method"] in ("cp-sat", "one-block") and not route["fallback"]
    assert sum(stop["metres"] for stop in route["stops"]) < route["metres"]
    assert sorted(stop["location"] for stop in route["stops"]) == ["A01-05", "A03-02"]
    assert found["complete"] and found["excluded"] == []
    assert asked("warehouse.route", job=4, lines=lines, picker="paul") == found
    state = asked("warehouse.picking", picklist=found["picklist"])
    assert (state["lines"], state["picked"], state["picker"]) == (3, 0, "paul")


def test_unknown_and_blocked_locations_are_excluded_with_their_reason_ord_07(asked) -> None:
    asked("warehouse.block", location="A02-03", reason="water on the floor")
    lines = [
        line("CUP", "A01-01"), line("CUP", "Z99-01"), line("CUP", "A02-03"), line("CUP", ""),
        line("CUP", "A01-02", 0),
    ]  # fmt: skip
    found = asked("warehouse.route", lines=lines)
    assert not found["complete"]
    assert [(each["location"], each["reason"]) for each in found["excluded"]] == [
        ("Z99-01", "location-unknown"),
        ("A02-03", "location-blocked"),
        ("", "location-missing"),
        ("A01-02", "quantity-invalid"),
    ]
    with pytest.raises(BusinessError) as error:
        asked("warehouse.route", lines=[line("CUP", "A02-03")])
    assert error.value.code == "nothing-to-pick"
    assert error.value.values["excluded"][0]["reason"] == "location-blocked"
    asked("warehouse.block", location="A02-03", reason="")
    assert asked("warehouse.route", lines=[line("CUP", "A02-03")])["complete"]


def test_wrong_calls_are_refused_by_name(small) -> None:
    assert refusal(small, "warehouse.route", lines=[]) == "lines-missing"
    lines = [line("CUP", "A01-01")]
    assert refusal(small, "warehouse.route", lines=lines, layout="other") == "layout-unknown"
    assert refusal(small, "warehouse.block", location="Z", reason="x") == "location-unknown"
    assert refusal(small, "warehouse.batch", orders=[]) == "lines-missing"
    assert refusal(small, "warehouse.picking", picklist="none") == "picklist-unknown"


def test_what_lies_where_the_route_begins_is_a_stop_too(small) -> None:
    small.give(warehouse={"layout": {
        "name": "tiny", "start": {"x": 0, "y": 0},
        "aisles": [{"name": "A", "x": 0, "from": 0, "to": 5}], "cross_aisles": [{"name": "F", "y": 0}],
        "locations": [{"code": "A0", "aisle": "A", "y": 0}, {"code": "A5", "aisle": "A", "y": 5}],
    }})  # fmt: skip
    lines = [line("CUP", "A5"), line("CUP", "A0")]
    found = small("warehouse.route", lines=lines, layout="tiny")["route"]
    assert [stop["location"] for stop in found["stops"]] == ["A0", "A5"]
    assert found["metres"] == 10
    alone = small("warehouse.route", lines=[line("CUP", "A0")], layout="tiny")["route"]
    assert alone["metres"] == 0 and len(alone["stops"]) == 1


def test_orders_are_batched_within_limits_and_walked_for_less_than_alone_ord_07(small) -> None:
    orders = [
        {"order": f"W-{n}", "lines": [line("CUP", f"A{n % 4 + 1:02}-{n % 10 + 1:02}", 2)]}
        for n in range(12)
    ]
    found = small("warehouse.batch", orders=orders, most_orders=4)
    assert sorted(name for each in found["batches"] for name in each["orders"]) == sorted(
        each["order"] for each in orders
    )
    assert all(len(each["orders"]) <= 4 for each in found["batches"])
    assert found["metres"] < found["metres_alone"] * Decimal("0.7")
    by_weight = small("warehouse.batch", orders=orders, most_weight=1300)
    assert all(len(each["orders"]) <= 2 for each in by_weight["batches"])


# -- scanning, ORD-08 and ORD-09 ------------------------------------------------------------------


def scan(house: House, picklist: str, *entries: dict) -> dict:
    full = [{"at": house.now.isoformat(), "quantity": 1, **entry} for entry in entries]
    return house("warehouse.scan", picklist=picklist, entries=full, by="paul")


@pytest.fixture
def picklist(asked: House) -> str:
    lines = [line("CUP", "A01-02", 2), line("PEN", "A02-05")]
    return str(asked("warehouse.route", lines=lines)["picklist"])


def test_right_scans_complete_the_list_ord_08(asked: House, picklist: str) -> None:
    first = scan(asked, picklist, {"key": "1", "location": "A01-02", "code": "4006381333931"})
    assert first["results"] == [{"key": "1", "result": "picked"}]
    assert first["remaining"][0]["quantity"] == 1 and not first["complete"]
    rest = scan(
        asked, picklist,
        {"key": "2", "location": "A01-02", "code": "0104006381333931109ABC"},
        {"key": "3", "location": "A02-05", "code": "PEN"},
    )  # fmt: skip
    assert rest["complete"] and rest["errors"] == 0 and rest["picked"] == 2


def test_a_wrong_scan_counts_as_an_error_and_blocks_until_it_is_put_right_ord_08(
    asked: House, picklist: str
) -> None:
    wrong = scan(asked, picklist, {"key": "1", "location": "A01-02", "code": "96385074"})
    assert wrong["results"][0]["result"] == "wrong-item" and wrong["blocked"]
    other = scan(asked, picklist, {"key": "2", "location": "A02-05", "code": "PEN"})
    assert other["results"][0]["result"] == "blocked" and other["errors"] == 1
    right = scan(asked, picklist, {"key": "3", "location": "A01-02", "code": "CUP", "quantity": 2})
    assert right["results"][0]["result"] == "picked" and not right["blocked"]
    elsewhere = scan(asked, picklist, {"key": "4", "location": "A09-09", "code": "PEN"})
    assert elsewhere["results"][0]["result"] == "wrong-location"
    much = scan(asked, picklist, {"key": "5", "location": "A02-05", "code": "PEN", "quantity": 2})
    assert much["results"][0]["result"] == "wrong-quantity" and much["errors"] == 3
    zones = asked("warehouse.picking", picklist=picklist)["zones"]
    assert sum(zone["errors"] for zone in zones) == 3


def test_an_entry_by_hand_needs_a_reason_ord_08(asked: House, picklist: str) -> None:
    entry = {"key": "1", "location": "A02-05", "code": "PEN", "manual": True}
    assert scan(asked, picklist, entry)["results"][0]["result"] == "reason-missing"
    again = {**entry, "key": "2", "reason": "label torn"}
    assert scan(asked, picklist, again)["results"][0]["result"] == "picked"


def test_entries_made_offline_count_once_and_in_the_order_of_their_time_ord_08(
    asked: House, picklist: str
) -> None:
    early, late = asked.now.isoformat(), (asked.now.replace(minute=30)).isoformat()
    entries = [
        {"key": "2", "location": "A01-02", "code": "CUP", "quantity": 2, "at": late},
        {"key": "1", "location": "A01-02", "code": "PEN", "at": early},
    ]
    found = scan(asked, picklist, *entries)
    assert [each["result"] for each in found["results"]] == ["wrong-item", "picked"]
    again = scan(asked, picklist, *entries)
    assert [each["result"] for each in again["results"]] == ["repeated", "repeated"]
    assert again["errors"] == 1 and again["remaining"] == found["remaining"]


@pytest.mark.parametrize(
    "wrong", [{"key": ""}, {"location": 3}, {"code": None}, {"quantity": -1}, {"at": "yesterday"}]
)
def test_a_wrong_entry_is_refused_and_nothing_of_its_letter_counts(small, wrong) -> None:
    picklist = small("warehouse.route", lines=[line("CUP", "A01-02")])["picklist"]
    entries = [
        {"key": "1", "location": "A01-02", "code": "CUP", "at": small.now.isoformat()},
        {"key": "2", "location": "A01-02", "code": "CUP", "at": small.now.isoformat(), **wrong},
    ]
    code = refusal(small, "warehouse.scan", picklist=picklist, entries=entries)
    assert code == "entry-invalid"
    assert small("warehouse.picking", picklist=picklist)["picked"] == 0


# -- boxes, ORD-10 --------------------------------------------------------------------------------


def test_the_first_box_of_the_table_that_takes_the_goods_ord_10(small) -> None:
    assert small("warehouse.box", lines=[line("PEN", "", 5)])["box"] == "S"
    assert small("warehouse.box", lines=[line("CUP", "", 2)])["box"] == "S"
    assert small("warehouse.box", lines=[line("CUP", "", 4)])["box"] == "M"
    heavy = small(
        "warehouse.box", lines=[{"item": "X", "quantity": 1, "weight": 9000, "size": [50, 50, 50]}]
    )
    assert heavy["box"] == "L" and not heavy["off_list"]


def test_another_box_needs_a_reason_ord_10(small) -> None:
    lines = [line("PEN", "", 5)]
    assert refusal(small, "warehouse.box", lines=lines, box="L") == "reason-missing"
    found = small("warehouse.box", lines=lines, box="L", reason="no S left")
    assert (found["box"], found["suggested"], found["off_list"]) == ("L", "S", True)
    assert not small("warehouse.box", lines=lines, box="S")["off_list"]
    assert refusal(small, "warehouse.box", lines=lines, box="Q", reason="x") == "box-unknown"


def test_goods_without_a_size_or_too_large_for_every_box_are_told_ord_10(small) -> None:
    assert refusal(small, "warehouse.box", lines=[line("BAG", "")]) == "size-missing"
    large = [{"item": "X", "quantity": 1, "size": [700, 10, 10], "weight": 1}]
    assert refusal(small, "warehouse.box", lines=large) == "no-box-fits"
    assert refusal(small, "warehouse.box", lines=[line("PEN", "", 0)]) == "quantity-invalid"


def test_the_table_is_what_was_given_ord_10(small) -> None:
    small.give(
        warehouse={"boxes": [{"code": "ONE", "inner": [150, 100, 120], "most": 400, "tare": 40}]}
    )
    assert small("warehouse.box", lines=[line("CUP", "")])["box"] == "ONE"
    assert refusal(small, "warehouse.box", lines=[line("CUP", "", 2)]) == "no-box-fits"


# -- weight and content, ORD-12 and ORD-13 --------------------------------------------------------


def test_weight_within_the_tolerance_of_the_list_is_good_ord_12(asked: House) -> None:
    lines = [line("CUP", "", 2), line("PEN", "", 3)]
    about = {"parcel": "P-1", "lines": lines, "box": "S", "by": "dora", "picker": "paul"}
    good = asked("warehouse.weigh", weight=770, **about)
    assert (good["expected"], good["tolerance"], good["difference"]) == (766, 15, 4)
    assert good["within"] and good["failures"] == 0
    bad = asked("warehouse.weigh", weight=782, job=3, **about)
    assert not bad["within"] and bad["failures"] == 1
    assert asked("warehouse.weigh", weight=782, job=3, **about)["failures"] == 1
    assert asked("warehouse.weigh", weight=Decimal("740.5"), **about)["failures"] == 2
    assert asked("warehouse.weigh", weight=766, **about)["failures"] == 0
    assert asked("warehouse.weigh", weight=10, **about)["failures"] == 1


def test_who_picked_may_not_check_ord_12(small) -> None:
    about = {"parcel": "P", "lines": [line("CUP", "")], "by": "paul", "picker": "paul"}
    assert refusal(small, "warehouse.weigh", weight=320, **about) == "same-person"
    assert refusal(small, "warehouse.contents", found=[], **about) == "same-person"


def test_a_weight_that_cannot_be_judged_is_refused_ord_12(small) -> None:
    about = {"parcel": "P", "lines": [line("BAG", "")]}
    assert refusal(small, "warehouse.weigh", weight=1, **about) == "weight-missing"
    about["lines"] = [line("CUP", "")]
    assert refusal(small, "warehouse.weigh", **about) == "figure-invalid"
    assert refusal(small, "warehouse.weigh", weight=-1, **about) == "figure-invalid"
    assert refusal(small, "warehouse.weigh", weight=1, box="Q", **about) == "box-unknown"


def test_content_is_compared_with_the_list_item_by_item_ord_12(asked: House) -> None:
    lines = [line("CUP", "", 2), line("PEN", "")]
    found = [
        {"item": "CUP", "quantity": 1},
        {"item": "BAG", "quantity": 1},
        {"item": "PEN", "quantity": 1},
    ]
    bad = asked("warehouse.contents", parcel="P", lines=lines, found=found)
    assert bad["differences"] == [
        {"item": "BAG", "listed": 0, "found": 1}, {"item": "CUP", "listed": 2, "found": 1}
    ]  # fmt: skip
    assert not bad["agrees"] and bad["failures"] == 1
    assert asked("warehouse.contents", parcel="P", lines=lines, found=lines)["agrees"]
