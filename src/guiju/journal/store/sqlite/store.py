"""The store in one SQLite file."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pysqlite3 as sqlite

from guiju.journal.store.block import Block
from guiju.journal.store.crash import crash_point
from guiju.journal.store.migrations import migrate
from guiju.journal.store.protocol import Failed
from guiju.journal.store.queries import Queries
from guiju.journal.store.rows import ShardRow
from guiju.journal.store.sqlite.connection import check_version, connect, failure
from guiju.journal.store.sqlite.transaction import SqliteTransaction

WAL_PAGES: Final = 4096
"""The write-ahead log is copied into the file once so many of its pages wait for it (8 MB)."""

LOOK_EVERY: Final = 256
"""Rows after which the length of the log is looked at again."""


class SqliteReader(Queries):
    """Reads outside any transaction; each question is of one moment."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement."""
        try:
            rows: list[tuple[Any, ...]] = self.connection.execute(sql, values).fetchall()
        except sqlite.Error as error:
            raise failure(error) from error
        return rows


class SqliteStore:
    """Cases in one SQLite file in WAL mode.

    A SQLite file has one writer at a time, so it is one shard and one lane.

    Args:
        path: of the file; made where there is none.
        may_lose_last_seconds: commit without waiting for the disk. A power cut may then lose the
            last commits, though never tear one.
        connect: opens a connection (path, synchronous, readonly); tests give one on a disk of
            their own.

    Raises:
        Failed: the file cannot be used: wrong version, no permission, newer program.
    """

    shards = 1
    lanes = 1

    def __init__(
        self,
        path: str | Path,
        may_lose_last_seconds: bool = False,
        connect: Callable[[str, str, bool], Any] = connect,
    ) -> None:
        check_version()
        self._connect = connect
        self.path = str(path)
        self.synchronous = "NORMAL" if may_lose_last_seconds else "FULL"
        self._writing = threading.Lock()
        self._local = threading.local()
        self._readers: list[Any] = []
        self._generation = 0
        self._unlooked = 0
        self._writer = self._open()
        self._cursor = self._writer.cursor()

    def _open(self) -> Any:
        connection = self._connect(self.path, self.synchronous, False)
        try:
            migrate("sqlite", lambda sql, values: connection.execute(sql, values).fetchall(),
                    "BEGIN IMMEDIATE")  # fmt: skip
        except sqlite.Error as error:
            connection.close()
            raise failure(error) from error
        return connection

    def reader(self) -> SqliteReader:
        """A reader for the thread that asks, with a connection of its own."""
        local = self._local
        if getattr(local, "generation", None) != self._generation:
            connection = self._connect(self.path, self.synchronous, True)
            self._readers.append(connection)
            local.reader = SqliteReader(connection)
            local.generation = self._generation
        reader: SqliteReader = local.reader
        return reader

    def transaction(
        self, shards: Sequence[int] = (0,), standing: Mapping[int, ShardRow] | None = None
    ) -> Block[SqliteTransaction]:
        """A transaction; it commits when the block ends without an exception."""
        return Block(self, shards, standing)

    def begin(
        self, shards: Sequence[int], standing: Mapping[int, ShardRow] | None
    ) -> SqliteTransaction:
        """Begin to write; nobody else does until `end`."""
        self._writing.acquire()
        try:
            self._cursor.execute("BEGIN IMMEDIATE")
            crash_point("group-begun")
        except BaseException as error:
            self._writing.release()
            if isinstance(error, sqlite.Error):
                raise failure(error) from error
            raise
        return SqliteTransaction(self._cursor, standing)

    def end(self, transaction: SqliteTransaction, error: BaseException | None) -> None:
        """Commit, or take everything back where it failed."""
        try:
            if error is not None:
                _roll_back(self._writer)
                return
            crash_point("before-commit")
            try:
                self._cursor.execute("COMMIT")
            except sqlite.Error as failed:
                _roll_back(self._writer)
                raise failure(failed, unknown=True) from failed
            self._unlooked += transaction.written
            crash_point("after-commit")
        finally:
            self._writing.release()

    def tidy(self) -> None:
        """Copy the write-ahead log into the file when enough of it waits.

        Its length on disk says nothing: after a checkpoint it is written from its start again.
        """
        if self._unlooked < LOOK_EVERY:
            return
        with self._writing:
            self._unlooked = 0
            try:
                looked = self._writer.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
            except sqlite.Error:
                # The next command will find out what is wrong, and say so.
                return
        _, pages, copied = looked
        if pages - copied >= WAL_PAGES:
            self.checkpoint()

    def checkpoint(self, mode: str = "RESTART") -> None:
        """Copy the write-ahead log into the file; only the writer does so."""
        with self._writing:
            crash_point("before-checkpoint")
            # A reader that is in the way lets it be finished the next time.
            self._writer.execute("PRAGMA busy_timeout=0")
            try:
                _run(self._writer, f"PRAGMA wal_checkpoint({mode})")
            finally:
                self._writer.execute("PRAGMA busy_timeout=10000")
            crash_point("after-checkpoint")

    def recover(self) -> None:
        """Close everything, open the file again and prove that it can be written."""
        with self._writing:
            self._generation += 1
            _close(self._writer)
            self._writer = self._open()
            self._cursor = self._writer.cursor()
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                self._writer.execute("UPDATE shards SET seq = seq")
                self._writer.execute("COMMIT")
                verdict = self._writer.execute("PRAGMA quick_check(1)").fetchone()[0]
            except sqlite.Error as error:
                _roll_back(self._writer)
                raise failure(error) from error
            if verdict != "ok":
                raise Failed("corrupt", f"SQLite: {verdict}")

    def backup(self, target: str) -> None:
        """Write a consistent copy to a new file, under load too; the copy is checked.

        Raises:
            Failed: the target is there already, or the copy is not whole.
        """
        if Path(target).exists():
            raise Failed("open", f"expected no file at {target} yet")
        connection = self._connect(self.path, self.synchronous, False)
        try:
            connection.execute("VACUUM INTO ?", (target,))
            crash_point("backup-written")
            copy = sqlite.connect(target)
            verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            copy.close()
        except sqlite.Error as error:
            raise failure(error) from error
        finally:
            connection.close()
        if verdict != "ok":
            raise Failed("corrupt", f"the copy at {target}: {verdict}")
        sync_file(target)

    def subject_key(self, subject: str) -> bytes | None:
        """The key of a person's data; None once it has been erased or where there is none."""
        found = self.reader().one("SELECT key FROM subjects WHERE subject = ?", (subject,))
        return found[0] if found else None

    def add_subject(self, subject: str, key: bytes) -> bytes | None:
        """Keep a key unless one is there; gives back the one that counts, None when erased."""
        with self.transaction() as transaction:
            transaction.ask(
                "INSERT INTO subjects VALUES (?, ?, 0) ON CONFLICT DO NOTHING", (subject, key)
            )
            found = transaction.ask("SELECT key FROM subjects WHERE subject = ?", (subject,))
        kept: bytes | None = found[0][0]
        return kept

    def erase_subject(self, subject: str, now: int) -> bool:
        """Destroy a person's key and every older copy of it in the file."""
        with self.transaction() as transaction:
            transaction.ask("PRAGMA secure_delete=ON")
            known = transaction.ask("SELECT key FROM subjects WHERE subject = ?", (subject,))
            transaction.ask(
                "INSERT INTO subjects VALUES (?, NULL, ?) ON CONFLICT (subject)"
                " DO UPDATE SET key = NULL, erased = excluded.erased"
                " WHERE subjects.key IS NOT NULL",
                (subject, now),
            )
        self.checkpoint("TRUNCATE")
        return bool(known) and known[0][0] is not None

    def close(self) -> None:
        """Finish the write-ahead log and let go of the file."""
        with self._writing:
            _close(self._writer)
            for connection in self._readers:
                _close(connection)
            self._readers.clear()
            self._generation += 1


def _run(connection: Any, sql: str) -> None:
    try:
        connection.execute(sql).fetchall()
    except sqlite.Error as error:
        raise failure(error) from error


def _roll_back(connection: Any) -> None:
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except sqlite.Error:
        # The connection is beyond use; `recover` opens another one.
        return


def _close(connection: Any) -> None:
    try:
        connection.close()
    except sqlite.Error:
        return


def sync_file(path: str) -> None:
    """Make a new file and its name in the folder durable."""
    for each in (path, str(Path(path).resolve().parent)):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
