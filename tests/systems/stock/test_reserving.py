"""Reserving, releasing, committing (ORD-03, STK-01)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.run.jobs import BusinessError
from tests.systems.house import House

CUP = {"code": "A-100", "name": "Cup", "gtin": "4006381333931", "weight": 320}


def stocked(house: House, on_hand: int = 5, **more) -> House:
    house.give(stock={"items": [{**CUP, "on_hand": on_hand, "location": "A01-03", **more}]})
    return house


def level(house: House, item: str = "A-100") -> dict:
    return house("stock.level", item=item)["level"]


def line(quantity: int, item: str = "A-100") -> dict:
    return {"item": item, "quantity": quantity}


def test_two_orders_for_the_last_unit_and_one_gets_it_ord_03(house: House) -> None:
    stocked(house, 1)
    first = house("stock.reserve", lines=[line(1)], order="W-1")
    assert first["complete"] and first["reservation"]["lines"] == [
        {"item": "A-100", "quantity": 1, "location": "A01-03", "lot": ""}
    ]
    with pytest.raises(BusinessError) as error:
        house("stock.reserve", lines=[line(1)], order="W-2")
    assert error.value.code == "stock-short"
    assert error.value.values == {"shortages": [{"item": "A-100", "wanted": 1, "available": 0}]}
    assert level(house)["available"] == 0


def test_a_job_that_is_tried_again_reserves_once(house: House) -> None:
    stocked(house, 5)
    first = house("stock.reserve", job=7, lines=[line(2)])
    again = house("stock.reserve", job=7, lines=[line(2)])
    assert again == first
    assert level(house)["reserved"] == 2
    with pytest.raises(BusinessError, match="key-reused"):
        house("stock.reserve", job=7, lines=[line(3)])


def test_all_lines_or_none_unless_part_is_asked_for(house: House) -> None:
    stocked(house, 5)
    house.give(stock={"items": [{"code": "B-1", "on_hand": 1}]})
    lines = [line(2), line(3, "B-1")]
    with pytest.raises(BusinessError, match="stock-short"):
        house("stock.reserve", lines=lines)
    assert level(house)["reserved"] == 0 and level(house, "B-1")["reserved"] == 0
    part = house("stock.reserve", lines=lines, partial=True)
    assert not part["complete"]
    assert part["shortages"] == [{"item": "B-1", "wanted": 3, "available": 1}]
    assert level(house)["reserved"] == 2 and level(house, "B-1")["reserved"] == 1


def test_what_is_released_is_free_again_and_released_once(house: House) -> None:
    stocked(house, 2)
    held = house("stock.reserve", lines=[line(2)])["reservation"]
    assert house("stock.release", reservation=held)["released"] == 2
    assert house("stock.release", reservation=held["key"])["released"] == 0
    assert level(house)["available"] == 2
    with pytest.raises(BusinessError, match="reservation-ended"):
        house("stock.commit", reservation=held)


def test_what_is_committed_leaves_and_the_rest_is_free(house: House) -> None:
    stocked(house, 5)
    held = house("stock.reserve", lines=[line(3)])["reservation"]
    done = house("stock.commit", job=9, reservation=held, lines=[line(2)])
    assert done["committed"] == 2 and done["reservation"]["state"] == "committed"
    assert house("stock.commit", job=9, reservation=held, lines=[line(2)]) == done
    found = level(house)
    assert (found["on_hand"], found["reserved"], found["available"]) == (3, 0, 3)
    with pytest.raises(BusinessError, match="reservation-committed"):
        house("stock.release", reservation=held)


def test_more_cannot_leave_than_is_held(house: House) -> None:
    stocked(house, 5)
    held = house("stock.reserve", lines=[line(1)])["reservation"]
    with pytest.raises(BusinessError, match="quantity-invalid"):
        house("stock.commit", reservation=held, lines=[line(2)])
    assert level(house)["reserved"] == 1


def test_what_nobody_came_for_is_free_for_whoever_asks(house: House) -> None:
    stocked(house, 1)
    held = house("stock.reserve", lines=[line(1)], minutes=30)["reservation"]
    house.wait(minutes=31)
    other = house("stock.reserve", lines=[line(1)])
    assert other["complete"]
    with pytest.raises(BusinessError, match="reservation-ended"):
        house("stock.commit", reservation=held)


def test_who_takes_what_there_is_gets_what_nobody_came_for_as_well(house: House) -> None:
    stocked(house, 3)
    house("stock.reserve", lines=[line(2)], minutes=30)
    house.wait(minutes=31)
    assert house("stock.reserve", lines=[line(3)], partial=True)["complete"]


def test_expiry_releases_each_reservation_once(house: House) -> None:
    stocked(house, 4)
    kept = house("stock.reserve", lines=[line(1)], minutes=0)["reservation"]
    late = house("stock.reserve", lines=[line(2)], minutes=10)["reservation"]
    house.wait(days=400)
    assert house("stock.expire")["expired"] == [late["key"]]
    assert house("stock.expire")["expired"] == []
    assert kept["until"] is None and level(house)["reserved"] == 1


def test_the_lot_that_expires_first_goes_first_and_expired_ones_never(house: House) -> None:
    stocked(house, 0)
    for lot, expires, quantity in [
        ("old", "2026-03-01", 9), ("soon", "2026-03-05", 1), ("late", "2026-09-01", 1), ("", None, 1)
    ]:  # fmt: skip
        house("stock.receive", lines=[
            {**line(quantity), "location": "A01-03", "lot": lot, "expires": expires}
        ])  # fmt: skip
    held = house("stock.reserve", lines=[line(2)])["reservation"]
    assert [each["lot"] for each in held["lines"]] == ["soon", "late"]
    assert level(house)["available"] == 1
    with pytest.raises(BusinessError) as error:
        house("stock.reserve", lines=[line(2)])
    assert error.value.values["shortages"][0]["available"] == 1


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line(0)], "quantity-invalid"),
        ([line(-1)], "quantity-invalid"),
        ([{"item": "A-100", "quantity": "2"}], "quantity-invalid"),
        ([{"item": "A-100", "quantity": True}], "quantity-invalid"),
        ([{"item": "A-100"}], "quantity-invalid"),
        ([line(10**13)], "quantity-invalid"),
        ([], "quantity-invalid"),
        ([line(1, "NONE")], "item-unknown"),
        ([{"quantity": 1}], "item-unknown"),
    ],
)
def test_wrong_lines_are_refused_by_name(sqlite: str, lines: list, code: str) -> None:
    house = stocked(House())
    with pytest.raises(BusinessError) as error:
        house("stock.reserve", lines=lines)
    assert error.value.code == code and "expected" in error.value.values["problem"]


def test_the_database_itself_never_holds_more_reserved_than_there_is(house: House) -> None:
    from guiju.systems.stock.models import Item, Shelf

    stocked(house, 3)
    for wrong in ({"reserved": 4}, {"on_hand": -1}, {"reserved": -1}):
        for table in (Item, Shelf):
            with pytest.raises(IntegrityError), transaction.atomic():
                table.objects.update(**wrong)


def test_the_journal_only_grows(house: House) -> None:
    from django.db import DatabaseError

    from guiju.systems.stock.models import Movement

    stocked(house, 3)
    for wrong in (lambda: Movement.objects.update(on_hand=9), Movement.objects.all().delete):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            wrong()


def test_a_reservation_says_which_items_came_under_their_line_stk_03(house: House) -> None:
    stocked(house, 5, fixed_line=3)
    assert house("stock.reserve", lines=[line(1)])["crossed"] == []
    assert house("stock.reserve", lines=[line(1)])["crossed"] == ["A-100"]
    assert house("stock.reserve", lines=[line(1)])["crossed"] == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["reserve", "partial", "release", "commit", "receive", "adjust", "count", "sold", "level", "wait"]
        ),
        st.integers(1, 6),
        st.integers(0, 2),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_whatever_happens_the_sums_agree_with_the_journal(sqlite: str, steps: list) -> None:
    from guiju.systems.stock.models import Held, Item, Movement, Oversell, Shelf

    with transaction.atomic():
        house = stocked(House(), 4)
        held = []
        for number, (what, quantity, place) in enumerate(steps):
            where = {"item": "A-100", "location": f"A01-0{place}"}
            try:
                if what in ("reserve", "partial"):
                    asked = {"lines": [line(quantity)], "partial": what == "partial", "minutes": 60}
                    held.append(house("stock.reserve", **asked)["reservation"]["key"])
                elif what in ("release", "commit") and held:
                    house(f"stock.{what}", reservation=held[quantity % len(held)])
                elif what == "receive":
                    house("stock.receive", lines=[{**where, "quantity": quantity}])
                elif what == "adjust":
                    lines = [{**where, "quantity": -quantity}]
                    house("stock.adjust", lines=lines, reason="broken")
                elif what == "count":
                    house("stock.count", counts=[{**where, "counted": quantity}], confirmed=True)
                elif what in ("sold", "level"):
                    event = {"id": str(number), "kind": what, "quantity": quantity, **where}
                    event["at"] = house.now.isoformat()
                    house("stock.sync", source="shop", events=[event])
                elif what == "wait":
                    house.wait(minutes=quantity * 15)
            except BusinessError as error:
                assert error.code in ("stock-short", "reservation-ended", "reservation-committed")
        item = Item.objects.get()
        assert 0 <= item.reserved <= item.on_hand
        for sums in (Shelf, Movement):
            found = sums.objects.aggregate(on_hand=Sum("on_hand"), reserved=Sum("reserved"))
            assert (found["on_hand"], found["reserved"]) == (item.on_hand, item.reserved), sums
        open_ = Held.objects.filter(reservation__state="held")
        assert (open_.aggregate(all=Sum("quantity"))["all"] or 0) == item.reserved
        lost = Held.objects.aggregate(all=Sum("lost"))["all"] or 0
        assert (Oversell.objects.aggregate(all=Sum("missing"))["all"] or 0) >= lost
        transaction.set_rollback(True)
