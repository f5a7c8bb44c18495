"""One transaction on SQLite: what it reads it holds, what it writes it writes table by table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, Final

import pysqlite3 as sqlite

from guiju.journal.store.batch import Batch
from guiju.journal.store.crash import crash_point
from guiju.journal.store.protocol import Moved
from guiju.journal.store.queries import Queries, columns, marks
from guiju.journal.store.rows import BY_NAME, CaseRow, JobRow, ShardRow
from guiju.journal.store.sqlite.connection import failure
from guiju.journal.store.statements import POINTS, in_order, on_conflict

MOST_ROWS: Final = 64
"""Rows that one statement writes at most; where there are more, a power of two at a time.

The driver lets go of the interpreter at every statement, and other threads want it."""


@cache
def statement(name: str, drops: bool, count: int) -> str:
    """What writes, or drops, so many rows of a table at once."""
    table = BY_NAME[name]
    if drops:
        one = " AND ".join(f"{column} = ?" for column in table.key)
        return f"DELETE FROM {name} WHERE {' OR '.join([f'({one})'] * count)}"
    names = table.columns
    rows = ", ".join([f"({marks(names)})"] * count)
    return f"INSERT INTO {name} ({', '.join(names)}) VALUES {rows}{on_conflict(table)}"


_PUT: Final = {name: statement(name, False, 1) for name in BY_NAME}
_DROP: Final = {name: statement(name, True, 1) for name in BY_NAME}
"""By table, what writes or drops one row."""

_PLAIN_KEY: Final = frozenset(name for name, table in BY_NAME.items() if len(table.key) == 1)

_CASE: Final = f"SELECT {columns(CaseRow)} FROM cases WHERE id = ?"
_NOTHING: Final[Mapping[int, ShardRow]] = {}
_SHARD: Final = f"SELECT {columns(ShardRow)} FROM shards WHERE shard = ?"


_STOOD: Final = "UPDATE shards SET serial = ?, seq = ?, chain = ? WHERE shard = ? AND seq = ?"


class SqliteTransaction(Queries):
    """Reads and writes inside one BEGIN IMMEDIATE.

    Attributes:
        believed: where the caller believes the shards to stand; what is written to them tells.
        written: how many rows.
    """

    def __init__(self, cursor: Any, believed: Mapping[int, ShardRow] | None = None) -> None:
        self.execute = cursor.execute
        self.cursor = cursor
        self.believed = believed or _NOTHING
        self.written = 0

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement."""
        try:
            rows: list[tuple[Any, ...]] = self.execute(sql, values).fetchall()
        except sqlite.Error as error:
            raise failure(error) from error
        return rows

    def shard(self, shard: int) -> ShardRow:
        """Where a shard stands, or is believed to stand; a new one stands at nothing."""
        return self.believed.get(shard) or self._shard(shard)

    def _shard(self, shard: int) -> ShardRow:
        rows = self.ask(_SHARD, (shard,))
        return ShardRow(*rows[0]) if rows else ShardRow(shard, 0, 0, bytes(32))

    def confirm(self) -> None:
        """Look whether the shards stand where the caller believed."""
        for shard, believed in self.believed.items():
            found = self._shard(shard)
            if found != believed:
                raise Moved(f"expected {believed}, found {found}")
        self.believed = _NOTHING

    def cases(self, ids: Iterable[str]) -> Mapping[str, CaseRow]:
        """Cases by name; names that are unknown are left out."""
        found = {}
        execute = self.execute
        try:
            for id_ in ids:
                row = execute(_CASE, (id_,)).fetchone()
                if row is not None:
                    found[id_] = CaseRow._make(row)
        except sqlite.Error as error:
            raise failure(error) from error
        return found

    def lease_jobs(
        self, shards: Sequence[int], topics: Sequence[str], worker: str, now: int, until: int,
        limit: int,
    ) -> Sequence[tuple[JobRow, str]]:  # fmt: skip
        """Take jobs that are ready: their fence rises."""
        sql = (
            f"SELECT {columns(JobRow, 'j')}, c.id FROM jobs j JOIN cases c ON c.no = j.case_no"
            f" WHERE j.shard IN ({marks(shards)}) AND j.topic IN ({marks(topics)})"
            " AND j.ready <= ? AND j.tries > 0 ORDER BY j.ready LIMIT ?"
        )
        taken = []
        for row in self.ask(sql, (*shards, *topics, now, limit)):
            job = JobRow(*row[:-1])
            job = job._replace(ready=until, fence=job.fence + 1, worker=worker)
            self.ask(
                "UPDATE jobs SET ready = ?, fence = ?, worker = ? WHERE case_no = ? AND job = ?",
                (job.ready, job.fence, job.worker, job.case_no, job.job),
            )
            taken.append((job, row[-1]))
        return taken

    def apply(self, batch: Batch) -> None:
        """Write everything of a batch, in the order of the tables.

        Raises:
            Moved: a shard stands elsewhere than the caller believed.
        """
        try:
            for name in in_order(batch):
                rows = batch.tables[name]
                self.written += len(rows)
                if name == "shards" and self.believed:
                    self._move_on(rows.values())
                else:
                    self._write(name, rows)
                if name in POINTS:
                    crash_point(POINTS[name])
        except sqlite.Error as error:
            raise failure(error) from error

    def _move_on(self, rows: Iterable[Sequence[Any]]) -> None:
        """Let shards stand elsewhere, unless somebody else has done so already."""
        for shard, *now in rows:
            believed = self.believed[shard]
            if self.execute(_STOOD, (*now, shard, believed.seq)).rowcount != 1:
                raise Moved(f"expected {believed}")

    def _write(self, name: str, rows: Mapping[Any, Any]) -> None:
        if len(rows) == 1:
            # Most of what a command writes that comes alone.
            for key, row in rows.items():
                if row is None:
                    self.execute(_DROP[name], _keyed(name, key))
                else:
                    self.execute(_PUT[name], row)
            return
        put = [row for row in rows.values() if row is not None]
        if len(put) < len(rows):
            gone = [_keyed(name, key) for key, row in rows.items() if row is None]
            self._carry_out(name, True, gone)
        self._carry_out(name, False, put)

    def _carry_out(self, name: str, drops: bool, rows: Sequence[Any]) -> None:
        begin, left = 0, len(rows)
        while left:
            count = min(MOST_ROWS, 1 << (left.bit_length() - 1))
            some = rows[begin : begin + count]
            self.execute(statement(name, drops, count), list(chain.from_iterable(some)))
            begin += count
            left -= count


def _keyed(name: str, key: Any) -> Sequence[Any]:
    """The values of a key's columns."""
    return (key,) if name in _PLAIN_KEY else key
