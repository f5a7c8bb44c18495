"""Messages nobody came for: given up when their time is over, kept on or dropped by a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from guiju.journal.store import GIVEN_UP, NOBODY_YET, MessageRow, Reader, unpack
from guiju.run.answer import Accepted, Answer
from guiju.run.commands import DropMessage, KeepMessage
from guiju.run.commands.routing import Sweep
from guiju.run.posting import deliver, find_message, message_gone
from guiju.run.times import micros, moment

if TYPE_CHECKING:
    from guiju.run.desk import Desk

SHOWN_FOR: Final = 90 * 86_400 * 1_000_000
"""How long (microseconds) a message that was given up can still be seen, and kept on."""


class Unreceived(NamedTuple):
    """A message nobody has.

    Attributes:
        correlation: value that picks its case; None where any case will do.
        given_up: nobody came for it in time; else it waits.
        until: when it was given up, or will be.
    """

    id: str
    name: str
    correlation: Any
    values: Mapping[str, Any]
    given_up: bool
    until: datetime


def unreceived(reader: Reader, most: int) -> list[Unreceived]:
    """Messages nobody has, those that were given up first; at most so many of either kind."""
    rows = [*reader.messages_without(True, most), *reader.messages_without(False, most)]
    return [
        Unreceived(
            each.id, each.name, _value(each.key), unpack(each.payload), each.delivered == GIVEN_UP,
            moment(given_up_at(each)),
        )
        for each in rows
    ]  # fmt: skip


def sweep(desk: Desk, command: Sweep) -> Answer:
    """Give messages up whose time is over, forget those that need nobody any more.

    Returns:
        An answer whose number says how many.
    """
    count = 0
    for id_ in command.messages:
        row = find_message(desk, id_)
        if row is not None and row.expires <= micros(desk.now):
            later = row._replace(delivered=GIVEN_UP, expires=row.expires + SHOWN_FOR)
            desk.batch.put(
                "messages", (row.shard, id_), later if row.delivered == NOBODY_YET else None
            )
            count += 1
    return Accepted("", count, "MessagesSwept", "")


def keep_on(desk: Desk, command: KeepMessage) -> Answer:
    """Let a message wait anew, and bring it to whom waits for it by now."""
    row = _unreceived(desk, command.message)
    if row is None:
        return message_gone()
    until = micros(desk.now) + command.seconds * 1_000_000
    row = row._replace(delivered=NOBODY_YET, expires=until)
    desk.batch.put("messages", (row.shard, row.id), row)
    return deliver(desk, row.id)


def drop(desk: Desk, command: DropMessage) -> Answer:
    """Forget a message that nobody has."""
    row = _unreceived(desk, command.message)
    if row is None:
        return message_gone()
    desk.batch.put("messages", (row.shard, row.id), None)
    return Accepted("", 0, "MessageDropped", "")


def given_up_at(row: MessageRow) -> int:
    """When (microseconds) a message was given up, or will be."""
    return row.expires - SHOWN_FOR if row.delivered == GIVEN_UP else row.expires


def _unreceived(desk: Desk, id_: str) -> MessageRow | None:
    row = find_message(desk, id_)
    return row if row is not None and row.delivered in (NOBODY_YET, GIVEN_UP) else None


def _value(key: str) -> Any:
    """What `correlation_text` was made of."""
    return unpack(key.encode()) if key else None
