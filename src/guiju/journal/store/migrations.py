"""The runner of numbered SQL migrations: each is one transaction, together with its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from guiju.journal.store.crash import crash_point
from guiju.journal.store.protocol import Failed

RECORD: Final = "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT)"
_NAME: Final = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")

Execute = Callable[[str, Sequence[Any]], Any]
"""Runs one statement and gives all its rows."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One released change of the tables; a released one is never edited."""

    number: int
    name: str
    statements: tuple[str, ...]


@cache
def migrations(dialect: str) -> tuple[Migration, ...]:
    """All migrations of a dialect ("sqlite", "postgres"), in order."""
    found = []
    for file in files("guiju.journal.store").joinpath("sql", dialect).iterdir():
        match = _NAME.fullmatch(file.name)
        if match:
            text = file.read_text("utf-8")
            found.append(Migration(int(match[1]), file.name, _statements(text)))
    return tuple(sorted(found, key=lambda each: each.number))


def _statements(text: str) -> tuple[str, ...]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    return tuple(part.strip() for part in "\n".join(lines).split(";\n") if part.strip())


def migrate(dialect: str, execute: Execute, begin: str) -> int:
    """Bring a database to the newest version.

    Args:
        dialect: which set of files.
        execute: runs a statement; every migration is one transaction of it.
        begin: how a transaction that writes begins.

    Returns:
        The version the database then has.

    Raises:
        Failed: the database is of a newer program.
    """
    known = migrations(dialect)
    execute(RECORD, ())
    while True:
        execute(begin, ())
        try:
            done = {row[0] for row in execute("SELECT number FROM migrations", ())}
            if done and max(done) > known[-1].number:
                text = f"expected a database of version {known[-1].number} or older, "
                raise Failed("newer", text + f"found version {max(done)}")
            waiting = [each for each in known if each.number not in done]
            if not waiting:
                execute("COMMIT", ())
                return known[-1].number
            _run(waiting[0], execute)
            execute("COMMIT", ())
            crash_point("migration-done")
        except BaseException:
            execute("ROLLBACK", ())
            raise


def _run(migration: Migration, execute: Execute) -> None:
    crash_point("migration-begun")
    for statement in migration.statements:
        execute(statement, ())
    name = migration.name.replace("'", "")
    execute(f"INSERT INTO migrations VALUES ({migration.number}, '{name}')", ())
