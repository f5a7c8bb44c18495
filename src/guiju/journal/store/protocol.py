"""What the engine asks of a store: one small protocol, implemented twice, tested by one suite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from guiju.journal.store.batch import Batch
from guiju.journal.store.rows import (
    CaseRow,
    EntryRow,
    HeadRow,
    JobRow,
    MessageRow,
    OutboxRow,
    ShardRow,
    StandardRow,
    TaskRow,
    TimerRow,
    WaitRow,
)


class Repeated(Exception):
    """A row breaks a unique key: a command of the batch was accepted before. Nothing is written."""


class Moved(Exception):
    """A shard does not stand where the caller believed. Nothing is written."""


class Failed(Exception):
    """The store cannot write: an I/O error, no room, no connection.

    Attributes:
        code: what kind: io, full, read-only, corrupt, connection, newer.
        unknown: the last commit may or may not have come through.
    """

    def __init__(self, code: str, text: str, unknown: bool = False) -> None:
        super().__init__(text)
        self.code = code
        self.unknown = unknown


class Reader(Protocol):
    """What can be asked without a transaction; each answer is of one moment."""

    def case(self, id_: str) -> CaseRow | None:
        """The case of that name."""

    def case_id(self, no: int) -> str | None:
        """The name of the case with that number."""

    def running(self, standards: Sequence[int], after: int, limit: int) -> list[tuple[int, str]]:
        """A page of (number, name) of running cases of some standards, behind a number."""

    def history(self, case_no: int) -> Sequence[tuple[EntryRow, bytes]]:
        """All entries of a case, oldest first, each with the body of its shape."""

    def chain(self, shard: int, after: int, limit: int) -> Sequence[tuple[EntryRow, bytes, str]]:
        """Entries of a shard after a seq, each with the body of its shape and its case's name."""

    def entry_by_key(self, case_no: int, key: int) -> EntryRow | None:
        """The entry a command with that key made."""

    def tasks(
        self, assignee: str, pools: Sequence[int], start: int, limit: int
    ) -> Sequence[tuple[TaskRow, str]]:
        """A page of tasks of an assignee ("" and pools: offered ones), each with the name of its
        case: first those without a due time, then by due time, among the same the oldest first;
        `start` of them are passed over."""

    def tasks_of(self, case_no: int) -> Sequence[TaskRow]:
        """Open tasks of a case."""

    def task(self, case_no: int, task: int) -> TaskRow | None:
        """One open task."""

    def pools(self) -> Sequence[tuple[int, bytes]]:
        """Every set of candidates."""

    def due(self, shards: Sequence[int], now: int, limit: int) -> Sequence[TimerRow]:
        """Timers that are due, the earliest first."""

    def next_due(self, shards: Sequence[int]) -> int | None:
        """When the next timer is due."""

    def timer(self, shard: int, due: int, case_no: int, wait: int) -> TimerRow | None:
        """One timer."""

    def schedules(self, shard: int) -> Sequence[TimerRow]:
        """The timers of processes, which start cases."""

    def expired(self, shards: Sequence[int], now: int, limit: int) -> Sequence[tuple[int, str]]:
        """(shard, id) of messages whose time is over, delivered or not."""

    def job(self, case_no: int, job: int) -> JobRow | None:
        """One job."""

    def jobs_of(self, case_no: int) -> Sequence[JobRow]:
        """Open jobs of a case."""

    def waiting(self, kind: str, name: str, key: str | None) -> Sequence[WaitRow]:
        """Who waits for a message or signal, oldest first; with a key, for it or for any."""

    def message(self, shard: int, id_: str) -> MessageRow | None:
        """A message that was handed in."""

    def messages_for(self, name: str, key: str, limit: int) -> Sequence[MessageRow]:
        """Messages without a receiver yet; with key "" whatever their key is."""

    def kept_messages(self, limit: int) -> Sequence[MessageRow]:
        """Messages without a receiver, for names that somebody waits for by now."""

    def messages_without(self, given_up: bool, limit: int) -> Sequence[MessageRow]:
        """Messages nobody has: those that were given up, the last first, or those that wait, the
        first to be given up first."""

    def has_jobs(self, shards: Sequence[int], topics: Sequence[str], now: int) -> bool:
        """Whether there is anything to lease."""

    def next_ready(self, shards: Sequence[int], topics: Sequence[str]) -> int | None:
        """When the next job may be taken; those to come wait for a back-off or are held."""

    def outbox_row(self, shard: int, no: int) -> OutboxRow | None:
        """One row of the outbox."""

    def outbox(
        self, shards: Sequence[int], now: int, limit: int, kinds: Sequence[str] = ()
    ) -> Sequence[OutboxRow]:
        """What is to be delivered now, of some kinds or of all."""

    def shard_rows(self) -> Sequence[ShardRow]:
        """Where each shard stands."""

    def standards(self) -> Sequence[StandardRow]:
        """Every deployed standard, in the order of deployment."""

    def standards_after(self, no: int) -> Sequence[StandardRow]:
        """The standards with a higher number."""

    def heads(self, shard: int) -> Sequence[HeadRow]:
        """Signed tree heads, the smallest first."""

    def counts(self) -> Mapping[str, int]:
        """Rows in each table, for health pages and tests."""


