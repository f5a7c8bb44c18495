"""One message of a chat, and why one is not believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from guiju.standard import Problem

NEAR: Final = timedelta(hours=1)
"""How far the time of a callback may lie from ours: DingTalk's documented limit, kept for all."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message that somebody wrote to a robot.

    Attributes:
        channel: dingtalk or wecom.
        id: of the message there; the same id is the same message.
        sender: id of the person there, which is that of the company's own directory.
        text: what was written; empty where it was no text.
        conversation: id of the talk or group.
        title: of the group, where there is one.
        at: when it was written, UTC.
    """

    channel: str
    id: str
    sender: str
    text: str
    conversation: str
    title: str
    at: datetime


def moment_of(number: object, scale: int) -> datetime | None:
    """A moment from a count of `scale` units a second since 1970; None where it is none."""
    try:
        return datetime.fromtimestamp(int(str(number)) / scale, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def not_near(sent: datetime | None, now: datetime) -> Problem | None:
    """Why a callback is too old or too new, or None."""
    if sent is not None and abs(sent - now) <= NEAR:
        return None
    return Problem(
        "callback-time",
        "expected a time within one hour of {now}, found {found}",
        values={"now": now.isoformat(), "found": sent.isoformat() if sent else None},
    )


def not_signed(channel: str) -> Problem:
    """A signature that is not the one of the shared secret."""
    return Problem(
        "callback-signature",
        "expected the signature {channel} makes with our secret, found another",
        values={"channel": channel},
    )


def unreadable(channel: str, expected: str) -> Problem:
    """A body that is not what the chat's documentation says."""
    return Problem(
        "callback-unreadable",
        "{channel}: expected {expected}",
        values={"channel": channel, "expected": expected},
    )
