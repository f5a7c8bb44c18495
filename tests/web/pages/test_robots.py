"""What somebody writes to a robot of a chat comes in by a page, signed, and is with its case."""

from __future__ import annotations

import json
from typing import Any

from guiju.systems.messages.callbacks.dingtalk import signature
from tests.systems.messages import test_callbacks as samples
from tests.web.office import Office

SECRET = "sample secret of a robot"
ROBOT = "/public/robots/orders/"


def connected(office: Office, address: str = "dingtalk://sample%20secret%20of%20a%20robot") -> None:
    sent = {"act": "make", "kind": "robot", "name": "orders", "address": address}
    page = office.client("ada").post("/administration/connections/", sent, follow=True)
    assert "http://localhost/public/robots/orders/" in page.content.decode()
    assert "sample" not in page.content.decode().split("Make or change")[0]


def written(office: Office, text: str, secret: str = SECRET) -> Any:
    stamp = str(int(office.clock().timestamp() * 1000))
    told = {
        "msgId": "m-1", "msgtype": "text", "text": {"content": text}, "createAt": int(stamp),
        "conversationId": "group-1", "conversationTitle": "Orders", "senderStaffId": "fay",
    }  # fmt: skip
    headers = {"Timestamp": stamp, "Sign": signature(secret, stamp)}
    return office.client().post(ROBOT, json.dumps(told), "application/json", headers=headers)


def test_what_is_written_to_a_robot_stands_with_its_case(office: Office, call: Any) -> None:
    from guiju.systems.messages.models import Message

    connected(office)
    office.start("R-1")
    Message.objects.create(
        key="m", batch="m", case="R-1", direction="out", kind="notice", recipient="fay",
        about="[R-1] Which one?", text="x", state="delivered", channel="chat", at=office.clock(),
    )  # fmt: skip
    for _ in range(2):
        assert written(office, "[R-1] It was the blue one").status_code == 200
    page = office.client("dee").get("/cases/case/R-1").content.decode()
    assert page.count("It was the blue one") == 1 and "fay →" in page
    _, told = call("dee").ok("GET", "/cases/R-1/messages")
    assert (told["channel"], told["direction"], told["sender"]) == ("dingtalk", "in", "fay")


def test_a_call_without_the_right_signature_or_robot_is_not_believed(office: Office) -> None:
    from guiju.systems.messages.models import Message

    assert written(office, "x").status_code == 404
    connected(office)
    assert written(office, "x", "another secret").status_code == 403
    assert office.client().post(ROBOT, b"{}", "application/json").status_code == 403
    office.clock.move(hours=-2)
    stale = written(office, "x")
    office.clock.move(hours=2)
    assert stale.status_code == 200 and Message.objects.count() == 1
    assert office.client().put(ROBOT).status_code == 405


def test_a_call_that_is_too_large_or_too_often_is_not_read(office: Office) -> None:
    connected(office)
    large = office.client().post(ROBOT, b"x" * (65 << 10), "application/json")
    assert large.status_code == 413
    seen = {office.client().post(ROBOT, b"{}", "application/json").status_code for _ in range(300)}
    assert seen == {403, 429}


def test_wecom_asks_whether_the_address_is_ours(office: Office) -> None:
    connected(office, f"wecom://sample:{samples.KEYS.aes_key}@company-1?tell=Chat%20came")
    office.clock.now = samples.NOW
    hidden = samples.sealed(b"echo me")
    answer = office.client().get(ROBOT, {**samples.query_for(hidden), "echostr": hidden})
    assert (answer.status_code, answer.content) == (200, b"echo me")


def test_the_address_of_a_robot_is_one_it_can_be_called_by(office: Office) -> None:
    from guiju.web.administration import connections

    for address in ("dingtalk://", "wecom://token@company", "wecombot://key", "https://x"):
        assert connections.fault("robot", address) is not None, address
