"""A system whose jobs an outside program answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from guiju.run.jobs import BusinessError, GivenUp
from guiju.run.outside import Trouble
from guiju.systems.forward import Away
from tests.systems.house import House


class Outside(BaseHTTPRequestHandler):
    """A warehouse program that answers job types."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.path, dict(self.headers), asked))  # type: ignore[attr-defined]
        status, body = self.server.says  # type: ignore[attr-defined]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def outside() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    server.heard, server.says = [], (200, b'{"box": "S", "fill": 12.5}')  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(sqlite: str, outside: ThreadingHTTPServer) -> House:
    address = f"http://127.0.0.1:{outside.server_port}/api"
    settings = {"adapter": "forward", "address": address, "private": True, "token": "t",
                "inputs": ["lines"]}  # fmt: skip
    return House({"warehouse": settings})


def test_a_job_is_one_call_with_its_key(house: House, outside) -> None:
    assert house("warehouse.box", job=7, lines=[], other=1)["box"] == "S"
    path, headers, asked = outside.heard[0]
    assert (path, asked) == ("/api/warehouse.box", {"lines": []})
    assert headers["Idempotency-Key"] == "case-1:7" and headers["Authorization"] == "Bearer t"


def test_an_error_of_the_business_comes_back_as_one(house: House, outside) -> None:
    outside.says = (422, b'{"code": "no-box-fits", "values": {"problem": {"field": "lines"}}}')
    with pytest.raises(BusinessError) as error:
        house("warehouse.box", lines=[])
    assert (error.value.code, error.value.values) == (
        "no-box-fits",
        {"problem": {"field": "lines"}},
    )


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ((503, b""), Away), ((200, b"[]"), Away), ((200, b"no json"), Away),
        ((422, b"{}"), GivenUp), ((302, b""), GivenUp),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_tried_again_or_an_incident(house, outside, says, error) -> None:
    outside.says = says
    with pytest.raises(error, match=r"warehouse\.box"):
        house("warehouse.box", lines=[])


def test_where_nobody_is_the_job_is_tried_again(house: House, outside) -> None:
    outside.shutdown()
    outside.server_close()
    with pytest.raises(Trouble):
        house("warehouse.box", lines=[])


def test_a_house_address_that_was_not_allowed_and_an_unknown_adapter_are_incidents(sqlite) -> None:
    wrong = {"adapter": "forward", "address": "http://127.0.0.1:9/api"}
    with pytest.raises(GivenUp, match="https"):
        House({"warehouse": wrong})("warehouse.box", lines=[])
    with pytest.raises(GivenUp, match="expected the setting address"):
        House({"warehouse": {"adapter": "forward"}})("warehouse.box", lines=[])
    with pytest.raises(GivenUp, match="expected an adapter of embedded, forward, found pigeon"):
        House({"warehouse": {"adapter": "pigeon"}})("warehouse.box", lines=[])
