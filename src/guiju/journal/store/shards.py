"""Which shard a case lives in, and how its number tells so."""

from __future__ import annotations

import zlib
from typing import Final

_SHIFT: Final = 40
"""A case's number is its shard above these bits and its serial number below."""


def shard_of(name: str, shards: int) -> int:
    """The shard of a case id (or of a message's name and key): the same one for ever.

    Args:
        name: any text.
        shards: how many the store was made with; it never changes afterwards.
    """
    return zlib.crc32(name.encode()) % shards if shards > 1 else 0


def case_number(shard: int, serial: int) -> int:
    """The number of a case, which is the leading key of all its rows."""
    return (shard << _SHIFT) | serial


def shard_of_number(number: int) -> int:
    """The shard that a case's number lies in."""
    return number >> _SHIFT
