"""Whatever a step hands to stock, warehouse and shipping, it is answered, refused or an incident."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.run.jobs import BusinessError, GivenUp
from tests.systems.house import House
from tests.systems.shipping.test_papers import ADDRESS, DOCUMENT

EXAMPLES = int(os.environ.get("GUIJU_ANYTHING", "60"))

TEXT = st.one_of(
    st.sampled_from([
        "", "A-100", "A01-03", "platform", "simulated", "SH0000001", "list-1", "held-1", "main",
        "invoice", "2026-03-02T09:00:00Z", "2026-03-02", "ordered", "refund", "delivered", "4006381333931",
        "x" * 300, "9" * 400, "9999-12-31T23:59:59-23:59", "sold", "level", "zh-Hant", "S",
    ]),
    st.text(max_size=8).filter(lambda text: "\0" not in text),
)  # fmt: skip
NUMBER = st.one_of(
    st.integers(-3, 30), st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=3)
)
SCALAR = st.one_of(st.none(), st.booleans(), NUMBER, TEXT)
NAMES = [
    "item", "items", "quantity", "lines", "location", "lot", "expires", "key", "order", "minutes",
    "partial", "reservation", "reason", "counts", "counted", "by", "confirmed", "tolerance", "value",
    "until", "proposal", "state", "demand", "day", "source", "events", "id", "kind", "at", "code",
    "oversell", "choice", "cost", "gtin", "name", "unit", "weight", "size", "pack", "scheme", "limit",
    "promotion", "service_level", "lead_time_days", "layout", "picker", "seconds", "orders", "picklist",
    "entries", "manual", "box", "parcel", "found", "address", "parcels", "carrier", "service",
    "shipment", "document", "required", "language", "papers", "waybill", "status", "sub_status", "text",
]  # fmt: skip
ROW = st.dictionaries(st.sampled_from(NAMES), SCALAR, max_size=6)
GOOD = {
    "lines": [{"item": "A-100", "quantity": 1, "location": "A01-03"}],
    "counts": [{"item": "A-100", "counted": 3}],
    "events": [{"id": "1", "kind": "sold", "item": "A-100", "quantity": 1, "at": "2026-03-02T00:00:00Z"}],
    "entries": [{"key": "1", "location": "A01-03", "code": "A-100", "at": "2026-03-02T00:00:00Z"}],
    "reservation": "held-1", "picklist": "list-1", "shipment": "SH0000001", "item": "A-100",
    "carrier": "simulated", "address": ADDRESS, "document": DOCUMENT, "seconds": Decimal("0.05"),
}  # fmt: skip
VALUES = st.dictionaries(
    st.sampled_from(NAMES),
    st.one_of(SCALAR, ROW, st.lists(st.one_of(SCALAR, ROW), max_size=3)),
    max_size=8,
)


@pytest.fixture
def house(address: str) -> House:
    return furnished(House())


def furnished(house: House) -> House:
    house.give(
        stock={"items": [{"code": "A-100", "gtin": "4006381333931", "weight": 320,
                          "size": [90, 90, 110], "on_hand": 5, "location": "A01-03"}]},
        warehouse={"layout": {"name": "main", "grid": {"aisles": 2, "bays": 5}}},
    )  # fmt: skip
    house("stock.reserve", key="held-1", lines=GOOD["lines"])
    house("warehouse.route", key="list-1", lines=GOOD["lines"])
    house("shipping.book", order="W-1", address=ADDRESS)
    return house


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 10_000), values=VALUES, base=st.booleans())
def test_anything_is_answered_refused_or_an_incident(house, number, values, base) -> None:
    own = ("stock.", "warehouse.", "shipping.")
    topics = sorted(topic for topic in house.systems.handlers if topic.startswith(own))
    anything(house, topics[number % len(topics)], {**GOOD, **values} if base else values)


def anything(house: House, topic: str, values: dict) -> None:
    with transaction.atomic():
        try:
            answer = house(topic, **{k: v for k, v in values.items() if k not in ("case", "job")})
            assert isinstance(answer, dict)
        except BusinessError as error:
            assert error.code and error.values
        except GivenUp as error:
            assert "expected" in str(error)
        transaction.set_rollback(True)
