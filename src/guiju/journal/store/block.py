"""The block of one transaction, for both stores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from guiju.journal.store.rows import ShardRow

T = TypeVar("T")


class Beginning(Protocol[T]):
    """A store as its own blocks see it."""

    def begin(self, shards: Sequence[int], standing: Mapping[int, ShardRow] | None) -> T:
        """Begin a transaction."""
        ...

    def end(self, transaction: T, error: BaseException | None) -> None:
        """Commit it, or take everything back where there was an error."""
        ...


class Block(Generic[T]):
    """Begins where it is entered and ends where it is left.

    Every command goes through one: a generator costs more.
    """

    __slots__ = ("shards", "standing", "store", "transaction")

    def __init__(
        self, store: Beginning[T], shards: Sequence[int], standing: Mapping[int, ShardRow] | None
    ) -> None:
        self.store = store
        self.shards = shards
        self.standing = standing

    def __enter__(self) -> T:
        self.transaction = self.store.begin(self.shards, self.standing)
        return self.transaction

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.store.end(self.transaction, error)
