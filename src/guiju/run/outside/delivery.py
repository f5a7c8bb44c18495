"""One attempt to deliver one webhook, and what follows from how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

from guiju.standard.model.problem import Problem

from .backoff import Backoff, Dice
from .door import Door
from .exact import write_json
from .hooks import sign
from .trouble import Trouble

_NONE: Final = timedelta()


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook to be delivered.

    Attributes:
        id: the same at every attempt; the other side tells a repetition by it.
        url: where to.
        type: what happened, full-stop separated: ``case.completed``.
        at: when it happened.
        data: JSON values, decimals as ``Decimal``.
    """

    id: str
    url: str
    type: str
    at: datetime
    data: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went.

    Attributes:
        delivered: the other side said so (2xx).
        permanent: a further attempt is of no use.
        status: of the answer, if there was one.
        problem: what went wrong, if anything did.
        at_least: how long the other side asks to be left alone.
    """

    delivered: bool
    permanent: bool = False
    status: int | None = None
    problem: Problem | None = None
    at_least: timedelta = _NONE


def deliver(door: Door, hook: Hook, keys: Sequence[bytes], now: datetime) -> Outcome:
    """Make one attempt. Never raises for what the network or the other side does."""
    body = write_body(hook)
    headers = sign(keys, hook.id, now, body) | {"content-type": "application/json"}
    try:
        answer = door.call("POST", hook.url, body, headers)
    except Trouble as trouble:
        problem = Problem(trouble.code, trouble.template, hook.id, trouble.values)
        return Outcome(False, trouble.permanent, problem=problem)
    if answer.ok:
        return Outcome(True, status=answer.status)
    problem = Problem(
        "hook-not-accepted", "expected 2xx, found {status}", hook.id, {"status": answer.status}
    )
    at_least = read_retry_after(answer.headers.get("retry-after", ""), now)
    return Outcome(False, answer.permanent, answer.status, problem, at_least)


def next_attempt(
    outcome: Outcome, failed: int, backoff: Backoff, now: datetime, dice: Dice
) -> datetime | None:
    """When to try again after the ``failed``-th attempt; None: delivered, or a dead letter."""
    if outcome.delivered or outcome.permanent:
        return None
    return backoff.next_at(failed, now, dice, outcome.at_least)


def write_body(hook: Hook) -> bytes:
    """The body of a hook: type, timestamp and data, the same bytes at every attempt."""
    payload = {"type": hook.type, "timestamp": _stamp(hook.at), "data": hook.data}
    return write_json(payload).encode()


def read_retry_after(text: str, now: datetime) -> timedelta:
    """``Retry-After`` (RFC 9110, 10.2.3), in seconds or as a date; nothing if unreadable."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**8))
    try:
        at = parsedate_to_datetime(text)
        return max(_NONE, (at if at.tzinfo else at.replace(tzinfo=UTC)) - now)
    except (ValueError, TypeError, OverflowError, IndexError):
        return _NONE


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
