"""Letters to an ERP that comes and goes: none lost, none doubled (ORD-05)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from guiju.run.jobs import BusinessError
from guiju.systems.erp import ErpAway, ErpRefused, Fetched
from tests.systems.house import House

TODO = {"title": "Review SO-1", "text": "Stock is short", "owner": "ann", "priority": "high",
        "due": "2026-03-02T13:00:00+08:00", "about": "SO-1"}  # fmt: skip


def test_ord_05_a_to_do_goes_to_the_embedded_erp_with_owner_priority_and_due(house) -> None:
    from guiju.systems.erp.models import Document

    answer = house("erp.todo", **TODO)
    assert (answer["sent"], answer["queued"]) == (True, False)
    row = Document.objects.get()
    assert (str(row.pk), row.values) == (answer["erp_id"], TODO)


def test_ord_05_an_erp_that_is_away_for_an_hour_loses_and_doubles_nothing(house: House) -> None:
    from guiju.systems.erp.models import Document

    house.give(erp={"away": True})
    answers = [house("erp.todo", job=n, **TODO | {"title": f"Review {n}"}) for n in range(20)]
    assert all(each["queued"] and not each["sent"] for each in answers)
    again = house("erp.todo", job=3, **TODO | {"title": "Review 3"})
    assert again["todo"] == answers[3]["todo"]
    for _ in range(60):
        house.wait(minutes=1)
        house.systems.go_round()
    assert house("erp.queue")["waiting"] == 20
    state = house("erp.state", todo=answers[0]["todo"])
    assert state["tries"] >= 2 and state["reason"] and state["next_at"]
    house.give(erp={"away": False})
    for _ in range(40):
        house.wait(minutes=1)
        house.systems.go_round()
    titles = sorted(row.values["title"] for row in Document.objects.all())
    assert titles == sorted(f"Review {n}" for n in range(20))
    assert house("erp.queue")["letters"] == []


def test_flow_01_what_does_not_go_for_long_is_a_to_do_for_the_integration_owner(house) -> None:
    house.settings["erp"] = {"owner": "ann"}
    house.give(erp={"away": True})
    house("erp.todo", **TODO)
    assert house("messages.todos")["todos"] == []
    for _ in range(120):
        house.wait(minutes=1)
        house.systems.go_round()
    (told,) = house("messages.todos")["todos"]
    assert (told["todo_for"], told["about"], told["what"]) == ("ann", "Review SO-1", "erp")
    house.give(erp={"away": False})
    house.wait(minutes=20)
    house.systems.go_round()
    assert house("messages.todos")["todos"] == []


def test_a_to_do_that_is_none_is_refused_by_name(house: House) -> None:
    with pytest.raises(BusinessError) as error:
        house("erp.todo", title="", text="x")
    assert (error.value.code, error.value.values["field"]) == ("todo-malformed", "title")
    with pytest.raises(BusinessError, match="todo-malformed"):
        house("erp.todo", title="x", priority="now")
    with pytest.raises(BusinessError, match="letter-unknown"):
        house("erp.state", todo=99)


class Flaky:
    """An ERP that dies at any moment: before it has taken something, or after."""

    def __init__(self, dice: random.Random, failing: float) -> None:
        self.dice, self.failing, self.taken = dice, failing, []

    def _fate(self) -> str:
        if self.dice.random() >= self.failing:
            return "fine"
        return self.dice.choice(["before", "after", "down"])

    def find(self, what: str, key: str, values: Mapping) -> str | None:
        if self._fate() != "fine":
            raise ErpAway("away")
        return f"id-{key}" if key in self.taken else None

    def send(self, what: str, key: str, values: Mapping) -> str:
        fate = self._fate()
        if values.get("title") == "never":
            raise ErpRefused("no such project")
        if fate in ("before", "down"):
            raise ErpAway("away", unsure=fate == "before")
        self.taken.append(key)
        if fate == "after":
            raise ErpAway("the answer was lost", unsure=True)
        return f"id-{key}"

    def orders(self, since: str) -> Fetched:
        raise ErpAway("away")

    def stock(self, items: Sequence[str]):
        raise ErpAway("away")


@pytest.mark.parametrize("seed", range(6))
def test_whenever_the_erp_dies_each_letter_is_there_once(sqlite: str, seed: int) -> None:
    from guiju.systems.erp.letters import Post, keep_letter
    from guiju.systems.erp.models import Letter

    dice, now = random.Random(seed), datetime(2026, 3, 2, tzinfo=UTC)
    erp = Flaky(dice, 0.6)
    for n in range(12):
        letter = keep_letter("todo", f"job-{n}", "case", {"title": str(n)}, now)
        Post(erp, now, dice).deliver(letter)
    for _ in range(2000):
        now += timedelta(minutes=1)
        if dice.random() < 0.1:  # a sender dies right after it has begun
            due = Letter.objects.filter(state="waiting", next_at__lte=now).first()
            if due is not None:
                Post(erp, now, dice)._claim(due)
                if dice.random() < 0.5 and due.key not in erp.taken:
                    erp.taken.append(due.key)
        Post(erp, now, dice).flush()
        if not Letter.objects.exclude(state="sent").exists():
            break
    keys = sorted(Letter.objects.values_list("key", flat=True))
    assert sorted(erp.taken) == keys
    assert all(row.erp_id == f"id-{row.key}" for row in Letter.objects.all())


def test_a_letter_the_erp_refuses_is_dead_and_waits_for_a_person(sqlite: str) -> None:
    from guiju.systems.erp.letters import Post, keep_letter

    house, dice = House(), random.Random(1)
    letter = keep_letter("todo", "x", "case", {"title": "never"}, house.now)
    post = Post(Flaky(dice, 0), house.now, dice)
    post.deliver(letter)
    assert (letter.state, "no such project" in letter.reason) == ("dead", True)
    assert house("erp.queue")["dead"] == 1
    house("erp.again", letter=letter.pk)
    assert house("erp.flush") == {"sent": 1, "waiting": 0, "dead": 0}


def test_orders_of_the_embedded_erp_are_fetched_once_and_levels_are_told(house: House) -> None:
    order = {"order_id": "SO-7", "customer": "c-1", "lines": [{"item": "a", "quantity": 1}]}
    house.give(erp={"orders": [order, {"order_id": "SO-8"}], "stock": {"a": 12, "b": "3.5"}})
    first = house("erp.orders")
    assert (first["taken"], first["refused"], first["cases"]) == (1, 1, ["order-erp-SO-7"])
    assert house("erp.orders")["taken"] == 0
    levels = {each["item"]: each["quantity"] for each in house("erp.stock")["levels"]}
    assert {item: float(level) for item, level in levels.items()} == {"a": 12, "b": 3.5}
    house.give(erp={"away": True})
    with pytest.raises(BusinessError, match="erp-away"):
        house("erp.stock", must=True)
    with pytest.raises(ErpAway):
        house("erp.stock")
