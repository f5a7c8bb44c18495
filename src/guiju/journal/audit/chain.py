"""The linear hash chain over the entries of a shard.

A leaf is one JSON array that holds everything an entry says; its hash is prefixed as RFC 6962
(2.1) has it, so that the same leaf hashes serve the chain and the tree.
"""

from __future__ import annotations

from hashlib import sha256
from struct import Struct
from typing import Final

from guiju.journal.store.exact import pack
from guiju.journal.store.rows import EntryRow

_NUMBER: Final = Struct(">Q").unpack_from

EMPTY: Final = bytes(32)
"""What the chain begins with."""


def leaf_bytes(row: EntryRow, shape: bytes, case: str) -> bytes:
    """What the hash of an entry covers: everything but its place in the chain."""
    return leaf_of(case, row.number, row.time, row.actor, row.key, row.body, shape, row.data)


def leaf_of(
    case: str, number: int, time: int, actor: str | None, key: int, body: int, shape: bytes,
    data: bytes,
) -> bytes:  # fmt: skip
    """The same, from its parts."""
    head = pack((case, number, time, actor, key, body))
    return b"".join((head[:-1], b",", shape, b",", data, b"]"))


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256 of a leaf, told apart from inner nodes by its first byte (RFC 6962, 2.1)."""
    return sha256(b"\0" + leaf).digest()


def next_link(chain: bytes, leaf: bytes) -> bytes:
    """The chain's hash after one more leaf, given the leaf's hash."""
    return sha256(chain + leaf).digest()


def link_of(chain: bytes) -> int:
    """The 63 bits of the chain's hash that every entry keeps, so that a break is named."""
    number: int = _NUMBER(chain)[0]
    return number >> 1
