"""One transaction on PostgreSQL: shards are locked in order, all rows are written at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import psycopg

from guiju.journal.store.batch import Batch
from guiju.journal.store.crash import crash_point
from guiju.journal.store.postgres.arrays import int8s, values
from guiju.journal.store.postgres.connection import failure
from guiju.journal.store.postgres.session import Session
from guiju.journal.store.postgres.writing import (
    Write,
    parameters,
    split,
    writing,
)
from guiju.journal.store.protocol import Moved
from guiju.journal.store.queries import Queries, columns
from guiju.journal.store.rows import BY_NAME, CaseRow, JobRow, ShardRow
from guiju.journal.store.statements import POINTS, in_order

_NOTHING: Final[Mapping[Any, Any]] = {}


def _locking(shards: Sequence[int]) -> str:
    """Begin and lock, in one message: numbers of shards are our own and need no parameters."""
    wanted = ", ".join(map(str, shards)) or "NULL"
    return (
        f"BEGIN; SELECT {columns(ShardRow)} FROM shards WHERE shard IN ({wanted})"
        " ORDER BY shard FOR UPDATE"
    )


class PostgresReader(Queries):
    """Questions over one connection."""

    def __init__(self, connection: Session) -> None:
        self.connection = connection

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement."""
        try:
            cursor = self.connection.execute(sql.replace("?", "%s"), values)
            return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise failure(error) from error


class PostgresTransaction(PostgresReader):
    """Reads and writes inside one transaction.

    Where the caller knows how its shards stand and asks nothing, all is one statement and one
    round trip, which writes nothing if somebody else has written there. Otherwise it begins and
    locks, writes, and commits. (psycopg's pipeline would join those three, and costs more
    processor time than the round trips.)

    Attributes:
        standing: where the shards it holds stand.
        begun: the shards are locked; until then their standing is only believed.
        pending: what is written with the commit, or before the next question.
    """

    def __init__(
        self, connection: Session, shards: Sequence[int],
        believed: Mapping[int, ShardRow] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(connection)
        self.shards = shards
        self.pending: Batch | None = None
        self.begun = False
        self.standing: Mapping[int, ShardRow] = {}
        if shards and believed is not None and all(each in believed for each in shards):
            self.standing = {each: believed[each] for each in shards}
        else:
            self._begin()

    def _begin(self) -> None:
        """Lock the shards.

        Raises:
            Moved: one of them stands elsewhere than was believed.
        """
        found = self.connection.execute(_locking(self.shards), prepare=False)
        found.nextset()
        locked = {row[0]: ShardRow(*row) for row in found.fetchall()}
        self.begun = True
        if self.standing and locked != self.standing:
            raise Moved(f"expected {self.standing}, found {locked}")
        self.standing = locked

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement, which sees what was applied before."""
        if not self.begun:
            self._begin()
        if self.pending is not None:
            self._send(self.pending)
        return super().ask(sql, values)

    def shard(self, shard: int) -> ShardRow:
        """Where a shard stands; it must be one of those the transaction holds."""
        return self.standing[shard]

    def confirm(self) -> None:
        """Look whether the shards stand where the caller believed."""
        if not self.begun:
            self._begin()

    def cases(self, ids: Iterable[str]) -> Mapping[str, CaseRow]:
        """Cases by name; names that are unknown are left out."""
        sql = f"SELECT {columns(CaseRow)} FROM cases WHERE id = ANY(?)"
        return {row[1]: CaseRow(*row) for row in self.ask(sql, (list(ids),))}

    def lease_jobs(
        self, shards: Sequence[int], topics: Sequence[str], worker: str, now: int, until: int,
        limit: int,
    ) -> Sequence[tuple[JobRow, str]]:  # fmt: skip
        """Take jobs that are ready, passing over those that others are just taking."""
        sql = (
            "UPDATE jobs j SET ready = ?, fence = j.fence + 1, worker = ? FROM ("
            " SELECT case_no, job FROM jobs WHERE shard = ANY(?) AND topic = ANY(?)"
            " AND ready <= ? AND tries > 0 ORDER BY ready LIMIT ? FOR UPDATE SKIP LOCKED"
            ") taken, cases c WHERE j.case_no = taken.case_no AND j.job = taken.job"
            f" AND c.no = j.case_no RETURNING {columns(JobRow, 'j')}, c.id"
        )
        values = (until, worker, list(shards), list(topics), now, limit)
        return [(JobRow(*row[:-1]), row[-1]) for row in self.ask(sql, values)]

    def apply(self, batch: Batch) -> None:
        """Write everything of a batch with the commit, in the order of the tables."""
        self.pending = batch

    def commit(self) -> None:
        """Write what is pending, and commit.

        Raises:
            Moved: a shard stands elsewhere than was believed; nothing is written.
        """
        if self.pending is not None:
            self._send(self.pending)
        crash_point("before-commit")
        if self.begun:
            self.connection.execute("COMMIT", prepare=False)

    def _send(self, batch: Batch) -> None:
        self.pending = None
        writes: list[Write] = []
        for name in in_order(batch):
            writes += split(BY_NAME[name], batch.tables[name], batch.new)
            if name in POINTS:
                crash_point(POINTS[name])
        if not writes:
            return
        alone = all(len(rows) == 1 for _, _, rows, _ in writes)
        if self.begun:
            self._write("locked", [], writes, alone)
            return
        moved = list(batch.tables.get("shards", _NOTHING).values())
        if alone and len(self.shards) == len(moved) == 1:
            others = [each for each in writes if each[0] != "shards"]
            held = self._write("moved", self._moved(moved[0]), others, alone)
        else:
            held = self._write("believed", [int8s(self.shards), int8s(self._seqs())], writes, alone)
        if held != len(self.shards):
            raise Moved(f"expected {self.standing}")

    def _write(
        self, guard: str, first: Sequence[Any], writes: Sequence[Write], alone: bool
    ) -> int:  # fmt: skip
        sql = writing(tuple([each[:2] for each in writes]), guard, alone)
        return self.connection.write(sql, [*first, *parameters(writes, alone)])

    def _moved(self, row: Sequence[Any]) -> Sequence[Any]:
        """A shard's new row, and the seq where it stood."""
        return values((*row, self.standing[row[0]].seq), BY_NAME["shards"].types + "i")

    def _seqs(self) -> list[int]:
        return [self.standing[each].seq for each in self.shards]
