"""Taking a message over the first channel that accepts it; each attempt is written down."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction

from guiju.systems.messages.channels import CHANNELS
from guiju.systems.messages.letters import Attached, Letter, Undelivered
from guiju.systems.messages.models import Attempt, Message, Todo
from guiju.systems.writing import writing

UNSURE: Final = timedelta(minutes=2)
"""After so long an attempt that never ended is made again, under the same id."""

Settings = Mapping[str, Any]


def deliver(message: Message, settings: Settings, now: datetime) -> None:
    """Try the channels in their order until one takes the message, else make a to-do.

    Safe to call again, and at the same time from elsewhere: a channel that was tried is not
    tried again.
    """
    if message.state != "waiting":
        return
    inside = all(_stays_inside(channel, settings) for channel in message.channels)
    # What leaves the house is written down before and after; what stays needs one transaction.
    with writing() if inside else nullcontext():
        _try_channels(message, settings, now)


def _try_channels(message: Message, settings: Settings, now: datetime) -> None:
    failed = False
    for channel in message.channels:
        state = _attempt(message, channel, settings, now)
        if state == "trying":
            return
        if state in ("delivered", "kept"):
            _settled(message, state, channel)
            return
        failed = True
        if message.staff and "app" in message.channels[message.channels.index(channel) + 1 :]:
            _attempt(message, "app", settings, now)
    _give_up(message, "no channel took it" if failed else "no channel is known", now)


def _stays_inside(channel: str, settings: Settings) -> bool:
    """Whether a channel only keeps: the inbox, and one that nothing is set up for."""
    return channel not in CHANNELS or not settings.get(channel) or settings.get("outside") is False


def _settled(message: Message, state: str, channel: str) -> None:
    message.state, message.channel = state, channel
    with writing():
        Message.objects.filter(pk=message.pk, state="waiting").update(state=state, channel=channel)


def _give_up(message: Message, why: str, now: datetime) -> None:
    failures = Attempt.objects.filter(message=message, state="failed").order_by("id")
    reasons = "; ".join(f"{each.channel}: {each.reason}" for each in failures)
    message.state = "undelivered"
    with writing():
        Message.objects.filter(pk=message.pk, state="waiting").update(state="undelivered")
        Todo.objects.get_or_create(
            key=f"undelivered:{message.key}",
            defaults={
                "case": message.case,
                "what": "undelivered",
                "about": message.about,
                "recipient": message.recipient,
                "todo_for": message.todo_for,
                "reason": reasons or why,
                "at": now,
            },
        )


def _attempt(message: Message, channel: str, settings: Settings, now: datetime) -> str:
    """Try one channel once; returns the state of the attempt."""
    mine, row = _claim(message, channel, now)
    if not mine:
        return str(row.state)
    state, reason = _try(message, channel, settings, now)
    with writing():
        Attempt.objects.filter(pk=row.pk).update(state=state, reason=reason[:400], at=now)
    return state


def _claim(message: Message, channel: str, now: datetime) -> tuple[bool, Attempt]:
    """Make an attempt one's own; whoever comes second sees how it stands."""
    with writing():
        try:
            with transaction.atomic():
                made = Attempt.objects.create(
                    message=message, channel=channel, state="trying", at=now
                )
            return True, made
        except IntegrityError:
            row = Attempt.objects.get(message=message, channel=channel)
        lost = Attempt.objects.filter(pk=row.pk, state="trying", at__lt=now - UNSURE)
        return bool(lost.update(at=now)), row


def _try(message: Message, channel: str, settings: Settings, now: datetime) -> tuple[str, str]:
    if channel in (settings.get("down") or ()):
        return "failed", "the channel is down"
    if channel == "app":
        empty = bool(message.address.get("empty_role"))
        return ("failed", "nobody has this role") if empty else ("delivered", "")
    if channel not in CHANNELS:
        return "failed", f"expected one of app, {', '.join(CHANNELS)}, found {channel}"
    if _stays_inside(channel, settings):
        return "kept", "nothing is set up for this channel"
    try:
        CHANNELS[channel].send(_letter(message, channel), settings[channel])
    except Undelivered as error:
        return "failed", str(error)
    return "delivered", ""


def _letter(message: Message, channel: str) -> Letter:
    files = tuple(Attached(each["name"], read_base64(each)) for each in message.attachments)
    return Letter(
        id=message.mail_id or message.key,
        to=str(message.address.get(channel, "")),
        name=str(message.address.get("name", "")),
        about=message.about,
        text=message.text,
        case=message.case,
        at=message.at,
        kind=message.kind,
        files=files,
        calendar=message.calendar,
        calendar_method="CANCEL" if "METHOD:CANCEL" in message.calendar else "REQUEST",
    )


def read_base64(file: Mapping[str, Any]) -> bytes:
    """The content of a file that came as base64; a text as UTF-8.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(file.get("text"), str):
        return str(file["text"]).encode()
    try:
        return base64.b64decode(str(file.get("content", "")), validate=True)
    except binascii.Error as error:
        raise ValueError(f"expected base64, found {error}") from None


def resume(settings: Settings, now: datetime) -> int:
    """Go on with messages whose sender died on the way; returns how many."""
    stuck = Message.objects.filter(state="waiting", direction="out", at__lt=now - UNSURE)
    many = list(stuck.order_by("id")[:100])
    for message in many:
        deliver(message, settings, now)
    return len(many)


def bounced(message: Message, reason: str, settings: Settings, now: datetime) -> None:
    """A mail came back: its channel failed after all, and the next one is tried."""
    with writing():
        Attempt.objects.update_or_create(
            message=message,
            channel="mail",
            defaults={"state": "failed", "reason": reason[:400], "at": now},
        )
        Message.objects.filter(pk=message.pk).update(state="waiting", channel="")
    message.state = "waiting"
    deliver(message, settings, now)
