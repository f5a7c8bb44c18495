"""Where cases are kept, as a command line names it: `--db`, else GUIJU_DB, else ./guiju.db."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from guiju.journal.store import Store
    from guiju.run.engine import Engine

VARIABLE: Final = "GUIJU_DB"
DEFAULT: Final = "guiju.db"
_SERVERS: Final = ("postgresql://", "postgres://")
_MAGIC: Final = b"SQLite format 3\0"


def add_db(parser: argparse.ArgumentParser) -> None:
    """Tell a parser of `--db`."""
    parser.add_argument(
        "--db",
        metavar="URL",
        help=_("sqlite:PATH or postgresql://user@host/database; else GUIJU_DB, else ./guiju.db"),
    )


def need_text(arguments: argparse.Namespace) -> None:
    """Refuse bytes that are no text, before they become a name in a database.

    Raises:
        Wrong: an argument is not UTF-8.
    """
    for given in vars(arguments).values():
        for each in given if isinstance(given, list) else [given]:
            if isinstance(each, str) and each.encode(errors="replace") != each.encode(
                errors="surrogatepass"
            ):
                raise Wrong(_("{text} is no text in UTF-8.", text=ascii(each)))


def address_of(url: str | None) -> str:
    """The address as a store is opened by: a path, or postgresql://...

    Raises:
        Wrong: it is of no known kind.
    """
    text = url or os.environ.get(VARIABLE) or DEFAULT
    if text.startswith(_SERVERS):
        return text
    path = text.removeprefix("sqlite:")
    if path is not text and path.startswith("//"):
        path = path[2:].removeprefix("/")
    if not path or "://" in path or path == ":memory:":
        raise Wrong(
            _(
                "--db takes sqlite:PATH or postgresql://user@host/database, found {url}.",
                url=shown(text),
            )
        )
    return path


def is_server(address: str) -> bool:
    """Whether an address is PostgreSQL's."""
    return address.startswith(_SERVERS)


def shown(address: str) -> str:
    """An address without its password."""
    hidden = re.sub(r"(//[^:/@]*):[^@/]*@", r"\1:***@", address)
    return re.sub(r"(password=)[^&\s]*", r"\1***", hidden)


def unusable(address: str, reason: object) -> Wrong:
    """Wrong use: the database of that address cannot be used."""
    told = re.sub(r"(password=)\S*", r"\1***", " ".join(str(reason).split()))
    return Wrong(_("The database {url} cannot be used: {reason}.", url=shown(address), reason=told))


@contextmanager
def store_at(url: str | None, make: bool = False) -> Iterator[Store]:
    """The store of an address, closed at the end.

    Args:
        url: what `--db` said.
        make: make a SQLite file where there is none.

    Raises:
        Wrong: there is none, it is not Guiju's, or it fails meanwhile.
    """
    from guiju.journal.store import Failed, open_store

    address = address_of(url)
    try:
        if not is_server(address):
            _need_file(address, make)
        store = open_store(address)
        try:
            yield store
        finally:
            store.close()
    except Failed as failed:
        raise unusable(address, failed) from None


@contextmanager
def engine_at(url: str | None, make: bool = False) -> Iterator[Engine]:
    """An engine over the store of an address, on this machine's clock and dice.

    Raises:
        Wrong: as `store_at`; its standards were numbered by another version of Guiju; or what it
            holds is damaged.
    """
    from datetime import UTC, datetime
    from random import SystemRandom

    from msgspec import DecodeError

    from guiju.run.engine import Engine
    from guiju.run.standards import NumberingChanged

    with store_at(url, make) as store:
        engine = Engine(store, lambda: datetime.now(UTC), SystemRandom())
        try:
            yield engine
        except (NumberingChanged, DecodeError) as changed:
            raise unusable(address_of(url), changed) from None
        finally:
            engine.close()


def _need_file(path: str, make: bool) -> None:
    """Refuse what is no database of Guiju before anything is written into it."""
    file = Path(path)
    if file.is_dir():
        raise Wrong(_("{path} is a folder: name a file in it.", path=path))
    if not file.exists():
        if not make:
            raise Wrong(
                _(
                    "There is no database {path}: guiju deploy makes one, --db names another.",
                    path=path,
                )
            )
        if not file.absolute().parent.is_dir():
            raise Wrong(_("There is no folder for {path}.", path=path))
    elif not is_ours(file):
        raise Wrong(_("{path} is no database of Guiju.", path=path))


def is_ours(file: Path, whole: bool = False) -> bool:
    """Whether a file is a SQLite database with the engine's tables, or empty.

    Args:
        whole: read all of it.

    Raises:
        Wrong: it cannot be read, or is damaged.
    """
    try:
        with file.open("rb") as opened:
            begin = opened.read(len(_MAGIC))
    except OSError as error:
        raise unusable(str(file), error.strerror) from None
    if begin != _MAGIC:
        return not begin
    import pysqlite3

    from guiju.journal.store import Failed
    from guiju.journal.store.sqlite.connection import connect

    try:
        connection: Any = connect(str(file), "FULL", True)
        try:
            rows = connection.execute("SELECT name FROM sqlite_master").fetchall()
            if whole:
                verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
                if verdict != "ok":
                    raise Failed("corrupt", verdict)
        finally:
            connection.close()
    except (Failed, pysqlite3.Error) as error:
        raise unusable(str(file), error) from None
    tables = {row[0] for row in rows}
    return not tables or {"migrations", "entries", "shards"} <= tables
