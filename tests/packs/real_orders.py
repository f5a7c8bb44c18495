"""Real orders of a shop, each on the path its state in the data stands for.

The data are a snapshot: an order that was `PROCESSING` then is played to its end here, as one that
was `CLOSED` was. How late a parcel was decides what happens to it on its way.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from guiju.run.commands import Actor, CompleteTask, SendMessage
from guiju.scenarios import Stage
from tests.packs.answers import answer

PARAMETERS: Final = {"P-203": 1440, "P-206": 1, "P-217": 48}
"""Carriers are asked once a day, a questionnaire is waited for one day; all lanes are alike."""

CASE: Final = "order-dataco-"
"""What the id of an order's case begins with."""

WEIGHT: Final = 400
TARE: Final = 300
"""Grams of every item, which the data do not tell, and of the box."""

FATES: Final = {1: "attempt-failed", 2: "delayed", 3: "delayed", 4: "delayed"}
"""What happens to a parcel by the days it was late; all others travel as usual."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What people do with an order of one state.

    Attributes:
        flag: what the check finds; `none` lets it pass.
        disposition: what the review decides; a held order is fulfilled after two days.
        answers: whether the customer answers the questionnaire: well, or badly after a delay.
    """

    flag: str = "none"
    disposition: str = "fulfil"
    answers: bool = False


PATHS: Final[Mapping[str, Plan]] = {
    "COMPLETE": Plan(answers=True),
    "CLOSED": Plan(),
    "PROCESSING": Plan(),
    "PENDING": Plan(),
    "PENDING_PAYMENT": Plan("credit", "hold"),
    "PAYMENT_REVIEW": Plan("credit", "hold"),
    "ON_HOLD": Plan("address risk", "hold"),
    "SUSPECTED_FRAUD": Plan("suspected fraud", "cancel"),
    "CANCELED": Plan("price off", "refund"),
}
"""Every state of the data; another one would be an error of the reader."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order of the data.

    Attributes:
        status: its state in the data.
        values: as the intake takes it.
        late: days between what was promised and what was; below zero it came early.
    """

    id: str
    status: str
    values: Mapping[str, Any]
    late: int

    @property
    def score(self) -> int | None:
        """What the customer answers to the questionnaire."""
        if not PATHS[self.status].answers:
            return None
        return 4 if self.late > 1 else 9


