"""Where parcels are: one vocabulary, events by their own time, gaps (ORD-16, ORD-17)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from guiju.systems.shipping.carrier import Silent
from guiju.systems.shipping.simulated import FATES, Simulated
from guiju.systems.shipping.states import STATUSES, SUB_STATUSES, TITLES, ended, meaning
from tests.systems.house import House
from tests.systems.shipping.test_papers import ADDRESS, booked, refusal


def sent(house: House, order: str = "W-1", **more) -> str:
    shipment = booked(house, order, **more)
    house("shipping.dispatch", shipment=shipment, required=[])
    return shipment


def hourly(house: House, shipment: str, most: int = 24 * 9) -> dict:
    for _ in range(most):
        house.wait(hours=1)
        found = house("shipping.track", shipment=shipment)
        if found["ended"]:
            return found
    return dict(found)


def test_a_parcel_is_followed_each_hour_until_it_is_signed_for_ord_16(house: House) -> None:
    shipment = sent(house)
    assert house("shipping.track", shipment=shipment)["status"] == "in transit"
    found = hourly(house, shipment)
    assert (found["status"], found["signed"], found["gap"]) == ("delivered", True, False)
    assert [each["code"] for each in found["history"]] == ["ANN", "PUP", "DEP", "ARR", "OFD", "DLV"]
    times = [each["at"] for each in found["history"]]
    assert times == sorted(times) and not found["late"]
    assert house("shipping.track", shipment=shipment) == found


def test_the_same_number_has_the_same_way_and_another_seed_another() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    ways = [
        [each.at for each in Simulated({"seed": s, "fate": {"W": "plain"}}).way("SIM1", "W", at)]
        for s in (1, 1, 2)
    ]
    assert ways[0] == ways[1] != ways[2]


@pytest.mark.parametrize("fate", FATES)
def test_each_fate_shows_in_the_states_ord_17(sqlite: str, fate: str) -> None:
    house = House()
    house.give(shipping={"fate": {"W-1": fate}})
    shipment = sent(house)
    found = hourly(house, shipment)
    said = {
        "lost": ("in transit", False), "delayed": ("delivered", True),
        "attempt-failed": ("delivered", True), "refused": ("exception", False),
        "strange": ("delivered", True),
    }  # fmt: skip
    assert (found["status"], found["signed"]) == said[fate]
    states = [each["status"] for each in found["history"]]
    assert ("attempt failed" in states) == (fate == "attempt-failed")
    assert (None in states) == found["unmapped"] == (fate == "strange")
    assert found["late"] == (fate in ("lost", "delayed", "refused"))
    if fate == "lost":
        assert found["still_hours"] > 150 and not found["ended"]
    if fate == "refused":
        assert found["ended"] and found["sub_status"] == "returned"


def test_events_out_of_order_are_sorted_by_their_own_time_ord_16(house: House) -> None:
    house.settings["shipping"] = {"shuffled": True}
    shipment = sent(house)
    found = hourly(house, shipment)
    codes = [each["code"] for each in found["history"]]
    assert codes == ["ANN", "PUP", "DEP", "ARR", "OFD", "DLV"] and found["signed"]
    row = {"carrier": "simulated", "waybill": None}
    row["waybill"] = house("shipping.book", order="W-2", address=ADDRESS)["waybill"]
    late = {"id": "b", "waybill": row["waybill"], "code": "DLV", "at": "2026-03-05T10:00:00Z"}
    early = {**late, "id": "a", "code": "OFD", "at": "2026-03-05T08:00:00Z"}
    assert house("shipping.heard", carrier="simulated", events=[late])["applied"] == 1
    assert house("shipping.heard", carrier="simulated", events=[early])["applied"] == 1
    again = house("shipping.heard", carrier="simulated", events=[late, early])
    assert (again["applied"], again["repeated"]) == (0, 2)
    from guiju.systems.shipping.models import Shipment

    assert Shipment.objects.get(waybill=row["waybill"]).status == "delivered"


def test_an_unknown_state_waits_in_the_queue_until_it_is_mapped_ord_16(house: House) -> None:
    waybill = house("shipping.book", job=3, order="W-1", address=ADDRESS)["waybill"]
    event = {
        "id": "1",
        "waybill": waybill,
        "code": "ZZ9",
        "at": "2026-03-03T10:00:00Z",
        "text": "?",
    }
    told = house("shipping.heard", carrier="simulated", events=[event, {**event, "id": "2"}])
    assert told["unmapped"] == 2
    queue = house("shipping.unmapped")["unmapped"]
    assert [(row["carrier"], row["code"], row["times"]) for row in queue] == [
        ("simulated", "ZZ9", 2)
    ]
    wrong = {"carrier": "simulated", "code": "ZZ9", "status": "somewhere"}
    assert refusal(house, "shipping.map", **wrong).code == "status-unknown"
    done = house("shipping.map", **{**wrong, "status": "exception", "sub_status": "damaged"})
    assert done["applied"] == 2 and house("shipping.unmapped")["unmapped"] == []
    shipment = house("shipping.book", job=3, order="W-1", address=ADDRESS)["shipment"]
    found = house("shipping.track", shipment=shipment)
    assert (found["status"], found["sub_status"], found["unmapped"]) == (
        "exception",
        "damaged",
        False,
    )
    more = house("shipping.heard", carrier="simulated", events=[{**event, "id": "3"}])
    assert more["applied"] == 1


def test_a_poll_that_is_not_answered_is_a_gap_until_the_next_good_one_ord_16(house: House) -> None:
    shipment = sent(house)
    house.wait(hours=1)
    assert not house("shipping.track", shipment=shipment)["gap"]
    house.settings["shipping"] = {"silent": True}
    house.wait(hours=1)
    silent = house("shipping.track", shipment=shipment)
    assert silent["gap"] and silent["history"]
    assert house("shipping.gaps")["gaps"][0]["shipment"] == shipment
    house.settings["shipping"] = {}
    assert not house("shipping.track", shipment=shipment)["gap"]
    assert house("shipping.gaps")["gaps"] == []


def test_a_poll_that_did_not_happen_is_a_gap_too_ord_16(house: House) -> None:
    shipment = sent(house)
    house.wait(hours=3)
    assert [(each["shipment"], each["missed"]) for each in house("shipping.gaps")["gaps"]] == [
        (shipment, 2)
    ]
    assert house("shipping.track", shipment=shipment)["gap"]
    house.wait(minutes=61)
    assert not house("shipping.track", shipment=shipment)["gap"]


def test_who_cannot_be_asked_when_booking_is_asked_again(sqlite: str) -> None:
    house = House({"shipping": {"silent": True}})
    with pytest.raises(Silent):
        booked(house)


def test_a_booking_under_one_key_is_one_booking(house: House) -> None:
    first = house("shipping.book", job=4, order="W-1", address=ADDRESS)
    assert house("shipping.book", job=4, order="W-1", address=ADDRESS) == first
    again = house("shipping.book", order="W-1", address=ADDRESS)
    assert again["waybill"] != first["waybill"]
    cancelled = house("shipping.cancel", shipment=first["shipment"])["cancelled"]
    assert house("shipping.cancel", shipment=first["shipment"])["cancelled"] == cancelled
    gone = refusal(house, "shipping.dispatch", shipment=first["shipment"])
    assert gone.code == "already-dispatched"
    on_its_way = sent(house, "W-2")
    assert refusal(house, "shipping.cancel", shipment=on_its_way).code == "already-dispatched"


@pytest.mark.parametrize("wrong", [{"id": ""}, {"waybill": 7}, {"code": None}, {"at": "soon"}])
def test_a_wrong_event_of_a_carrier_is_refused(sqlite: str, wrong: dict) -> None:
    event = {"id": "1", "waybill": "SIM1", "code": "DLV", "at": "2026-03-03T10:00:00Z"}
    told = {"carrier": "simulated", "events": [{**event, **wrong}]}
    assert refusal(House(), "shipping.heard", **told).code == "event-invalid"
    assert House()("shipping.heard", carrier="simulated", events=[event])["unknown"] == ["SIM1"]


def test_the_vocabulary_knows_when_a_way_has_ended() -> None:
    assert [status for status in STATUSES if ended(status, "")] == ["delivered", "expired"]
    assert ended("exception", "returned") and not ended("exception", "delayed")
    assert meaning("delivered") == ("delivered", "") and meaning(["exception", "lost"])
    assert meaning("gone") is None and meaning(["exception", "odd"]) is None and meaning([]) is None


def test_every_status_has_a_name_in_three_languages() -> None:
    assert TITLES.keys() == {*STATUSES, *SUB_STATUSES}
    assert all(title.keys() == {"en", "zh-Hans", "zh-Hant"} for title in TITLES.values())


# -- a carrier behind an address ------------------------------------------------------------------


class Acme(BaseHTTPRequestHandler):
    """A carrier's API: parcels by key, a hand-over, events."""

    def do_POST(self) -> None:
        house = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if house.down:  # type: ignore[attr-defined]
            return self.answer(503, {})
        if self.path == "/parcels":
            if body["address"]["country"] != "CN":
                return self.answer(422, {"error": "only within CN"})
            numbers = house.numbers  # type: ignore[attr-defined]
            number = numbers.setdefault(self.headers["Idempotency-Key"], f"AC{len(numbers)}")
            return self.answer(
                201, {"tracking": {"number": number}, "eta": "2026-03-04T12:00:00+08:00"}
            )
        return self.answer(200, {})

    def do_GET(self) -> None:
        if self.server.down:  # type: ignore[attr-defined]
            return self.answer(503, {})
        rows = [
            {"id": 2, "state": "HOME", "time": "2026-03-03T12:00:00+08:00", "note": "Signed"},
            {"id": 1, "state": "VAN", "time": "2026-03-03T08:00:00+08:00", "where": "Pudong"},
        ]
        return self.answer(200, {"data": rows})

    def answer(self, status: int, body: object) -> None:
        written = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def acme() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Acme)
    server.down, server.numbers = False, {}  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_carrier_behind_an_address_is_spoken_to_by_mapping(sqlite: str, acme) -> None:
    mapping = {
        "address": f"http://127.0.0.1:{acme.server_port}", "private": True, "token": "secret",
        "book": {"method": "POST", "path": "/parcels", "waybill": "tracking.number", "promised": "eta"},
        "dispatch": {"method": "POST", "path": "/parcels/{waybill}/handover"},
        "events": {"path": "/parcels/{waybill}/events", "list": "data", "id": "id", "code": "state",
                   "at": "time", "text": "note", "place": "where"},
        "codes": {"VAN": "out for delivery", "HOME": ["delivered", "signed"]},
    }  # fmt: skip
    house = House({"shipping": {"carrier": "acme", "carriers": {"acme": mapping}}})
    first = house("shipping.book", job=2, order="W-1", address=ADDRESS)
    assert (first["waybill"], first["carrier"]) == ("AC0", "acme")
    assert first["promised"] == "2026-03-04T04:00:00Z"
    abroad = {"order": "W-2", "address": {**ADDRESS, "country": "DE"}}
    assert refusal(house, "shipping.book", **abroad).code == "carrier-refused"
    house("shipping.dispatch", shipment=first["shipment"], required=[])
    acme.down = True
    assert house("shipping.track", shipment=first["shipment"])["gap"]
    with pytest.raises(Silent, match="503"):
        house("shipping.book", order="W-3", address=ADDRESS)
    acme.down = False
    house.now += timedelta(days=2)
    house("shipping.track", shipment=first["shipment"])
    found = house("shipping.track", shipment=first["shipment"])
    assert [each["code"] for each in found["history"]] == ["VAN", "HOME"]
    assert found["signed"] and found["history"][0]["place"] == "Pudong"
