"""What chats tell us: believed only when signed, kept once, with the case it belongs to."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st

from guiju.standard import Problem
from guiju.systems.messages.callbacks.dingtalk import read_dingtalk
from guiju.systems.messages.callbacks.dingtalk import signature as dingtalk_signature
from guiju.systems.messages.callbacks.said import Said
from guiju.systems.messages.callbacks.wecom import WecomKeys, echo_wecom, read_wecom
from guiju.systems.messages.callbacks.wecom import signature as wecom_signature
from tests.systems.house import House

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECRET = "sample secret of a robot"
KEYS = WecomKeys("sample", b64encode(bytes(range(32))).decode().rstrip("="), "company-1")


def dingtalk(text: str, id_: str = "m-1", at: datetime = NOW) -> tuple[dict[str, str], bytes]:
    stamp = str(int(at.timestamp() * 1000))
    told = {
        "msgId": id_, "msgtype": "text", "text": {"content": f" {text}"}, "createAt": int(stamp),
        "conversationId": "group-1", "conversationTitle": "Orders", "senderStaffId": "ann",
    }  # fmt: skip
    headers = {"Timestamp": stamp, "Sign": dingtalk_signature(SECRET, stamp)}
    return headers, json.dumps(told).encode()


def sealed(message: bytes, receiver: str = "company-1") -> str:
    key = bytes(range(32))
    content = bytes(16) + len(message).to_bytes(4, "big") + message + receiver.encode()
    fill = 32 - len(content) % 32
    made = Cipher(AES(key), CBC(key[:16])).encryptor()
    return b64encode(made.update(content + bytes([fill]) * fill) + made.finalize()).decode()


def query_for(text: str, at: datetime = NOW) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    signed = wecom_signature("sample", stamp, "n-1", text)
    return {"timestamp": stamp, "nonce": "n-1", "msg_signature": signed}


def wecom(text: str, id_: str = "77", receiver: str = "company-1") -> tuple[dict[str, str], bytes]:
    told = (
        "<xml><ToUserName>company-1</ToUserName><FromUserName>ann</FromUserName>"
        f"<CreateTime>{int(NOW.timestamp())}</CreateTime><MsgType>text</MsgType>"
        f"<Content><![CDATA[{text}]]></Content><MsgId>{id_}</MsgId><AgentID>1</AgentID></xml>"
    )
    hidden = sealed(told.encode(), receiver)
    body = f"<xml><ToUserName>company-1</ToUserName><Encrypt>{hidden}</Encrypt></xml>"
    return query_for(hidden), body.encode()


def test_col_04_a_signed_message_of_dingtalk_is_read() -> None:
    assert read_dingtalk(SECRET, *dingtalk("辛苦了"), NOW) == Said(
        "dingtalk", "m-1", "ann", "辛苦了", "group-1", "Orders", NOW
    )


def test_col_04_an_encrypted_message_of_wecom_is_read() -> None:
    assert read_wecom(KEYS, *wecom("請確認"), NOW) == Said(
        "wecom", "77", "ann", "請確認", "1:ann", "", NOW
    )


def test_a_message_with_another_signature_or_an_old_time_is_not_believed() -> None:
    headers, body = dingtalk("hello")
    old = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    assert code(read_dingtalk("another", headers, body, NOW)) == "callback-signature"
    assert code(read_dingtalk(SECRET, *dingtalk("hello", at=old), NOW)) == "callback-time"
    query, sent = wecom("hello")
    assert code(read_wecom(KEYS, {**query, "nonce": "n-2"}, sent, NOW)) == "callback-signature"
    assert code(read_wecom(KEYS, *wecom("x", receiver="another"), NOW)) == "callback-unreadable"
    stale = {**query_for(sealed(b"hello"), old), "echostr": sealed(b"hello")}
    assert code(echo_wecom(KEYS, stale, NOW)) == "callback-time"


def test_the_question_of_wecom_whether_the_address_is_ours_is_answered() -> None:
    echo = sealed(b"1616140317555161061")
    assert echo_wecom(KEYS, {**query_for(echo), "echostr": echo}, NOW) == b"1616140317555161061"


@given(st.binary(max_size=200))
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    headers, _ = dingtalk("x")
    assert code(read_dingtalk(SECRET, headers, body, NOW)) == "callback-unreadable"
    hidden = b64encode(body).decode()
    xml = f"<xml><Encrypt>{hidden}</Encrypt></xml>".encode()
    assert code(read_wecom(KEYS, query_for(hidden), xml, NOW)) == "callback-unreadable"
    assert code(read_wecom(KEYS, query_for(""), body, NOW)).startswith("callback-")


ROBOTS: Mapping[str, Mapping[str, str]] = {
    "orders": {"kind": "dingtalk", "secret": SECRET},
    "house": {"kind": "wecom", "token": "sample", "aes_key": KEYS.aes_key, "receiver": "company-1"},
}


@pytest.fixture
def chatting(sqlite: str) -> House:
    house = House({"messages": {"robots": ROBOTS}})
    house("messages.keep", case="case-1", text="begun", channel="chat")
    return house


def test_col_04_a_talk_is_kept_once_with_the_case_it_named(chatting: House) -> None:
    from guiju.systems.messages.callbacks.taking import Answer, take_callback

    told = chatting.surroundings
    first = take_callback(told, "orders", {}, *dingtalk("[case-1] we begin"))
    again = take_callback(told, "orders", {}, *dingtalk("[case-1] we begin"))
    after = take_callback(told, "orders", {}, *dingtalk("done by noon", "m-2"))
    query, body = wecom("[case-1] 收到")
    wrote = take_callback(told, "house", query, {}, body)
    assert first == wrote == after == Answer(case="case-1")
    assert again == Answer(case="case-1", new=False)
    kept = chatting("messages.kept")["messages"][1:]
    assert sorted((each["channel"], each["sender"], each["text"]) for each in kept) == [
        ("dingtalk", "ann", "[case-1] we begin"),
        ("dingtalk", "ann", "done by noon"),
        ("wecom", "ann", "[case-1] 收到"),
    ]


def test_a_robot_that_nobody_set_up_is_not_known(chatting: House) -> None:
    from guiju.systems.messages.callbacks.taking import take_callback

    answer = take_callback(chatting.surroundings, "other", {}, {}, b"")
    assert code(answer) == "robot-unknown"


def code(found: object) -> str:
    assert isinstance(found, Problem)
    return found.code
