"""Callbacks of WeCom (developer.work.weixin.qq.com, document 91144): signed and encrypted XML."""

from __future__ import annotations

import hmac
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from lxml import etree

from guiju.standard import Problem
from guiju.systems.messages.callbacks.said import (
    Said,
    moment_of,
    not_near,
    not_signed,
    unreadable,
)

_BLOCK: Final = 32
"""The padding of WeCom fills up to 32 bytes, though AES has blocks of 16."""


@dataclass(frozen=True, slots=True)
class WecomKeys:
    """What WeCom shows where callbacks are set up.

    Attributes:
        token: goes into the signature.
        aes_key: the `EncodingAESKey`, 43 characters.
        receiver: whom messages are for: the company's id (`CorpID`).
    """

    token: str
    aes_key: str
    receiver: str


def read_wecom(
    keys: WecomKeys, query: Mapping[str, str], body: bytes, now: datetime
) -> Said | Problem:
    """The message of a callback, or why it is not believed.

    Args:
        keys: those of the robot or application.
        query: parameters of the address: `msg_signature`, `timestamp` (seconds), `nonce`.
        body: XML with the element `Encrypt`.
        now: the moment, with zone.
    """
    sealed = _fields(body).get("Encrypt", "")
    plain = _opened(keys, query, sealed, now)
    if isinstance(plain, Problem):
        return plain
    told = _fields(plain)
    if not told.get("FromUserName"):
        return unreadable("wecom", "XML with FromUserName")
    known = told.get("MsgId") or f"{told['FromUserName']}-{told.get('CreateTime', '')}"
    return Said(
        channel="wecom",
        id=known,
        sender=told["FromUserName"],
        text=told.get("Content", "").strip(),
        conversation=told.get("ChatId") or f"{told.get('AgentID', '')}:{told['FromUserName']}",
        title="",
        at=moment_of(told.get("CreateTime"), 1) or now,
    )


def echo_wecom(keys: WecomKeys, query: Mapping[str, str], now: datetime) -> bytes | Problem:
    """The answer to WeCom's question whether an address is ours: its `echostr`, decrypted."""
    return _opened(keys, query, query.get("echostr", ""), now)


def signature(token: str, stamp: str, nonce: str, sealed: str) -> str:
    """SHA-1 over the four texts, sorted and put together."""
    return sha1("".join(sorted((token, stamp, nonce, sealed))).encode()).hexdigest()


def _opened(
    keys: WecomKeys, query: Mapping[str, str], sealed: str, now: datetime
) -> bytes | Problem:
    stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    made = signature(keys.token, stamp, nonce, sealed)
    if not hmac.compare_digest(made.encode(), query.get("msg_signature", "").encode()):
        return not_signed("wecom")
    far = not_near(moment_of(stamp, 1), now)
    if far is not None:
        return far
    plain = _decrypted(keys, sealed)
    return unreadable("wecom", "a text encrypted for us") if plain is None else plain


def _decrypted(keys: WecomKeys, sealed: str) -> bytes | None:
    """16 bytes of dice, the length in 4, the message, and whom it is for; None where it is not."""
    try:
        key = b64decode(keys.aes_key + "=", validate=True)
        open_ = Cipher(AES(key), CBC(key[:16])).decryptor()
        padded = open_.update(b64decode(sealed, validate=True)) + open_.finalize()
    except ValueError:
        return None
    padding = padded[-1] if padded else 0
    if not 1 <= padding <= _BLOCK or len(padded) < 20 + padding:
        return None
    content = padded[16:-padding]
    length = int.from_bytes(content[:4], "big")
    message, receiver = content[4 : 4 + length], content[4 + length :]
    return message if receiver == keys.receiver.encode() else None


def _fields(text: bytes) -> dict[str, str]:
    """The elements of a flat XML by name; nothing of what cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    return {str(each.tag): each.text or "" for each in root}
