"""Callbacks of a DingTalk robot (open.dingtalk.com, "receive messages"): HMAC over the time."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from guiju.standard import Problem
from guiju.systems.messages.callbacks.said import (
    Said,
    moment_of,
    not_near,
    not_signed,
    unreadable,
)


def read_dingtalk(
    secret: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> Said | Problem:
    """The message of a callback, or why it is not believed.

    Args:
        secret: the robot's `appSecret`.
        headers: of the request, names in any case; `timestamp` is in milliseconds.
        body: JSON.
        now: the moment, with zone.
    """
    given = {name.lower(): value for name, value in headers.items()}
    stamp = given.get("timestamp", "")
    if not hmac.compare_digest(signature(secret, stamp).encode(), given.get("sign", "").encode()):
        return not_signed("dingtalk")
    far = not_near(moment_of(stamp, 1000), now)
    if far is not None:
        return far
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    return _read(told, now)


def signature(secret: str, stamp: str) -> str:
    """Base64 of HMAC-SHA256 under the secret over the time, a line break and the secret."""
    return b64encode(hmac.digest(secret.encode(), f"{stamp}\n{secret}".encode(), sha256)).decode()


def _read(told: Any, now: datetime) -> Said | Problem:
    if not isinstance(told, Mapping) or not isinstance(told.get("msgId"), str):
        return unreadable("dingtalk", "a JSON object with msgId")
    text = told.get("text")
    content = text.get("content") if isinstance(text, Mapping) else None
    return Said(
        channel="dingtalk",
        id=told["msgId"],
        sender=str(told.get("senderStaffId") or told.get("senderNick") or ""),
        text=content.strip() if isinstance(content, str) else "",
        conversation=str(told.get("conversationId") or ""),
        title=str(told.get("conversationTitle") or ""),
        at=moment_of(told.get("createAt"), 1000) or now,
    )
