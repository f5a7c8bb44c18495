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
    text = str(address)
    scheme, separator, rest = text.partition("://")
    if scheme in ("postgresql", "postgres") and separator:
        from guiju.journal.store.postgres import PostgresStore

        return PostgresStore(text, may_lose_last_seconds)
    if scheme == "sqlite" and separator:
        text = rest.removeprefix("/")
    elif separator:
        raise Failed("open", f"expected a file or postgresql://..., found {scheme}://")
    from guiju.journal.store.sqlite import SqliteStore

    return SqliteStore(text, may_lose_last_seconds)
