"""Which shards a command is about: its transaction holds them, and no other does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from guiju.journal.store import shard_of
from guiju.run.commands import Command, DropMessage, KeepMessage, SendMessage, SendSignal
from guiju.run.commands.routing import (
    DropOutbox,
    FireStart,
    PutOffOutbox,
    RouteMessage,
    SwapOutbox,
    Sweep,
)

_ONLY: Final = (0,)


def shards_of(command: Command, count: int) -> tuple[int, ...]:
    """The shards that a command's transaction must hold.

    Args:
        count: how many the store has.
    """
    if count == 1:
        return _ONLY
    other = _OTHERS.get(type(command))
    return (shard_of(command.case, count),) if other is None else other(command, count)


def _of_key(command: Any, count: int) -> tuple[int, ...]:
    return (shard_of(command.key, count),)


def _of_id(command: Any, count: int) -> tuple[int, ...]:
    return (shard_of(command.message, count),)


def _of_shard(command: Any, count: int) -> tuple[int, ...]:
    return (command.shard,)


def _of_message(command: RouteMessage, count: int) -> tuple[int, ...]:
    return shard_of(command.message, count), shard_of(command.case, count)


def _of_start(command: FireStart, count: int) -> tuple[int, ...]:
    return command.row.shard, shard_of(command.case, count)


_OTHERS: Final[dict[type[Command], Callable[[Any, int], tuple[int, ...]]]] = {
    RouteMessage: _of_message,
    SendMessage: _of_key,
    SendSignal: _of_key,
    KeepMessage: _of_id,
    DropMessage: _of_id,
    FireStart: _of_start,
    DropOutbox: _of_shard,
    Sweep: _of_shard,
    SwapOutbox: lambda command, count: (command.after.shard,),
    PutOffOutbox: lambda command, count: (command.row.shard,),
}
"""How commands that are not about one case alone tell."""
