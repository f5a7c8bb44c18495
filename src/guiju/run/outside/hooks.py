"""Webhooks signed as Standard Webhooks 1.0 has it: id, timestamp and body under one HMAC.

Written here because time is an argument: the reference package reads the clock to verify, and
takes a signing time in any zone for UTC. The tests hold both to the same results.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from guiju.standard.model.problem import Problem

TOLERANCE: Final = timedelta(minutes=5)
"""How far a timestamp may lie from now; what is older may be a replay."""

_PREFIX: Final = "whsec_"
_LAST: Final = 253402300799
"""The last second a timestamp may name: the end of the year 9999."""


def read_secret(text: str) -> bytes | Problem:
    """The key in a written secret, ``whsec_`` and base64 of 24 to 64 bytes."""
    written = text.removeprefix(_PREFIX).rstrip("=")
    try:
        key = base64.b64decode(written + "=" * (-len(written) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if 24 <= len(key) <= 64:
        return key
    return Problem("hook-secret-malformed", "expected whsec_ and base64 of 24 to 64 bytes")


def write_secret(key: bytes) -> str:
    """A key as it is shown to the other side."""
    return _PREFIX + base64.b64encode(key).decode()


def sign(keys: Sequence[bytes], message: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a signed webhook.

    Args:
        keys: at least one; two while a secret is being changed, so that either is accepted.
        message: id of the message, the same at every attempt to deliver it.
        at: when this attempt is made.
        body: exactly the bytes that are sent.
    """
    stamp = str(int(at.timestamp()))
    marks = (_mark(key, message, stamp, body) for key in keys)
    return {
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{mark.decode()}" for mark in marks),
    }


def verify(
    keys: Sequence[bytes],
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> Problem | None:
    """Why a webhook that came in is not to be believed, or None if it is.

    A believed webhook may still be the second delivery of the same one: ``webhook-id`` tells.

    Args:
        keys: every key that is valid now.
        headers: in any case of letters.
        body: exactly the bytes that came.
    """
    given = {name.lower(): value for name, value in headers.items()}
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        if not given.get(name):
            return Problem("hook-header-missing", "expected {header}", values={"header": name})
    stamp = given["webhook-timestamp"]
    problem = _check_stamp(stamp, now, tolerance)
    if problem is not None:
        return problem
    message, written = given["webhook-id"], given["webhook-signature"]
    wanted = [_mark(key, message, stamp, body) for key in keys]
    if any(_same(mark, wanted) for mark in written.split()):
        return None
    return Problem("hook-signature-wrong", "expected a signature made with a key known here")


def _mark(key: bytes, message: str, stamp: str, body: bytes) -> bytes:
    signed = f"{message}.{stamp}.".encode() + body
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())


def _same(written: str, wanted: Sequence[bytes]) -> bool:
    version, _, mark = written.partition(",")
    found = mark.encode()
    return version == "v1" and any(hmac.compare_digest(found, one) for one in wanted)


def _check_stamp(stamp: str, now: datetime, tolerance: timedelta) -> Problem | None:
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 20 and int(stamp) <= _LAST):
        return Problem("hook-timestamp-malformed", "expected whole seconds since 1970")
    late = now.timestamp() - int(stamp)
    if abs(late) <= tolerance.total_seconds():
        return None
    return Problem(
        "hook-too-old" if late > 0 else "hook-too-new",
        "expected a timestamp within {tolerance} s of now, found one {late} s before it",
        values={"tolerance": int(tolerance.total_seconds()), "late": int(late)},
    )
