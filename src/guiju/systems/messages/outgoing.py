"""Writing down what is to be sent: a message for each recipient, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems.call import Call, refused
from guiju.systems.messages.channels.mail import domain_of
from guiju.systems.messages.models import Attempt, Message, Todo
from guiju.systems.messages.recipients import Recipient
from guiju.systems.messages.sending import deliver, read_base64
from guiju.systems.messages.words import in_language


@dataclass(frozen=True, slots=True)
class Draft:
    """What is sent to several recipients; `about` and `text` may be texts by language."""

    about: Any
    text: Any
    kind: str = "notice"
    language: str = ""
    channels: tuple[str, ...] = ()
    attachments: Sequence[Mapping[str, Any]] = ()
    calendar: str = ""
    todo_for: str = ""
    batch: str = ""
    sentences: Mapping[str, str] = field(default_factory=dict)


def write_down(call: Call, draft: Draft, to: Sequence[Recipient]) -> list[int]:
    """Make the rows of a draft, waiting to be sent; returns their numbers."""
    return [_write(call, draft, each).pk for each in to]


def _write(call: Call, draft: Draft, to: Recipient) -> Message:
    batch = draft.batch or f"{call.topic}:{call.key}"
    key = f"{batch}:{to.id}"
    if len(key) > 250:
        key = f"{batch[:180]}:{sha256(key.encode()).hexdigest()}"
    language = draft.language or to.language or str(call.settings.get("language", "en"))
    wanted = tuple(c for c in draft.channels if c == "app" or c in to.address)
    address: dict[str, Any] = {**to.address, "name": to.name}
    if to.empty_role and _somebody():
        address["empty_role"] = True
    mark = sha256(key.encode()).hexdigest()[:32]
    return Message.objects.create(
        key=key,
        batch=batch[:300],
        case=call.case,
        direction="out",
        kind=draft.kind[:40],
        recipient=to.id[:254],
        address=address,
        staff=to.staff,
        channels=list(_with_inbox(wanted, to) if wanted else to.channels),
        language=language,
        about=in_language(draft.about, language),
        text=in_language(draft.text, language),
        attachments=[dict(each) for each in draft.attachments],
        calendar=draft.calendar,
        mail_id=f"{mark}@{domain_of(call.settings.get('mail') or {})}",
        state="waiting",
        todo_for=draft.todo_for,
        at=call.now,
    )


def _with_inbox(channels: tuple[str, ...], to: Recipient) -> tuple[str, ...]:
    return (*channels, "app") if to.staff and "app" not in channels else channels


def _somebody() -> bool:
    """Whether the directory holds anybody: without people every role is an inbox of its own."""
    from guiju.systems.directory.models import Person

    return Person.objects.exists()


def send_all(call: Call, numbers: Sequence[int]) -> dict[str, Any]:
    """Send what was written down; the same rows as often as the job is tried."""
    rows = list(Message.objects.filter(pk__in=list(numbers)).order_by("id"))
    for row in rows:
        deliver(row, call.settings, call.now)
    sent = [report(row) for row in rows]
    missed = [each for each in sent if each["state"] == "undelivered"]
    todo = Todo.objects.filter(key__in=[f"undelivered:{row.key}" for row in rows]).first()
    return {
        "sent": sent,
        "delivered": not missed,
        "undelivered": missed,
        "todo": todo.pk if todo else None,
    }


def report(row: Message) -> dict[str, Any]:
    """How a message went."""
    failed = Attempt.objects.filter(message=row, state="failed").order_by("id")
    return {
        "to": row.recipient,
        "channel": row.channel or None,
        "state": row.state,
        "reason": "; ".join(f"{each.channel}: {each.reason}" for each in failed) or None,
        "not_delivered": [each.channel for each in failed],
    }


def read_files(call: Call) -> list[dict[str, Any]]:
    """The attachments of a call, checked.

    Raises:
        BusinessError: `attachment-malformed`.
    """
    files = []
    for n, each in enumerate(call.items("attachments")):
        name = str(each.get("name") or "").replace("\\", "/").rpartition("/")[2].strip()
        try:
            read_base64(each)
        except ValueError as error:
            raise refused("attachment-malformed", f"attachments[{n}]", "base64", error) from None
        if not name:
            raise BusinessError("attachment-malformed", {"field": f"attachments[{n}].name"})
        files.append({**each, "name": name})
    return files
