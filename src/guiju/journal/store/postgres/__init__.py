"""Cases in PostgreSQL: sixteen shards, several writers."""

from guiju.journal.store.postgres.store import PostgresStore

__all__ = ["PostgresStore"]
