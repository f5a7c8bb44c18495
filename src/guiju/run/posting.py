"""Messages inside one transaction: kept first, then brought to the one case they are for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from guiju.journal.store import (
    FOR_ALL,
    GIVEN_UP,
    NOBODY_YET,
    MessageRow,
    WaitRow,
    pack,
    shard_of,
    unpack,
)
from guiju.run.answer import Accepted, Answer
from guiju.run.commands import Deliver, SendMessage, SendSignal, StartCase
from guiju.run.commands.command import content
from guiju.run.commands.routing import RouteMessage
from guiju.run.digest import digest
from guiju.run.refusal import Refusal, expected
from guiju.run.starting import starts_of
from guiju.run.times import micros
from guiju.run.work import correlation_text

if TYPE_CHECKING:
    from guiju.run.desk import Desk

NOT_YET = Accepted("", 0, "MessageKept", "")
"""A message is on disk and waits for a receiver."""


def take_message(desk: Desk, command: SendMessage) -> Answer:
    """Keep a message and deliver it where its receiver is within reach."""
    key = correlation_text(command.correlation)
    body = pack(dict(command.values))
    return _keep(desk, command, key, body, NOBODY_YET) or deliver(desk, command.key)


def take_signal(desk: Desk, command: SendSignal) -> Answer:
    """Keep a signal for everyone who listens; the outbox brings it to them."""
    body = pack(dict(command.values))
    known = _keep(desk, command, "", body, FOR_ALL)
    if known is not None:
        return known
    shard = message_shard(desk, command.key)
    no = -digest(command.key)
    sent = pack([command.name, "", None, dict(command.values), "", ""])
    row = (shard, no, command.key, "signal", sent, micros(desk.now), 0)
    desk.batch.put("outbox", (shard, no), row)
    return Accepted("", 0, "SignalSent", "")


def message_shard(desk: Desk, id_: str) -> int:
    """The shard a message is kept in."""
    return shard_of(id_, desk.shards)


def find_message(desk: Desk, id_: str) -> MessageRow | None:
    """A message, as this transaction has it by now."""
    shard = message_shard(desk, id_)
    here = desk.batch.get("messages", (shard, id_))
    if here is not None:
        found: MessageRow = here
        return found
    return desk.transaction.message(shard, id_)


def _keep(
    desk: Desk, command: SendMessage | SendSignal, key: str, payload: bytes, delivered: int
) -> Answer | None:
    """Write a message down; or the answer, where its id is known."""
    body = digest(pack(content(command)))
    known = find_message(desk, command.key)
    if known is not None and known.delivered != GIVEN_UP:
        if known.body != body:
            return expected("key-reused", "the same command for the same key", "another command")
        if known.delivered <= 0:
            return NOT_YET._replace(repeated=True)
        case = desk.transaction.case_id(known.delivered) or ""
        return Accepted(case, 0, "MessageReceived", "", True)
    shard = message_shard(desk, command.key)
    seconds = command.seconds if isinstance(command, SendMessage) else 86_400
    expires = micros(desk.now) + seconds * 1_000_000
    row = MessageRow(shard, command.key, body, command.name, key, payload, delivered, expires)
    desk.batch.put("messages", (shard, command.key), row)
    return None


def route(desk: Desk, command: RouteMessage) -> Answer:
    """Deliver a message that was kept before."""
    row = find_message(desk, command.message)
    if row is None or row.delivered != NOBODY_YET:
        return message_gone()
    return deliver(desk, command.message)


def message_gone() -> Refusal:
    """The answer where nobody looks for a receiver any more."""
    return expected("message-gone", "a message without a receiver", "none")


def deliver(desk: Desk, id_: str) -> Answer:
    """Bring a kept message to the oldest wait for it, else to a process that it starts."""
    row = find_message(desk, id_)
    assert row is not None
    if row.expires <= micros(desk.now):
        return NOT_YET
    for command in receivers(desk, row):
        answer = desk.take(command)
        if isinstance(answer, Accepted):
            case = desk.open.get(answer.case)
            number = case.no if case is not None else desk.number_of(answer.case)
            desk.batch.put("messages", (row.shard, id_), row._replace(delivered=number))
            return answer
    return NOT_YET


def receivers(desk: Desk, row: MessageRow) -> Iterator[Deliver | StartCase]:
    """Who could get a message, as far as this transaction holds their shards."""
    values = unpack(row.payload)
    key = f"m:{row.id}"
    for wait in list(_waiting(desk, row)):
        case = desk.name_of(wait.case_no)
        if case is not None:
            yield Deliver(
                case=case, wait=wait.wait, kind="message", name=row.name, values=values, key=key
            )
    for process, element, event in starts_of(desk.standards, "message", row.name):
        id_ = f"{process}-{row.id}"
        if shard_of(id_, desk.shards) in desk.held:
            yield StartCase(
                case=id_, process=process, start=element, event=event, values=values, key=key
            )


def _waiting(desk: Desk, row: MessageRow) -> Iterator[WaitRow]:
    here: dict[Any, Any] = desk.batch.tables.get("waits", {})
    found = desk.transaction.waiting("message", row.name, row.key or None)
    for wait in found:
        if wait.shard in desk.held and here.get(tuple(wait), wait) is not None:
            yield wait
    for wait in list(here.values()):
        named = wait is not None and (wait.kind, wait.name) == ("message", row.name)
        if named and (not row.key or wait.key in (row.key, "")):
            yield wait
