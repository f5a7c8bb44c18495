"""Codes, counts, feeds, warning lines, proposals (STD-09, STK-01 to STK-04)."""

from __future__ import annotations

import random
from decimal import Decimal
from math import ceil, sqrt

import pytest

from guiju.run.jobs import BusinessError, GivenUp
from guiju.systems.stock.codes import as_gtin
from guiju.systems.stock.figures import Terms, margin, order_quantity, warning_line
from tests.systems.house import House
from tests.systems.stock.test_reserving import level, line, stocked


def event(house: House, id_: str, kind: str, quantity: int | None = None, **more) -> dict:
    at = more.pop("at", None) or house.now.isoformat()
    return {"id": id_, "kind": kind, "item": "A-100", "quantity": quantity, "at": at, **more}


# -- codes, STD-09 --------------------------------------------------------------------------------


def refusal(house: House, topic: str, **values) -> str:
    with pytest.raises(BusinessError) as error:
        house(topic, **values)
    return error.value.code


def test_bad_and_duplicate_codes_are_refused_at_entry_std_09(house: House) -> None:
    made = house("stock.item", code="A-100", gtin="4006381333931", weight=320)["item"]
    assert made["gtin"] == "04006381333931"
    assert house("stock.item", code="A-100", gtin="4006381333931", weight=320)["item"] == made
    assert refusal(house, "stock.item", code="a b") == "code-pattern"
    assert refusal(house, "stock.item", code="A-100", weight=1) == "code-duplicate"
    assert refusal(house, "stock.item", code="B-1", gtin="4006381333932") == "gtin-invalid"
    assert refusal(house, "stock.item", code="B-1", gtin="400638133393") == "gtin-invalid"
    assert refusal(house, "stock.item", code="B-1", gtin="04006381333931") == "gtin-duplicate"
    assert refusal(house, "stock.item", code="B-1", weight=0) == "figure-invalid"
    house.settings["stock"] = {"code_pattern": "[A-Z]-[0-9]{3}"}
    assert refusal(house, "stock.item", code="B-1") == "code-pattern"


def test_a_code_is_unique_without_regard_to_case_std_09(house: House) -> None:
    house.settings["stock"] = {"code_pattern": "[A-Za-z0-9-]+"}
    house("stock.item", code="A-100")
    assert refusal(house, "stock.item", code="a-100") == "code-duplicate"


def test_every_single_wrong_digit_of_a_gtin_is_found_std_09() -> None:
    right = "4006381333931"
    assert as_gtin(right) == "04006381333931"
    for place in range(13):
        for digit in "0123456789":
            wrong = right[:place] + digit + right[place + 1 :]
            assert (as_gtin(wrong) is None) == (wrong != right), wrong


def test_an_unmapped_code_waits_for_the_data_steward_once_std_09(house: House) -> None:
    stocked(house)
    for _ in range(3):
        assert refusal(house, "stock.code", scheme="shop", code="SKU9") == "code-unmapped"
    queue = house("stock.unmapped")["unmapped"]
    assert [(row["scheme"], row["code"], row["times"]) for row in queue] == [("shop", "SKU9", 3)]
    house("stock.map", scheme="shop", code="SKU9", item="A-100", by="sten")
    assert house("stock.unmapped")["unmapped"] == []
    assert house("stock.code", scheme="shop", code="SKU9")["item"] == "A-100"
    assert house("stock.code", scheme="any", code="4006381333931")["item"] == "A-100"
    house("stock.item", code="B-1")
    again = {"scheme": "shop", "code": "SKU9", "item": "B-1"}
    assert refusal(house, "stock.map", **again) == "code-duplicate"


def test_an_input_that_the_model_left_out_is_an_incident(sqlite: str) -> None:
    with pytest.raises(GivenUp, match=r"stock\.code: expected a text as scheme, found nothing"):
        House()("stock.code", code="X")


# -- counts ---------------------------------------------------------------------------------------


