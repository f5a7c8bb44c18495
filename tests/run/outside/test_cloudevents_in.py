"""CloudEvents come in by three ways and are the same event; what is none is a problem."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.run.outside import read_cloudevents

EVENT = {
    "specversion": "1.0",
    "id": "A-1",
    "source": "/shop/orders",
    "type": "order.placed",
    "subject": "SO-17",
    "time": "2026-11-22T12:00:00Z",
    "data": {"amount": 12.50, "名": "規矩"},
}
STRUCTURED = {"Content-Type": "application/cloudevents+json; charset=utf-8"}
BATCH = {"Content-Type": "application/cloudevents-batch+json"}
BINARY = {
    "content-type": "application/json",
    "ce-specversion": "1.0",
    "ce-id": "A-1",
    "ce-source": "/shop/orders",
    "CE-Type": "order.placed",
    "ce-subject": "SO-17",
    "ce-time": "2026-11-22T12:00:00Z",
}


def structured(**change):
    return read_cloudevents(STRUCTURED, json.dumps(EVENT | change).encode())


def test_the_three_ways_bring_the_same_event():
    text = json.dumps(EVENT).replace("12.5", "12.50").encode()
    one, _ = read_cloudevents(STRUCTURED, text)
    two, _ = read_cloudevents(BATCH, b"[" + text + b"]")
    three, _ = read_cloudevents(BINARY, '{"amount": 12.50, "名": "規矩"}'.encode())
    assert one == two == three and len(one) == 1
    assert one[0].data["amount"] == Decimal("12.50")
    assert one[0].time == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert (one[0].subject, one[0].key) == ("SO-17", "/shop/orders A-1")


def test_the_same_event_sent_twice_has_one_key_and_another_has_another():
    first, _ = structured()
    again, _ = structured(time="2026-11-23T12:00:00Z")
    other, _ = structured(source="/shop")
    assert first[0].key == again[0].key != other[0].key


def test_header_values_are_unquoted_and_percent_decoded():
    events, problems = read_cloudevents(BINARY | {"ce-subject": '"Caf%C3%A9 \\"x\\""'}, b"")
    assert problems == [] and events[0].subject == 'Café "x"' and events[0].data is None


def test_data_of_other_kinds_is_text_or_bytes():
    text, _ = read_cloudevents(BINARY | {"content-type": "text/plain"}, "規".encode())
    raw, _ = read_cloudevents(BINARY | {"content-type": "image/png"}, b"\x89PNG")
    coded, _ = read_cloudevents(
        STRUCTURED,
        json.dumps(
            {k: v for k, v in EVENT.items() if k != "data"} | {"data_base64": "iVBO"}
        ).encode(),
    )
    assert (text[0].data, raw[0].data, coded[0].data) == ("規", b"\x89PNG", b"\x89PN")


def test_further_attributes_are_kept():
    events, _ = structured(traceparent="00-1", sampled=True)
    assert events[0].extensions == {"traceparent": "00-1", "sampled": True}


@pytest.mark.parametrize(
    "change, code",
    [
        ({"specversion": "0.3"}, "event-version"),
        ({"specversion": 1.0}, "event-version"),
        ({"id": ""}, "event-attribute"),
        ({"id": 7}, "event-attribute"),
        ({"id": "x" * 2000}, "event-attribute"),
        ({"id": "a\nb"}, "event-attribute"),
        ({"source": None}, "event-attribute"),
        ({"source": "a b"}, "event-attribute"),
        ({"type": []}, "event-attribute"),
        ({"subject": ""}, "event-attribute"),
        ({"time": "yesterday"}, "event-attribute"),
        ({"time": "2026-11-22"}, "event-attribute"),
        ({"time": "2026-11-22T12:00:00"}, "event-attribute"),
        ({"time": "2026-13-22T12:00:00Z"}, "event-attribute"),
        ({"time": 17}, "event-attribute"),
        ({"data_base64": "iVBO"}, "event-attribute"),
        ({"datacontenttype": 5}, "event-attribute"),
        ({"Bad-Name": "x"}, "event-attribute"),
        ({"deep": {"a": 1}}, "event-attribute"),
    ],
)
def test_a_wrong_attribute_is_a_problem_with_its_name(change, code):
    events, problems = structured(**change)
    assert events == () and code in [problem.code for problem in problems]
    assert any(problem.element in change for problem in problems)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"a": NaN}', b'{"specversion": Infinity}']
)
def test_a_body_that_is_no_json_is_a_problem(body):
    for headers in (STRUCTURED, BATCH):
        events, problems = read_cloudevents(headers, body)
        assert events == () and problems[0].code == "event-not-json"


def test_a_batch_is_taken_whole_or_not_at_all():
    good, bad = json.dumps(EVENT), json.dumps(EVENT | {"id": ""})
    events, problems = read_cloudevents(BATCH, f"[{good},{bad}]".encode())
    assert events == () and len(problems) == 1
    assert read_cloudevents(BATCH, b"[]") == ((), [])
    assert read_cloudevents(BATCH, b"{}")[1][0].code == "event-batch"
    assert read_cloudevents(BATCH, b"[" + b"1," * 1000 + b"1]")[1][0].code == "event-batch"


def test_a_body_over_the_limit_is_not_read():
    assert read_cloudevents(STRUCTURED, b" " * ((1 << 20) + 1))[1][0].code == "event-too-large"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=9,
)


@given(
    st.dictionaries(st.sampled_from([*EVENT, "data_base64", "x"]), json_values),
    st.binary(max_size=30),
)
def test_any_request_whatever_is_events_or_problems(change, body):
    for headers, sent in (
        (STRUCTURED, json.dumps(EVENT | change).encode()),
        (BINARY | {f"ce-{name}": str(value) for name, value in change.items()}, body),
        ({}, body),
    ):
        events, problems = read_cloudevents(headers, sent)
        assert bool(events) != bool(problems)