def read_orders(path: Path) -> list[Order]:
    """The orders of the data in the order they stand there, lines together."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        rows = list(csv.DictReader(file))
    lines: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        lines.setdefault(row["Order Id"], []).append(row)
    return [_order(id_, of_order) for id_, of_order in lines.items()]


def _order(id_: str, rows: Sequence[Mapping[str, str]]) -> Order:
    first, plan = rows[0], PATHS[rows[0]["Order Status"]]
    paid = sum(round(float(row["Order Item Total"]), 2) for row in rows)
    values = {
        "order_id": f"W-{id_}",
        "customer": {"name": f"Customer {first['Customer Id']}", "mail": "c@example.com"},
        "address": {"street": "not in the extract", "city": _repaired(first["Order City"]),
                    "country": "US"},
        "lines": [_line(row) for row in rows],
        "currency": "USD",
        "payment": {"method": first["Type"], "amount": round(paid, 2), "total_differs": True},
        "plan": {"flag": plan.flag, "disposition": plan.disposition},
    }  # fmt: skip
    late = int(first["Days for shipping (real)"]) - int(first["Days for shipment (scheduled)"])
    return Order(f"W-{id_}", first["Order Status"], values, late)


def _line(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "item": f"P-{row['Product Card Id']}",
        "name": _repaired(row["Product Name"])[:40],
        "quantity": int(row["Order Item Quantity"]),
        "price": round(float(row["Order Item Product Price"]), 2),
    }


def _repaired(text: str) -> str:
    """Names that were decoded wrongly before they came into the data."""
    try:
        return text.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return text.strip()


def sample(orders: Iterable[Order], each: int) -> list[Order]:
    """So many orders of every state, the first of the data."""
    found: dict[str, list[Order]] = {}
    for order in orders:
        of_state = found.setdefault(order.status, [])
        if len(of_state) < each:
            of_state.append(order)
    return [order for of_state in found.values() for order in of_state]


def world(orders: Iterable[Order]) -> dict[str, Any]:
    """A warehouse that holds what the orders ask for."""
    codes = sorted({line["item"] for order in orders for line in order.values["lines"]})
    places = [f"A{a:02d}-{b:02d}" for a in range(1, 9) for b in range(1, 25)]
    items = [
        {"code": code, "name": code, "weight": WEIGHT, "size": [60, 60, 40], "on_hand": 50_000,
         "location": places[number % len(places)]}
        for number, code in enumerate(codes)
    ]  # fmt: skip
    heads = {"title": "Department", "head": "pam"}
    return {
        "stock": {"items": items},
        "warehouse": {
            "layout": {"name": "main", "grid": {"aisles": 8, "bays": 24}},
            "boxes": [{"code": "L", "inner": [600, 500, 400], "most": 30_000, "tare": TARE}],
        },
        "directory": {
            "departments": {"production": heads, "logistics": heads},
            "people": {"pam": {"name": "Pam", "department": "production"}},
        },
    }


def settings(orders: Iterable[Order]) -> dict[str, dict[str, Any]]:
    """Settings of the systems: what the carrier does to each parcel."""
    fates = {order.id: FATES[order.late] for order in orders if order.late in FATES}
    return {
        "shipping": {"poll_minutes": 1440, "fate": fates},
        "erp": {"process": "order", "origin": "dataco"},
    }


def take_in(stage: Stage, orders: Iterable[Order]) -> None:
    """Orders come in, each once however often this is done."""
    for order in orders:
        values = {"channel": "file", "origin": "dataco", "process": "order", "order": order.values}
        taken = stage.ask("erp.intake", values)
        assert taken["state"] in ("taken", "twice"), (order.id, taken)
    stage.settle()


def work(stage: Stage, orders: Mapping[str, Order]) -> int:
    """Do every task that is open, and those that follow, until nothing can be done today.

    Returns:
        How many tasks were done.
    """
    everyone = frozenset(stage.pack.roles)
    done = 0
    while True:
        _customers_answer(stage, orders)
        round_ = [_finish(stage, case, task, everyone) for case, task in stage.worklist()]
        if not round_:
            return done
        for ticket in round_:
            given = ticket.wait()
            assert hasattr(given, "kind"), str(given)
        stage.settle()
        done += len(round_)


def _finish(stage: Stage, case: str, task: Any, everyone: frozenset[str]) -> Any:
    actor = Actor(f"{task.element}-person", everyone)
    inspecting = task.element == "inspect"
    values = _inspected(stage, case) if inspecting else answer(stage, case, task.element)
    return stage.engine.submit(CompleteTask(case=case, task=task.task, actor=actor, values=values))


def _inspected(stage: Stage, case: str) -> dict[str, Any]:
    """What the scale shows, worked out: asking the warehouse would count as weighing."""
    lines = stage.variables(case)["reserved"]["reservation"]["lines"]
    found = [{"item": each["item"], "quantity": each["quantity"]} for each in lines]
    return {"weight": WEIGHT * sum(each["quantity"] for each in found) + TARE, "found": found}


def _customers_answer(stage: Stage, orders: Mapping[str, Order]) -> None:
    """Whoever is asked how it was and is one who answers, does."""
    told = [
        SendMessage(
            name="Questionnaire answered", correlation=key, values={"score": orders[key].score},
            key=f"answer:{key}",
        )
        for key in _asked(stage)
        if key in orders and orders[key].score is not None
    ]  # fmt: skip
    for ticket in [stage.engine.submit(each) for each in told]:
        ticket.wait()
    if told:
        stage.settle()


def _asked(stage: Stage) -> Iterator[str]:
    """Orders whose customers are asked how it was."""
    reader = stage.engine.reader()
    for wait in reader.waiting("message", "Questionnaire answered", None):
        case = reader.case_id(wait.case_no)
        if case is not None:
            yield case.removeprefix(CASE)