def test_a_count_within_the_tolerance_is_booked_and_one_over_it_is_counted_again(
    house: House,
) -> None:
    stocked(house, 100)
    where = {"item": "A-100", "location": "A01-03"}
    near = house("stock.count", counts=[{**where, "counted": 99}], tolerance=1, by="cora")
    assert [row["difference"] for row in near["booked"]] == [-1] and near["recount"] == []
    far = house("stock.count", counts=[{**where, "counted": 90}], tolerance=1, by="cora")
    assert far["booked"] == [] and [row["expected"] for row in far["recount"]] == [99]
    assert level(house)["on_hand"] == 99
    again = {"counts": [{**where, "counted": 90}], "confirmed": True}
    assert refusal(house, "stock.count", by="cora", **again) == "same-person"
    done = house("stock.count", by="dan", **again)
    assert level(house)["on_hand"] == 90 and done["accuracy"] == 0
    right = house("stock.count", counts=[{**where, "counted": 90}])
    assert right["accuracy"] == 100 and right["booked"][0]["difference"] == 0


def test_a_count_that_finds_less_than_is_promised_opens_an_oversell_stk_04(house: House) -> None:
    stocked(house, 5)
    house("stock.reserve", lines=[line(2)], order="W-1")
    newest = house("stock.reserve", lines=[line(3)], order="W-2")["reservation"]
    count = {"counts": [{"item": "A-100", "location": "A01-03", "counted": 3}], "confirmed": True}
    lost = house("stock.count", **count)["oversold"]
    assert [(each["missing"], each["lost"][0]["order"]) for each in lost] == [(2, "W-2")]
    found = level(house)
    assert (found["on_hand"], found["reserved"]) == (3, 3)
    left = house("stock.commit", reservation=newest)
    assert left["committed"] == 1
    number = house("stock.oversold")["oversold"][0]["number"]
    assert refusal(house, "stock.oversold", oversell=number, choice="none") == "choice-invalid"
    assert refusal(house, "stock.oversold", oversell=99, choice="refund") == "oversell-unknown"
    settled = house("stock.oversold", oversell=number, choice="refund", cost=Decimal("12.50"))
    assert settled["oversold"] == [] and settled["cost"] == Decimal("12.50")


def test_promised_units_move_to_another_shelf_before_anybody_loses_them(house: House) -> None:
    house.give(stock={"items": [{"code": "A-100", "on_hand": {"A01-01": 2, "A01-02": 2}}]})
    held = house("stock.reserve", lines=[line(2)])["reservation"]
    assert held["lines"][0]["location"] == "A01-01"
    counts = [{"item": "A-100", "location": "A01-01", "counted": 0}]
    assert house("stock.count", counts=counts, confirmed=True)["oversold"] == []
    assert house("stock.commit", reservation=held)["committed"] == 2


# -- feeds, STK-01 --------------------------------------------------------------------------------


def test_events_count_once_and_lag_is_measured_stk_01(house: House) -> None:
    stocked(house, 10)
    sold = event(house, "e1", "sold", 2)
    house.wait(seconds=40)
    told = house("stock.sync", source="shop", events=[sold])
    assert (told["applied"], told["lag_seconds"], told["alarm"]) == (1, 40, False)
    assert told["items"] == ["A-100"]
    assert house("stock.sync", source="shop", events=[sold])["repeated"] == 1
    assert level(house)["on_hand"] == 8
    assert house("stock.sync", source="other", events=[sold])["applied"] == 1


def test_lag_over_the_limit_takes_a_margin_off_what_may_be_sold_stk_01(house: House) -> None:
    stocked(house, 20)
    house.give(stock={"demand_per_day": {"A-100": {"days": 30, "quantity": 24}}})
    late = event(house, "e1", "sold", 1)
    house.wait(hours=4)
    told = house("stock.sync", source="shop", events=[late])
    assert told["alarm"] and told["lag_seconds"] == 4 * 3600
    found = level(house)
    assert (found["available"], found["margin"], found["sellable"]) == (19, 8, 11)
    assert refusal(house, "stock.reserve", lines=[line(12)]) == "stock-short"
    assert house("stock.reserve", lines=[line(11)])["complete"]
    house("stock.sync", source="shop", events=[event(house, "e2", "heartbeat")])
    assert not house("stock.lag")["alarm"] and level(house)["margin"] == 0


