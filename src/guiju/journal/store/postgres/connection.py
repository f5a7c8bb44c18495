"""Connecting to PostgreSQL, and what its errors mean."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors

from guiju.journal.store.postgres.session import Session
from guiju.journal.store.protocol import Failed, Repeated

LEAST: Final = 150000
"""PostgreSQL 15."""

_KEEPALIVE: Final = {
    "connect_timeout": 5, "keepalives": 1, "keepalives_idle": 5, "keepalives_interval": 2,
    "keepalives_count": 3, "tcp_user_timeout": 15000, "application_name": "guiju",
}  # fmt: skip
"""A server that is cut off is noticed within some seconds, not after the kernel's two hours."""


def connect(address: str, synchronous: bool = True) -> Session:
    """A connection in autocommit mode: transactions are begun by their own statement.

    Raises:
        Failed: there is no server, or it is older than PostgreSQL 15.
    """
    try:
        # A wrong address is the same kind of trouble as a server that is away.
        connection = Session.connect(address, autocommit=True, prepare_threshold=2, **_KEEPALIVE)  # type: ignore[arg-type]
        if connection.info.server_version < LEAST:
            found = connection.info.server_version
            raise Failed("version", f"expected PostgreSQL 15 or newer, found {found}")
        connection.execute(
            "SELECT set_config('lock_timeout', '5s', false),"
            " set_config('idle_in_transaction_session_timeout', '60s', false),"
            " set_config('synchronous_commit', %s, false),"
            # A plan made while a table was small must not read all of it once it is large: whatever
            # is asked for is looked up by an index.
            " set_config('enable_seqscan', 'off', false),"
            " set_config('enable_hashjoin', 'off', false),"
            " set_config('enable_mergejoin', 'off', false),"
            " set_config('plan_cache_mode', 'force_generic_plan', false)",
            ("on" if synchronous else "off",),
        )
    except psycopg.Error as error:
        raise failure(error) from error
    return connection


def failure(error: psycopg.Error, unknown: bool = False) -> Failed | Repeated:
    """What a PostgreSQL error means to the engine.

    Args:
        error: as psycopg raised it.
        unknown: the commit was on its way. What the server names as its reason to abort is known.
    """
    if isinstance(error, errors.UniqueViolation):
        return Repeated(str(error))
    if isinstance(error, (errors.DiskFull, errors.OutOfMemory)):
        return Failed("full", f"PostgreSQL: {error}")
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return Failed("read-only", f"PostgreSQL: {error}")
    if isinstance(error, (errors.DeadlockDetected, errors.LockNotAvailable)):
        return Failed("busy", f"PostgreSQL: {error}")
    return Failed("connection", f"PostgreSQL: {error}", unknown)
