"""The Merkle tree of RFC 6962, section 2.1: root, and proof that a leaf is in it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

NOTHING: Final = sha256(b"").digest()
"""Root of the empty tree."""


def node(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """A tree that grows leaf by leaf and remembers one hash for each bit of its size."""

    __slots__ = ("peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append a leaf, given its hash."""
        size = self.size
        while size & 1:
            leaf = node(self.peaks.pop(), leaf)
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The tree's root as it is now."""
        if not self.peaks:
            return NOTHING
        peaks = list(self.peaks)
        found = peaks.pop()
        while peaks:
            found = node(peaks.pop(), found)
        return found


def _half(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over some leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier.root()


def audit_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from a leaf to the root, nearest first (RFC 6962, 2.1.1)."""
    if len(leaves) <= 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*audit_path(leaves[:half], index), root(leaves[half:])]
    return [*audit_path(leaves[half:], index - half), root(leaves[:half])]


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that an audit path leads to; None where the path does not fit the size."""
    if not 0 <= index < size:
        return None
    if size == 1:
        return leaf if not path else None
    if not path:
        return None
    half = _half(size)
    *inner, last = path
    if index < half:
        left = root_by_path(leaf, index, half, inner)
        return None if left is None else node(left, last)
    right = root_by_path(leaf, index - half, size - half, inner)
    return None if right is None else node(last, right)