def test_a_silent_source_alarms_where_it_has_a_heartbeat_stk_01(house: House) -> None:
    stocked(house, 5)
    house.settings["stock"] = {"heartbeat_seconds": 60, "lag_limit_seconds": 300}
    house("stock.sync", source="shop", events=[event(house, "e1", "sold", 1)])
    house.wait(seconds=301)
    lag = house("stock.lag")
    assert lag["alarm"] and lag["sources"][0]["lag_seconds"] == 301
    assert level(house)["margin"] == 1


def test_an_older_level_changes_nothing_stk_01(house: House) -> None:
    stocked(house, 5)
    early = event(house, "e1", "level", 9)
    house.wait(minutes=1)
    late = event(house, "e2", "level", 7)
    assert house("stock.sync", source="shop", events=[late])["applied"] == 1
    assert house("stock.sync", source="shop", events=[early])["outdated"] == 1
    assert level(house)["on_hand"] == 7


def test_what_was_sold_and_is_not_there_is_an_oversell_stk_04(house: House) -> None:
    stocked(house, 3)
    house("stock.reserve", lines=[line(2)])
    told = house("stock.sync", source="shop", events=[event(house, "e1", "sold", 3)])
    assert [each["missing"] for each in told["oversold"]] == [2]
    found = level(house)
    assert (found["on_hand"], found["reserved"]) == (2, 2)


def test_a_code_of_the_source_is_looked_up_else_queued_std_09(house: House) -> None:
    stocked(house, 3)
    house.give(stock={"codes": [{"scheme": "shop", "code": "SKU9", "item": "A-100"}]})
    told = house("stock.sync", source="shop", events=[
        {"id": "1", "kind": "sold", "code": "SKU9", "quantity": 1, "at": house.now.isoformat()},
        {"id": "2", "kind": "sold", "code": "SKU8", "quantity": 1, "at": house.now.isoformat()},
    ])  # fmt: skip
    assert (told["applied"], told["unmapped"], told["items"]) == (1, 1, ["A-100"])
    assert [row["code"] for row in house("stock.unmapped")["unmapped"]] == ["SKU8"]


@pytest.mark.parametrize(
    "wrong",
    [{"id": ""}, {"kind": "stolen"}, {"at": "today"}, {"quantity": 0}, {"quantity": None}, {"item": 7}],
)  # fmt: skip
def test_a_wrong_event_is_refused_and_nothing_of_its_letter_counts(sqlite: str, wrong) -> None:
    house = stocked(House(), 3)
    events = [event(house, "e1", "sold", 1), {**event(house, "e2", "sold", 1), **wrong}]
    assert refusal(house, "stock.sync", source="shop", events=events) == "event-invalid"
    assert level(house)["on_hand"] == 3


# -- lines and proposals, STK-02 and STK-03 -------------------------------------------------------

WEEK = Terms(7, 2, 95, 1, 28)


def test_the_warning_line_is_the_reorder_point_stk_02() -> None:
    dice = random.Random(3)
    demand = [dice.randrange(0, 30) for _ in range(60)]
    found = warning_line(demand, WEEK, 10)
    mean = sum(demand) / 60
    spread = sqrt(sum((d - mean) ** 2 for d in demand) / 60)
    expected = mean * 7 + 1.6448536269514722 * sqrt(7 * spread**2 + (mean * 2) ** 2)
    assert (found.value, found.method) == (ceil(expected), "computed")
    doubled = warning_line(demand, Terms(7, 2, 95, 2, 28), 10)
    assert doubled.value > found.value
    assert warning_line(demand, Terms(7, 2, 99, 1, 28), 10).value > found.value


def test_the_line_keeps_the_service_level_it_promises_stk_02() -> None:
    dice = random.Random(4)
    demand = [max(0, round(dice.gauss(20, 6))) for _ in range(90)]
    line_ = warning_line(demand, Terms(7, 0, 95, 1, 28), 10).value
    weeks = [sum(max(0, round(dice.gauss(20, 6))) for _ in range(7)) for _ in range(4000)]
    kept = sum(week <= line_ for week in weeks) / len(weeks)
    assert 0.93 <= kept <= 0.985, kept


