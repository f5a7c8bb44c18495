"""Cases in one SQLite file: one writer, many readers."""

from guiju.journal.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
