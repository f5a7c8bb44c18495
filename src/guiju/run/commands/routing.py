"""Commands of the engine to itself: bringing on what was handed in before."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.journal.store import OutboxRow, TimerRow
from guiju.run.commands.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteMessage(Command):
    """Bring a message that waits to whom it is for; `case` is where that is thought to be.

    Attributes:
        message: id of the message.
    """

    case: str = ""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropOutbox(Command):
    """Something of the outbox has been delivered."""

    case: str = ""
    shard: int
    no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOffOutbox(Command):
    """Something of the outbox could not be delivered and is tried again later."""

    case: str = ""
    row: OutboxRow
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapOutbox(Command):
    """Change a row of the outbox, where it still is what it was when somebody looked.

    Attributes:
        before: the row as it was; None where there was none.
        after: as it is to be.
        more: further rows to be sent.
    """

    case: str = ""
    before: OutboxRow | None
    after: OutboxRow
    more: tuple[OutboxRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FireStart(Command):
    """A start event's timer is due; `case` is the case it starts."""

    case: str = ""
    row: TimerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep(Command):
    """Give messages of a shard up, or forget them, whose time is over.

    Attributes:
        messages: their ids.
    """

    case: str = ""
    shard: int
    messages: tuple[str, ...]