class Transaction(Reader, Protocol):
    """A transaction that holds its shards: nobody else writes to them until it ends."""

    def shard(self, shard: int) -> ShardRow:
        """Where a shard stands, as of this transaction."""

    def confirm(self) -> None:
        """Look whether the shards stand where the caller believed, before any of that is told.

        Raises:
            Moved: one of them stands elsewhere.
        """

    def cases(self, ids: Iterable[str]) -> Mapping[str, CaseRow]:
        """Cases by name; names that are unknown are left out."""

    def lease_jobs(
        self, shards: Sequence[int], topics: Sequence[str], worker: str, now: int, until: int,
        limit: int,
    ) -> Sequence[tuple[JobRow, str]]:  # fmt: skip
        """Take jobs that are ready: their fence rises. Each comes with its case's name."""

    def apply(self, batch: Batch) -> None:
        """Write everything of a batch.

        Raises:
            Repeated: a unique key is broken; the transaction must end without a commit.
        """


class Store(Protocol):
    """A place where cases are kept.

    Attributes:
        shards: how many shards it was made with.
        lanes: how many transactions it can usefully carry at once; shard s belongs to lane
            s modulo lanes.
    """

    shards: int
    lanes: int

    def reader(self) -> Reader:
        """A reader for the thread that asks."""

    def transaction(
        self, shards: Sequence[int], standing: Mapping[int, ShardRow] | None = None
    ) -> AbstractContextManager[Transaction]:
        """A transaction over some shards; it commits when the block ends without an exception.

        Args:
            shards: nobody else writes to them meanwhile.
            standing: where the caller believes them all to stand. A store may go by it and look
                only when it commits.

        Raises:
            Failed: the store cannot write.
            Moved: a shard stands elsewhere than the caller believed.
        """

    def tidy(self) -> None:
        """What has to be done between transactions now and then (checkpoints)."""

    def recover(self) -> None:
        """Open again and verify after a failure.

        Raises:
            Failed: it still cannot write.
        """

    def backup(self, target: str) -> None:
        """Write a consistent copy to a new file, under load too."""

    def subject_key(self, subject: str) -> bytes | None:
        """The key of a person's data; None once it has been erased or where there is none."""

    def add_subject(self, subject: str, key: bytes) -> bytes | None:
        """Keep a key unless one is there; gives back the one that counts, None when erased."""

    def erase_subject(self, subject: str, now: int) -> bool:
        """Destroy a person's key; False where it was destroyed before."""

    def close(self) -> None:
        """Let go of everything."""
