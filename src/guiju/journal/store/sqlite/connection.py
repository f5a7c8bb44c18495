"""Opening a SQLite file safely, and what its errors mean."""

from __future__ import annotations

from typing import Any, Final

import pysqlite3 as sqlite

from guiju.journal.store.protocol import Failed, Repeated

LEAST: Final = (3, 51, 3)
"""Older versions can corrupt a file when its write-ahead log is reset under a reader."""

CACHE_KIB: Final = 32_768

PAGE: Final = 2048
"""Bytes of a page of a new file. A command touches some seven pages, and each is written whole to
the log: with half the usual 4096, commits of one command take 148 instead of 175 microseconds."""

# The driver looks for an adapter of every value that is no int, float, str or bytearray, and asks
# the value's type in vain where there is none: for bytes and None that was a tenth of all the work.
sqlite.register_adapter(bytes, bytearray)
sqlite.register_adapter(type(None), {}.get)

_CODES: Final = {
    10: "io", 13: "full", 8: "read-only", 11: "corrupt", 26: "corrupt", 14: "open", 5: "busy",
    3: "permission",
}  # fmt: skip


def check_version(found: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Refuse to work on a SQLite that may lose data.

    Raises:
        Failed: it is older than `LEAST`.
    """
    if found < LEAST:
        least, have = (".".join(map(str, each)) for each in (LEAST, found))
        raise Failed("version", f"expected SQLite {least} or newer, found {have}")


def connect(path: str, synchronous: str, readonly: bool = False) -> Any:
    """A connection that never begins a transaction by itself.

    Args:
        path: of the file.
        synchronous: FULL, or NORMAL where the last seconds may be lost.
        readonly: for readers; the file must be there.

    Raises:
        Failed: it cannot be opened.
    """
    try:
        connection = sqlite.connect(
            path, timeout=10, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute("PRAGMA busy_timeout=10000")
        if not readonly:
            connection.execute(f"PRAGMA page_size={PAGE}")
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            if mode != "wal" and path != ":memory:":
                raise Failed("open", f"expected a file that can have a write-ahead log: {path}")
        for pragma in (
            f"synchronous={synchronous}", "wal_autocheckpoint=0", "temp_store=MEMORY",
            f"cache_size=-{CACHE_KIB if not readonly else 4096}", "trusted_schema=OFF",
            f"query_only={'ON' if readonly else 'OFF'}",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")
    except sqlite.Error as error:
        raise failure(error) from error
    return connection


def failure(error: Any, unknown: bool = False) -> Failed | Repeated:
    """What a SQLite error means to the engine."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        number = _guess(str(error))
    if number & 0xFF == 19:
        return Repeated(str(error))
    return Failed(_CODES.get(number & 0xFF, "io"), f"SQLite: {error}", unknown)


def _guess(text: str) -> int:
    """The error's number by its text, where the library does not tell the number."""
    known = {
        "constraint failed": 19, "UNIQUE": 19, "disk I/O": 10, "full": 13, "readonly": 8,
        "malformed": 11, "not a database": 26, "unable to open": 14, "locked": 5,
    }  # fmt: skip
    return next((number for part, number in known.items() if part in text), 10)
