"""The store in PostgreSQL."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.errors import UniqueViolation
from psycopg.pq import TransactionStatus

from guiju.journal.store.block import Block
from guiju.journal.store.crash import crash_point
from guiju.journal.store.migrations import migrate
from guiju.journal.store.postgres.connection import connect, failure
from guiju.journal.store.postgres.session import Session
from guiju.journal.store.postgres.transaction import PostgresReader, PostgresTransaction
from guiju.journal.store.protocol import Failed
from guiju.journal.store.rows import ShardRow

SHARDS: Final = 16
LANES: Final = 2
_LOCK: Final = 7_201_001
"""The advisory lock that one process holds while it migrates."""


class PostgresStore:
    """Cases in a PostgreSQL database, 15 or newer.

    A transaction locks the rows of its shards first, in order: a shard has one writer at a time,
    whichever process it is in, and no two transactions can wait for each other.

    Args:
        address: postgresql://user@host:port/database.
        may_lose_last_seconds: commit without waiting for the disk (synchronous_commit off).

    Raises:
        Failed: there is no server, it is too old, or the database is of a newer program.
    """

    shards = SHARDS
    lanes = LANES

    def __init__(self, address: str, may_lose_last_seconds: bool = False) -> None:
        self.address = address
        self.synchronous = not may_lose_last_seconds
        self._lock = threading.Lock()
        self._free: list[Session] = []
        self._local = threading.local()
        self._readers: list[Session] = []
        self._generation = 0
        self._prepare()

    def _prepare(self) -> None:
        connection = connect(self.address)

        def execute(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
            cursor = connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

        try:
            execute("SET lock_timeout = '60s'")
            execute(f"SELECT pg_advisory_lock({_LOCK})")
            migrate("postgres", execute, "BEGIN")
            execute(
                f"INSERT INTO shards SELECT n, 0, 0, decode(repeat('00', 32), 'hex')"
                f" FROM generate_series(0, {SHARDS - 1}) n ON CONFLICT DO NOTHING"
            )
        except psycopg.Error as error:
            raise failure(error) from error
        finally:
            connection.close()

    def reader(self) -> PostgresReader:
        """A reader for the thread that asks, with a connection of its own."""
        local = self._local
        stale = getattr(local, "generation", None) != self._generation
        if stale or local.reader.connection.closed:
            connection = connect(self.address, self.synchronous)
            self._readers.append(connection)
            local.reader = PostgresReader(connection)
            local.generation = self._generation
        reader: PostgresReader = local.reader
        return reader

    def transaction(
        self, shards: Sequence[int], standing: Mapping[int, ShardRow] | None = None
    ) -> Block[PostgresTransaction]:
        """A transaction; it commits when the block ends without an exception."""
        return Block(self, sorted(shards), standing)

    def begin(
        self, shards: Sequence[int], standing: Mapping[int, ShardRow] | None
    ) -> PostgresTransaction:
        """Begin a transaction on a connection of its own."""
        connection = self._take()
        try:
            transaction = PostgresTransaction(connection, shards, standing)
            crash_point("group-begun")
        except BaseException as error:
            self._undo(connection, error)
            raise
        return transaction

    def end(self, transaction: PostgresTransaction, error: BaseException | None) -> None:
        """Commit a transaction, or roll it back where there was an error."""
        connection = transaction.connection
        if error is not None:
            self._undo(connection, error)
            return
        try:
            transaction.commit()
            crash_point("after-commit")
        except BaseException as failed:
            self._undo(connection, failed, unknown=True)
            raise
        self._give_back(connection)

    def _undo(self, connection: Session, error: BaseException, unknown: bool = False) -> None:
        """Roll back; a connection that had an error of its own is not used again.

        Raises:
            Failed, Repeated: what an error of PostgreSQL means.
        """
        lost = isinstance(error, psycopg.Error) and not isinstance(error, UniqueViolation)
        if lost:
            _discard(connection)
        else:
            _roll_back(connection)
            self._give_back(connection)
        if isinstance(error, psycopg.Error):
            raise failure(error, unknown) from error

    def _take(self) -> Session:
        with self._lock:
            if self._free:
                return self._free.pop()
        return connect(self.address, self.synchronous)

    def _give_back(self, connection: Session) -> None:
        if not connection.closed:
            with self._lock:
                self._free.append(connection)

    def tidy(self) -> None:
        """Nothing: the server looks after itself."""

    def recover(self) -> None:
        """Forget every connection and prove that a transaction can be done."""
        with self._lock:
            stale, self._free = self._free, []
        for connection in stale:
            _discard(connection)
        self._generation += 1
        with self.transaction((0,)) as transaction:
            transaction.ask("UPDATE shards SET seq = seq WHERE shard = 0")

    def backup(self, target: str) -> None:
        """Write a consistent dump to a new file, under load too, with the server's own tool.

        Raises:
            Failed: the target is there already, or there is no pg_dump.
        """
        if Path(target).exists():
            raise Failed("open", f"expected no file at {target} yet")
        done = subprocess.run(
            [tool("pg_dump"), "-Fc", "-d", self.address, "-f", target],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        crash_point("backup-written")
        if done.returncode:
            raise Failed("io", done.stderr.strip())
        listed = subprocess.run(
            [tool("pg_restore"), "--list", target], capture_output=True, check=False
        )
        if listed.returncode:
            raise Failed("corrupt", f"the dump at {target} cannot be read back")

    def subject_key(self, subject: str) -> bytes | None:
        """The key of a person's data; None once it has been erased or where there is none."""
        found = self.reader().one("SELECT key FROM subjects WHERE subject = ?", (subject,))
        return found[0] if found else None

    def add_subject(self, subject: str, key: bytes) -> bytes | None:
        """Keep a key unless one is there; gives back the one that counts, None when erased."""
        with self.transaction(()) as transaction:
            transaction.ask(
                "INSERT INTO subjects VALUES (?, ?, 0) ON CONFLICT DO NOTHING", (subject, key)
            )
            found = transaction.ask("SELECT key FROM subjects WHERE subject = ?", (subject,))
        kept: bytes | None = found[0][0]
        return kept

    def erase_subject(self, subject: str, now: int) -> bool:
        """Destroy a person's key; the server's own backups may still hold it."""
        with self.transaction(()) as transaction:
            known = transaction.ask("SELECT key FROM subjects WHERE subject = ?", (subject,))
            transaction.ask(
                "INSERT INTO subjects VALUES (?, NULL, ?) ON CONFLICT (subject)"
                " DO UPDATE SET key = NULL, erased = excluded.erased"
                " WHERE subjects.key IS NOT NULL",
                (subject, now),
            )
        return bool(known) and known[0][0] is not None

    def close(self) -> None:
        """Let go of every connection."""
        with self._lock:
            stale, self._free = self._free + self._readers, []
            self._readers = []
            self._generation += 1
        for connection in stale:
            _discard(connection)


def tool(name: str) -> str:
    """Path of one of the server's own tools.

    Raises:
        Failed: it is not installed.
    """
    found = shutil.which(name)
    if found is None:
        places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
        if not places:
            raise Failed("open", f"expected {name}, the server's own tool, on the path")
        found = str(places[-1])
    return found


def _roll_back(connection: Session) -> None:
    if connection.info.transaction_status == TransactionStatus.IDLE:
        return
    try:
        connection.roll_back()
    except psycopg.Error:
        _discard(connection)


def _discard(connection: Session) -> None:
    try:
        connection.close()
    except psycopg.Error:
        return
