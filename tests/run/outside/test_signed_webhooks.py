"""Signatures of Standard Webhooks, held to the reference package; deliveries and their end."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
import standardwebhooks
from hypothesis import given
from hypothesis import strategies as st

from guiju.run.outside import (
    Backoff,
    Door,
    Hook,
    Outcome,
    Policy,
    deliver,
    next_attempt,
    read_retry_after,
    read_secret,
    sign,
    verify,
    write_body,
    write_secret,
)

from . import servers as s

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KEY = bytes(range(32))
BODY = b'{"type":"case.completed"}'
HEADERS = sign([KEY], "msg_1", NOW, BODY)
keys = st.binary(min_size=24, max_size=64)


@given(keys, st.from_regex(r"msg_[a-z0-9]{1,20}", fullmatch=True), st.text(max_size=200))
def test_a_signature_is_the_one_the_reference_makes(key, message, text):
    wanted = standardwebhooks.Webhook(write_secret(key)).sign(message, NOW, text)
    assert sign([key], message, NOW, text.encode())["webhook-signature"] == wanted


def test_the_signing_time_may_be_in_any_zone():
    local = NOW.astimezone(tz=None)
    assert sign([KEY], "msg_1", local, BODY) == HEADERS


def test_the_reference_believes_what_was_signed_here():
    now = datetime.now(UTC)
    believed = standardwebhooks.Webhook(write_secret(KEY)).verify(BODY, sign([KEY], "m", now, BODY))
    assert believed == json.loads(BODY)


@given(keys, st.binary(max_size=200), st.integers(-300, 300))
def test_what_was_signed_is_believed_for_five_minutes(key, body, seconds):
    headers = sign([key], "msg_1", NOW, body)
    assert verify([key], headers, body, NOW + timedelta(seconds=seconds)) is None


@pytest.mark.parametrize(
    "change, code",
    [
        ({"webhook-id": "msg_2"}, "hook-signature-wrong"),
        ({"webhook-id": ""}, "hook-header-missing"),
        ({"webhook-signature": ""}, "hook-header-missing"),
        ({"webhook-signature": "v1"}, "hook-signature-wrong"),
        ({"webhook-signature": "v1,"}, "hook-signature-wrong"),
        ({"webhook-signature": "v1,é"}, "hook-signature-wrong"),
        (
            {"webhook-signature": HEADERS["webhook-signature"].replace("v1,", "v0,")},
            "hook-signature-wrong",
        ),
        ({"webhook-signature": HEADERS["webhook-signature"][:-4]}, "hook-signature-wrong"),
        ({"webhook-timestamp": "soon"}, "hook-timestamp-malformed"),
        ({"webhook-timestamp": "1e9"}, "hook-timestamp-malformed"),
        ({"webhook-timestamp": "٣"}, "hook-timestamp-malformed"),
        ({"webhook-timestamp": "9" * 19}, "hook-timestamp-malformed"),
        ({"webhook-timestamp": str(int(NOW.timestamp()) - 301)}, "hook-too-old"),
        ({"webhook-timestamp": str(int(NOW.timestamp()) + 301)}, "hook-too-new"),
        ({"webhook-timestamp": str(int(NOW.timestamp()) + 1)}, "hook-signature-wrong"),
    ],
)
def test_what_was_changed_is_not_believed(change, code):
    assert verify([KEY], HEADERS | change, BODY, NOW).code == code


def test_another_body_or_key_is_not_believed():
    assert verify([KEY], HEADERS, BODY + b" ", NOW).code == "hook-signature-wrong"
    assert verify([b"x" * 32], HEADERS, BODY, NOW).code == "hook-signature-wrong"
    assert verify([], HEADERS, BODY, NOW).code == "hook-signature-wrong"


def test_while_a_secret_is_changed_either_key_is_believed():
    new = b"n" * 32
    both = sign([new, KEY], "msg_1", NOW, BODY)
    assert verify([KEY], both, BODY, NOW) is verify([new], both, BODY, NOW) is None
    assert verify([new, KEY], HEADERS, BODY, NOW) is None


@given(keys)
def test_a_secret_survives_being_written_down(key):
    assert read_secret(write_secret(key)) == key == read_secret(write_secret(key).rstrip("="))


@pytest.mark.parametrize(
    "text", ["", "whsec_", "whsec_!!!", "whsec_c2hvcnQ=", "whsec_" + "A" * 200]
)
def test_a_secret_too_short_too_long_or_no_base64_is_a_problem(text):
    assert read_secret(text).code == "hook-secret-malformed"


def hook(url: str) -> Hook:
    return Hook("msg_1", url, "case.completed", NOW, {"amount": Decimal("12.50"), "名": "規矩"})


def house_door(port: int) -> Door:
    allowed = Policy(private_hosts=frozenset({f"hook.test:{port}"}), seconds=1)
    return Door(allowed, resolve=lambda host, port: ["127.0.0.1"])


def test_a_delivered_hook_verifies_at_the_other_side():
    with s.serving(s.answers("204 No Content")) as server:
        outcome = deliver(house_door(server.port), hook(server.url()), [KEY], NOW)
        head, _, body = server.heads[0].partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert outcome == Outcome(True, status=204)
    assert body in (b"", write_body(hook(server.url())))
    assert verify([KEY], headers, write_body(hook(server.url())), NOW) is None


def test_a_decimal_is_delivered_as_the_number_it_is():
    body = write_body(hook("https://a.test/")).decode()
    assert '"amount":12.50' in body and '"名":"規矩"' in body
    assert json.loads(body)["timestamp"] == "2026-11-22T12:00:00.000Z"


def test_a_busy_receiver_is_left_alone_for_as_long_as_it_asks():
    with s.serving(s.answers("503 Busy", b"", "Retry-After: 120")) as server:
        outcome = deliver(house_door(server.port), hook(server.url()), [KEY], NOW)
    assert (outcome.problem.code, outcome.permanent) == ("hook-not-accepted", False)
    assert next_attempt(outcome, 1, Backoff(), NOW, Random(1)) >= NOW + timedelta(seconds=120)


def test_a_hook_to_the_house_itself_is_dead_at_once():
    outcome = deliver(Door(resolve=lambda h, p: ["10.0.0.1"]), hook("https://a.test/"), [KEY], NOW)
    assert (outcome.problem.code, outcome.permanent) == ("address-not-public", True)
    assert next_attempt(outcome, 1, Backoff(), NOW, Random(1)) is None


@given(st.integers(1, 200), st.integers())
def test_a_wait_lies_under_its_ceiling_until_the_last_attempt(failed, seed):
    backoff = Backoff(timedelta(seconds=2), timedelta(minutes=10), 100)
    wait = backoff.wait(failed, Random(seed))
    if failed >= 100:
        assert wait is None
    else:
        assert timedelta() <= wait <= timedelta(seconds=min(600, 2**failed))


def test_waits_are_spread_over_all_of_their_room():
    dice, backoff = Random(7), Backoff()
    waits = sorted(backoff.wait(5, dice).total_seconds() for _ in range(1000))
    assert waits[0] < 2 and waits[-1] > 78 and 35 < waits[500] < 45


def test_the_usual_policy_tries_for_about_a_day_and_then_gives_up():
    backoff = Backoff()
    most = sum((backoff.wait(n, Top()) for n in range(1, 12)), timedelta())
    assert backoff.wait(12, Top()) is None
    assert timedelta(hours=2) < most < timedelta(hours=30)


class Top:
    """Dice that always throw the most."""

    def random(self) -> float:
        return 1.0


@pytest.mark.parametrize(
    "text, seconds",
    [
        ("120", 120),
        (" 5 ", 5),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("9" * 400, 10**8),
        ("Sun, 99 Nov 2026 12:01:00 GMT", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nothing(text, seconds):
    assert read_retry_after(text, NOW) == timedelta(seconds=seconds)


@given(st.text(max_size=40))
def test_any_retry_after_can_be_read(text):
    assert read_retry_after(text, NOW) >= timedelta()
