"""Signed tree heads: what the journal was at a moment, under a key that can be checked later."""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from guiju.journal.audit.chain import leaf_bytes, leaf_hash, next_link
from guiju.journal.audit.tree import Frontier
from guiju.journal.store import Batch, HeadRow, Reader, Store, pack
from guiju.journal.store.crash import crash_point

PAGE: Final = 5000


def signed_bytes(shard: int, size: int, time: int, root: bytes, chain: bytes) -> bytes:
    """What the signature of a head covers."""
    return pack(["guiju tree head 1", shard, size, time, root.hex(), chain.hex()])


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes that others check signatures with."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def read_private_key(secret: bytes) -> Ed25519PrivateKey:
    """A signing key from its 32 secret bytes, which the door has from a file or a vault.

    Raises:
        ValueError: they are not 32 bytes.
    """
    return Ed25519PrivateKey.from_private_bytes(secret)


def sign_heads(store: Store, key: Ed25519PrivateKey, now: int) -> list[HeadRow]:
    """Sign a head for every shard that has entries no head covers yet.

    Args:
        now: the moment, microseconds.

    Returns:
        The new heads.
    """
    made = []
    reader = store.reader()
    for standing in reader.shard_rows():
        heads = reader.heads(standing.shard)
        if standing.seq and (not heads or heads[-1].size < standing.seq):
            made.append(sign_head(reader, standing.shard, standing.seq, key, now))
    for head in made:
        with store.transaction((head.shard,)) as transaction:
            batch = Batch()
            batch.put("heads", (head.shard, head.size), head)
            transaction.apply(batch)
        crash_point("head-signed")
    return made


def sign_head(reader: Reader, shard: int, size: int, key: Ed25519PrivateKey, now: int) -> HeadRow:
    """The head over the first `size` entries of a shard."""
    frontier, chain = Frontier(), bytes(32)
    while frontier.size < size:
        rows = reader.chain(shard, frontier.size, min(PAGE, size - frontier.size))
        if not rows:
            raise ValueError(f"expected {size} entries in shard {shard}, found {frontier.size}")
        for row, shape, case in rows:
            leaf = leaf_hash(leaf_bytes(row, shape, case))
            frontier.add(leaf)
            chain = next_link(chain, leaf)
    root = frontier.root()
    signature = key.sign(signed_bytes(shard, size, now, root, chain))
    return HeadRow(shard, size, now, root, chain, public_bytes(key), signature)


def is_genuine(head: HeadRow, trusted: bytes | None = None) -> bool:
    """Whether a head's signature is right, and by the trusted key where one is given."""
    if trusted is not None and head.key != trusted:
        return False
    signed = signed_bytes(head.shard, head.size, head.time, head.root, head.chain)
    try:
        Ed25519PublicKey.from_public_bytes(head.key).verify(head.signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True
