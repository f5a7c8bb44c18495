"""CloudEvents come in as messages, signals and cases, and each counts once."""

import json
from typing import Any

from guiju.run.answer import Accepted
from guiju.run.connections import read_connections
from guiju.run.engine import Engine
from guiju.run.incoming import Taken, take_events
from guiju.run.refusal import Refusal
from guiju.run.worker import Worker
from tests.run.models import END, START, in_line, model

CATCH = (
    '<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m" '
    'guiju:correlation="order"/></intermediateCatchEvent>'
)
MODEL = model(in_line(START, CATCH, END), '<message id="m" name="Paid" guiju:correlation="order"/>')
ROUTES = read_connections(
    """
incoming:
  - {type: com.example.order, start: p, values: "={order: data.id, total: data.total}"}
  - {type: com.example.paid, source: "https://bank/*", message: Paid, correlation: =data.order}
  - {type: com.example.stop, signal: Stop}
""",
    {},
).routes


def event(type_: str, id_: str, data: Any, source: str = "https://bank/1") -> dict[str, Any]:
    return {"specversion": "1.0", "id": id_, "source": source, "type": type_, "data": data}


def take(engine: Engine, *events: dict[str, Any]) -> Taken:
    headers = {"content-type": "application/cloudevents-batch+json"}
    return take_events(engine, ROUTES, headers, json.dumps(events).encode())


ORDER = event("com.example.order", "1", {"id": "O-1", "total": 12.50})


def test_an_event_starts_a_case_once(engine: Engine) -> None:
    engine.deploy(MODEL)
    for _ in range(3):
        assert take(engine, ORDER).ok
    assert take(engine, ORDER, event("com.example.order", "2", {"id": "O-2"})).ok
    assert engine.reader().counts()["cases"] == 2
    [(_, answer), *_] = take(engine, ORDER).answers
    assert isinstance(answer, Accepted)
    record = engine.record(answer.case)
    assert record is not None
    assert (record.state.variables["order"], str(record.state.variables["total"])) == (
        "O-1",
        "12.5",
    )
    assert answer.repeated


def test_an_event_is_a_message_for_the_case_it_names(engine: Engine) -> None:
    engine.deploy(MODEL)
    take(engine, ORDER, event("com.example.order", "2", {"id": "O-2"}))
    paid = event("com.example.paid", "9", {"order": "O-2", "sum": 7})
    for _ in range(2):
        assert take(engine, paid).ok
    Worker(engine, "w").settle()
    rows = engine.reader().ask("SELECT id FROM cases WHERE status = 1")  # type: ignore[attr-defined]
    [ended] = [engine.record(row[0]) for row in rows]
    assert ended is not None
    assert ended.state.variables["order"] == "O-2"


def test_an_event_without_its_key_or_without_a_route_is_refused(engine: Engine) -> None:
    engine.deploy(MODEL)
    taken = take(
        engine,
        event("com.example.paid", "1", {}),
        event("com.example.paid", "2", {"order": "O-1"}, "https://elsewhere/"),
        event("com.example.unknown", "3", {}),
        ORDER,
    )
    assert not taken.ok
    codes = [each.code if isinstance(each, Refusal) else "" for _, each in taken.answers]
    assert codes == ["event-without-key", "event-unrouted", "event-unrouted", ""]


def test_a_request_that_is_no_event_is_a_problem(engine: Engine) -> None:
    taken = take_events(engine, ROUTES, {"content-type": "application/cloudevents+json"}, b"{")
    assert [each.code for each in taken.problems] == ["event-not-json"]
    assert not taken.ok


def test_an_event_may_be_a_signal_and_its_data_anything(engine: Engine) -> None:
    assert take(engine, event("com.example.stop", "1", [1, 2])).ok
    assert engine.reader().counts()["outbox"] == 1
    assert take(engine, event("com.example.stop", "1", [1, 2])).ok
    assert engine.reader().counts()["outbox"] == 1
