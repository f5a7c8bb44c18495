"""One transaction on SQLite: what it reads it holds, what it writes it writes table by table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import pysqlite3 as sqlite

from guiju.journal.store.crash import crash_point
from guiju.journal.store.protocol import Batch
from guiju.journal.store.queries import Queries, columns, marks
from guiju.journal.store.rows import BY_NAME, TABLES, CaseRow, JobRow, ShardRow, Table
from guiju.journal.store.sqlite.connection import failure
from guiju.journal.store.statements import POINTS, in_order, on_conflict


def _put(table: Table) -> str:
    names = table.columns
    into = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks(names)})"
    return into + on_conflict(table)


PUT: Final = {table.name: _put(table) for table in TABLES}
DROP: Final = {
    table.name: f"DELETE FROM {table.name} WHERE "
    + " AND ".join(f"{name} = ?" for name in table.key)
    for table in TABLES
}
_CASE: Final = f"SELECT {columns(CaseRow)} FROM cases WHERE id = ?"
_SHARD: Final = f"SELECT {columns(ShardRow)} FROM shards WHERE shard = ?"


class SqliteTransaction(Queries):
    """Reads and writes inside one BEGIN IMMEDIATE; `written` counts the rows."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.execute = connection.execute
        self.written = 0

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement."""
        try:
            rows: list[tuple[Any, ...]] = self.execute(sql, values).fetchall()
        except sqlite.Error as error:
            raise failure(error) from error
        return rows

    def shard(self, shard: int) -> ShardRow:
        """Where a shard stands; a new one stands at nothing."""
        rows = self.ask(_SHARD, (shard,))
        return ShardRow(*rows[0]) if rows else ShardRow(shard, 0, 0, bytes(32))

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
        """Write everything of a batch, in the order of the tables."""
        try:
            for name in in_order(batch):
                rows = batch.tables[name]
                self.written += len(rows)
                self._write(name, rows)
                if name in POINTS:
                    crash_point(POINTS[name])
        except sqlite.Error as error:
            raise failure(error) from error

    def _write(self, name: str, rows: Mapping[Any, Any]) -> None:
        put: Collection[Any] = rows.values()
        if None in put:
            single = len(BY_NAME[name].key) == 1
            gone = [(key,) if single else key for key, row in rows.items() if row is None]
            self.connection.executemany(DROP[name], gone)
            put = [row for row in put if row is not None]
        if put:
            self.connection.executemany(PUT[name], put)
