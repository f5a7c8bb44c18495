"""What models ask the messages (docs/systems/messages.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from guiju.run.jobs import BusinessError, Handler
from guiju.systems import asked
from guiju.systems.answering import Verb, answered
from guiju.systems.call import Call, moment, refused, written
from guiju.systems.directory import Directory
from guiju.systems.directory.tables import Tables
from guiju.systems.forward import forwarding
from guiju.systems.messages import meetings, minutes
from guiju.systems.messages.inbox import fetch
from guiju.systems.messages.models import Attempt, Message, Todo
from guiju.systems.messages.outgoing import Draft, read_files, send_all, write_down
from guiju.systems.messages.recipients import recipients
from guiju.systems.messages.sending import resume
from guiju.systems.once import once
from guiju.systems.wiring import Round, Surroundings
from guiju.systems.writing import writing

Answer = Mapping[str, Any]

_directory: Final[Directory] = Tables()


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """The handlers by job type."""
    topics: dict[str, Verb] = {
        "messages.send": send,
        "messages.invite": partial(meetings.invite, directory=_directory),
        "messages.replies": meetings.replies,
        "messages.minutes": partial(minutes.write_minutes, directory=_directory),
        "messages.confirm": minutes.confirm,
        "messages.confirmed": minutes.confirmed,
        "messages.remind": partial(minutes.remind, directory=_directory),
        "messages.keep": keep,
        "messages.kept": kept,
        "messages.todos": todos,
        "messages.settle": settle,
    }
    return answered("messages", {"forward": forwarding}, surroundings, topics)


def rounds(surroundings: Surroundings) -> Sequence[Round]:
    """The inbox, and messages whose sender died on the way."""

    def go_on() -> int:
        return resume(surroundings.of("messages"), surroundings.clock())

    return (partial(fetch, surroundings), go_on)


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Nothing is there before anything was said.

    Raises:
        ValueError: something is given all the same.
    """
    if values:
        raise ValueError(f"messages: expected nothing, found {sorted(values)}")


def send(call: Call) -> Answer:
    """Send a message to people and addresses."""
    to = recipients(call.values.get("to"), _directory)
    if not to:
        raise BusinessError("no-recipient", {"field": "to"})
    draft = Draft(
        about=call.values.get("about"),
        text=call.values.get("text"),
        kind=call.text("kind", "notice"),
        language=call.text("language", ""),
        channels=tuple(asked.texts(call.values.get("channels"))),
        attachments=read_files(call),
        todo_for=call.text("todo_for", ""),
    )
    if not draft.text:
        raise BusinessError("text-missing", {"field": "text"})
    content = {"to": [each.id for each in to], "about": draft.about, "text": draft.text}
    made = once(call, content, lambda: {"messages": write_down(call, draft, to)})
    numbers = made["messages"]
    sent = send_all(call, numbers)
    if sent["undelivered"] and call.yes("must_arrive"):
        missed = {"undelivered": sent["undelivered"], "todo": sent["todo"]}
        raise BusinessError("undelivered", missed)
    return {"message": numbers[0], **sent}


def keep(call: Call) -> Answer:
    """Keep what was said elsewhere (a chat, a call) with the case."""
    text = call.text("text", "")
    if not text:
        raise BusinessError("text-missing", {"field": "text"})
    channel = call.text("channel", "chat")
    outside = call.text("id", "")
    key = f"kept:{channel}:{outside}" if outside else f"kept:{call.topic}:{call.key}"
    at = moment(call.values["at"], "at", "time-malformed") if call.has("at") else call.now
    with writing():
        row, _ = Message.objects.get_or_create(
            key=key[:300],
            defaults={
                "batch": key[:300],
                "case": call.case,
                "direction": "in",
                "kind": "talk",
                "recipient": call.text("to", ""),
                "sender": call.text("person", "") or call.text("sender", ""),
                "text": text,
                "about": call.text("about", ""),
                "state": "received",
                "channel": channel[:16],
                "at": at,
            },
        )
    return {"message": row.pk}


def kept(call: Call) -> Answer:
    """All that was said in a case, the oldest first."""
    rows = Message.objects.filter(case=call.text("case", call.case)).order_by("at", "id")
    found = [described(row) for row in rows]
    return {"messages": found, "count": len(found)}


def described(row: Message) -> dict[str, Any]:
    """A message as answers and archives hold it."""
    failed = Attempt.objects.filter(message=row, state="failed").order_by("id")
    return {
        "id": row.pk,
        "direction": row.direction,
        "kind": row.kind,
        "to": row.recipient,
        "sender": row.sender,
        "about": row.about,
        "text": row.text,
        "channel": row.channel or None,
        "state": row.state,
        "at": written(row.at),
        "not_delivered": [each.channel for each in failed],
    }


def todos(call: Call) -> Answer:
    """What people must do since no channel could."""
    rows = Todo.objects.filter(case=call.text("case", call.case)).order_by("id")
    if call.values.get("open") is not False:
        rows = rows.filter(done_at=None)
    found = [
        {
            "id": row.pk,
            "what": row.what,
            "about": row.about,
            "to": row.recipient,
            "todo_for": row.todo_for or None,
            "reason": row.reason,
            "at": written(row.at),
            "done": row.done_at is not None,
        }
        for row in rows
    ]
    return {"todos": found, "count": len(found)}


def settle(call: Call) -> Answer:
    """A person has done what a to-do asks."""
    number = call.text("todo")
    how, person = call.text("how", ""), call.text("person", "")
    if not number.isdecimal() or not Todo.objects.filter(pk=int(number)).exists():
        raise refused("todo-unknown", "todo", "a to-do of the list", number)
    with writing():
        Todo.objects.filter(pk=int(number), done_at=None).update(
            done_at=call.now, done_by=person, how=how
        )
    return {"todo": int(number)}
