"""One transaction on PostgreSQL: shards are locked in order, rows are written as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, Final

import psycopg
from psycopg import RawCursor

from guiju.journal.store.crash import crash_point
from guiju.journal.store.postgres.arrays import ARRAY, int8s
from guiju.journal.store.postgres.connection import failure
from guiju.journal.store.protocol import Batch, Moved
from guiju.journal.store.queries import Queries, columns
from guiju.journal.store.rows import BY_NAME, CaseRow, JobRow, ShardRow, Table
from guiju.journal.store.statements import NEVER_CHANGED, POINTS, in_order, on_conflict

_TYPES: Final = {"i": "bigint", "t": "text", "b": "bytea"}


Numbers = Iterator[int]
"""Of the parameters, in the order of a statement's text."""


def _arrays(types: str, numbers: Numbers) -> str:
    return ", ".join(f"${next(numbers)}::{_TYPES[each]}[]" for each in types)


def key_types(table: Table) -> str:
    """The types of the columns that are a table's key."""
    return "".join(table.types[table.columns.index(name)] for name in table.key)


def _put(table: Table, numbers: Numbers) -> str:
    into = f"INSERT INTO {table.name} ({', '.join(table.columns)})"
    return f"{into} SELECT * FROM unnest({_arrays(table.types, numbers)})"


def _drop(table: Table, numbers: Numbers) -> str:
    names = [f"k{n}" for n in range(len(table.key))]
    same = " AND ".join(
        f"{table.name}.{name} = gone.{key}" for name, key in zip(table.key, names, strict=True)
    )
    arrays = _arrays(key_types(table), numbers)
    return (
        f"DELETE FROM {table.name} USING unnest({arrays}) AS gone({', '.join(names)}) WHERE {same}"
    )


_HELD: Final = (
    "held AS MATERIALIZED (SELECT s.shard FROM shards s"
    " JOIN unnest($1::bigint[], $2::bigint[]) AS k(shard, seq)"
    " ON s.shard = k.shard AND s.seq = k.seq ORDER BY s.shard FOR UPDATE OF s)"
)
"""Locks the shards that stand where they are believed to stand."""

_ALL_HELD: Final = "(SELECT count(*) FROM held) = cardinality($1)"


@cache
def writing(steps: tuple[tuple[str, bool], ...], held: bool = False) -> str:
    """All writes of a transaction as one statement, which tells how many shards it holds.

    Args:
        steps: (table, whether rows of it are dropped).
        held: the first two parameters are shards and seqs, and nothing is written unless all of
            them stand there.
    """
    numbers = count(3 if held else 1)
    parts = [_HELD if held else "held AS (SELECT 0)"]
    for number, (name, drops) in enumerate(steps):
        parts.append(f"w{number} AS ({_write(BY_NAME[name], drops, held, numbers)})")
    return f"WITH {', '.join(parts)} SELECT count(*) FROM held"


def _write(table: Table, drops: bool, held: bool, numbers: Numbers) -> str:
    condition = _ALL_HELD if held else "true"
    if drops:
        return f"{_drop(table, numbers)} AND {condition}"
    return f"{_put(table, numbers)} WHERE {condition}{on_conflict(table)}"


def _locking(shards: Sequence[int]) -> str:
    """Begin and lock, in one message: numbers of shards are our own and need no parameters."""
    wanted = ", ".join(map(str, shards)) or "NULL"
    return (
        f"BEGIN; SELECT {columns(ShardRow)} FROM shards WHERE shard IN ({wanted})"
        " ORDER BY shard FOR UPDATE"
    )


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
        self, connection: psycopg.Connection[Any], shards: Sequence[int],
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
        steps: list[tuple[str, bool]] = []
        values: list[Any] = [] if self.begun else [int8s(self.shards), int8s(self._seqs())]
        for name in in_order(batch):
            table = BY_NAME[name]
            for drops, some, types in _split(table, batch.tables[name]):
                steps.append((name, drops))
                values += _columns(some, types)
            if name in POINTS:
                crash_point(POINTS[name])
        if not steps:
            return
        sql = writing(tuple(steps), not self.begun)
        # A raw cursor sends the text as it is; others look for placeholders in long ones each time.
        found = RawCursor(self.connection).execute(sql, values, prepare=True).fetchone()
        if not self.begun and found != (len(self.shards),):
            raise Moved(f"expected {self.standing}")

    def _seqs(self) -> list[int]:
        return [self.standing[each].seq for each in self.shards]


def _split(table: Table, rows: Mapping[Any, Any]) -> Iterable[tuple[bool, list[Any], str]]:
    """What is dropped of a table and what is put, each where there is any."""
    # Writers of other shards may add the same shapes: all in one order, or they wait in a ring.
    order = sorted(rows) if table.name in NEVER_CHANGED else rows
    put = [rows[key] for key in order if rows[key] is not None]
    if len(put) < len(rows):
        single = len(table.key) == 1
        gone = [(key,) if single else key for key, row in rows.items() if row is None]
        yield True, gone, key_types(table)
    if put:
        yield False, put, table.types


def _columns(rows: Sequence[Sequence[Any]], types: str) -> list[Any]:
    """The columns of rows, each packed as one array."""
    columns_ = zip(types, zip(*rows, strict=True), strict=True)
    return [ARRAY[type_](column) for type_, column in columns_]
