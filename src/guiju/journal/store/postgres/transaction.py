"""One transaction on PostgreSQL: shards are locked in order, rows are written as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import psycopg

from guiju.journal.store.crash import crash_point
from guiju.journal.store.postgres.connection import failure
from guiju.journal.store.protocol import Batch
from guiju.journal.store.queries import Queries, columns
from guiju.journal.store.rows import TABLES, CaseRow, JobRow, ShardRow, Table
from guiju.journal.store.statements import POINTS, on_conflict

_TYPES: Final = {"i": "bigint", "t": "text", "b": "bytea"}


def _arrays(types: str) -> str:
    return ", ".join(f"%s::{_TYPES[each]}[]" for each in types)


def _put(table: Table) -> str:
    into = f"INSERT INTO {table.name} ({', '.join(table.columns)})"
    return f"{into} SELECT * FROM unnest({_arrays(table.types)}){on_conflict(table)}"


def _drop(table: Table) -> str:
    types = "".join(table.types[table.columns.index(name)] for name in table.key)
    names = [f"k{n}" for n in range(len(table.key))]
    same = " AND ".join(
        f"{table.name}.{name} = gone.{key}" for name, key in zip(table.key, names, strict=True)
    )
    return (
        f"DELETE FROM {table.name} USING unnest({_arrays(types)}) AS gone({', '.join(names)})"
        f" WHERE {same}"
    )


PUT: Final = {table.name: _put(table) for table in TABLES}
DROP: Final = {table.name: _drop(table) for table in TABLES}


class PostgresReader(Queries):
    """Questions over one connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement."""
        try:
            cursor = self.connection.execute(sql.replace("?", "%s"), values)
            return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise failure(error) from error


class PostgresTransaction(PostgresReader):
    """Reads and writes inside one transaction."""

    def __init__(self, connection: psycopg.Connection[Any], shards: Sequence[int]) -> None:
        super().__init__(connection)
        sql = (
            f"SELECT {columns(ShardRow)} FROM shards WHERE shard = ANY(?) ORDER BY shard FOR UPDATE"
        )
        rows = self.ask(sql, (list(shards),)) if shards else []
        self.standing = {row[0]: ShardRow(*row) for row in rows}

    def shard(self, shard: int) -> ShardRow:
        """Where a shard stands; it must be one of those the transaction holds."""
        return self.standing[shard]

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
        """Write everything of a batch in one round trip, in the order of the tables."""
        try:
            with self.connection.pipeline():
                for table in TABLES:
                    rows = batch.tables.get(table.name)
                    if rows:
                        self._write(table, rows)
                        if table.name in POINTS:
                            crash_point(POINTS[table.name])
        except psycopg.Error as error:
            raise failure(error) from error

    def _write(self, table: Table, rows: Mapping[Any, Any]) -> None:
        put = [row for row in rows.values() if row is not None]
        if len(put) < len(rows):
            single = len(table.key) == 1
            gone = [(key,) if single else key for key, row in rows.items() if row is None]
            self.connection.execute(DROP[table.name], _columns(gone))
        if put:
            self.connection.execute(PUT[table.name], _columns(put))


def _columns(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
