"""Opening a store by its address."""

from __future__ import annotations

from pathlib import Path

from guiju.journal.store.protocol import Failed, Store


def open_store(address: str | Path, may_lose_last_seconds: bool = False) -> Store:
    """Open or make a store.

    Args:
        address: a file (`cases.db`, `sqlite:///cases.db`) or `postgresql://user@host/database`.
        may_lose_last_seconds: see the store; off unless somebody wants it.

    Raises:
        Failed: it cannot be used, or the address is of no known kind.
    """
    path = file_of(address)
    if path is None:
        from guiju.journal.store.postgres import PostgresStore

        return PostgresStore(str(address), may_lose_last_seconds)
    from guiju.journal.store.sqlite import SqliteStore

    return SqliteStore(path, may_lose_last_seconds)


def file_of(address: str | Path) -> Path | None:
    """The file an address means; None where it means a database server.

    Raises:
        Failed: the address is of no known kind.
    """
    text = str(address)
    scheme, separator, rest = text.partition("://")
    if not separator:
        return Path(text)
    if scheme == "sqlite":
        return Path(rest.removeprefix("/"))
    if scheme in ("postgresql", "postgres"):
        return None
    raise Failed("open", f"expected a file or postgresql://..., found {scheme}://")