def test_steady_demand_gives_exactly_what_the_lead_time_takes_stk_02() -> None:
    assert warning_line([3] * 60, Terms(7, 0, 95, 1, 28), 10).value == 21
    assert warning_line([3] * 60, Terms(7, 0, 95, 1.5, 28), 10).value == 32


def test_little_history_gives_the_fixed_line_and_says_so_stk_02(house: House) -> None:
    stocked(house, 5)
    house.give(stock={"demand_per_day": {"A-100": {"days": 27, "quantity": 50}}})
    row = house("stock.line", items=["A-100"])["warning_lines"][0]
    assert (row["value"], row["method"], row["reason"]) == (10, "fixed", "little-history")
    house.give(stock={"demand_per_day": {"A-100": {"days": 28, "quantity": 50}}})
    row = house("stock.line", items=["A-100"], lead_time_deviation=0)["warning_lines"][0]
    assert (row["value"], row["method"], row["days"]) == (350, "computed", 28)
    promoted = house("stock.line", items=["A-100"], lead_time_deviation=0, promotion=2)
    assert promoted["warning_lines"][0]["value"] == 700
    assert refusal(house, "stock.line", service_level=100) == "figure-invalid"
    assert refusal(house, "stock.line", promotion=-1) == "figure-invalid"


def test_a_line_set_by_hand_needs_an_end_and_ends_then_stk_02(house: House) -> None:
    stocked(house, 5)
    by_hand = {"item": "A-100", "value": 50, "reason": "fair"}
    assert refusal(house, "stock.set_line", **by_hand) == "expiry-missing"
    assert refusal(house, "stock.set_line", until="2026-01-01", **by_hand) == "expiry-missing"
    until = {"until": "2026-03-10T00:00:00Z"}
    without = {"item": "A-100", "value": 50, **until}
    assert refusal(house, "stock.set_line", **without) == "reason-missing"
    house("stock.set_line", **by_hand, **until)
    assert level(house)["warning_line"] == 50
    assert house("stock.line")["warning_lines"][0]["method"] == "hand"
    house.go_to("2026-03-10T00:00:01+00:00")
    assert level(house)["warning_line"] is None
    assert house("stock.line")["warning_lines"][0]["method"] == "fixed"


def test_one_open_proposal_an_item_not_one_an_event_stk_03(house: House) -> None:
    stocked(house, 5, fixed_line=5, pack=12)
    first = house("stock.propose")
    assert first["opened"] == 1 and first["proposals"][0]["quantity"] == 12
    again = house("stock.propose", items=["A-100"])
    assert again["opened"] == 0 and again["open"] == first["proposals"]
    number = first["proposals"][0]["number"]
    house("stock.settle", proposal=number, state="ordered")
    assert house("stock.propose")["opened"] == 0
    house("stock.settle", proposal=number, state="received")
    assert house("stock.propose")["opened"] == 1
    assert refusal(house, "stock.settle", proposal=number, state="dismissed") == "reason-missing"
    gone = {"proposal": number, "state": "dismissed", "reason": "none"}
    assert refusal(house, "stock.settle", **gone) == "proposal-settled"
    assert refusal(house, "stock.settle", proposal=77, state="ordered") == "proposal-unknown"


def test_the_database_itself_allows_one_open_proposal_stk_03(house: House) -> None:
    from django.db import IntegrityError, transaction

    from guiju.systems.stock.models import Proposal

    stocked(house, 5, fixed_line=5)
    house("stock.propose")
    more = {"item_id": "A-100", "quantity": 1, "line": 1, "available": 1, "at": house.now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(**more)


def test_margins_and_order_quantities() -> None:
    assert margin(24, 3600, 2, 1, 100) == 2
    assert margin(0, 3600, 2, 1, 100) == 1
    assert margin(24, 36_000_000, 2, 1, 7) == 7
    assert order_quantity(21, 3.0, 14, 20, 1) == 43
    assert order_quantity(21, 3.0, 14, 20, 12) == 48
    assert order_quantity(0, 0.0, 14, 0, 6) == 6
