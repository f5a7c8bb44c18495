"""OCEL 2.0 as SQLite: read only, never written to, nothing in it executed.

Only tables that the file declares as plain tables are read, each by one full scan; an authoriser
refuses everything else (functions, pragmas, attaching), and a step counter ends endless scans.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from guiju.journal.limits import Limits
from guiju.journal.source import Source
from guiju.journal.trouble import Unreadable

from .gather import Gathering

_NEVER = "1970-01-01T00:00:00Z"
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_STEP = 100_000
_NEEDED = ("event", "object", "event_object", "event_map_type", "object_map_type")


def gather_sqlite(source: Source, into: Gathering) -> Unreadable | None:
    """Read the file into the gathering; why it stopped, or None where all was read."""
    connection: sqlite3.Connection | None = None
    try:
        connection = _open(source, into.limits)
        if connection is None:
            return source.trouble
        tables = _tables(connection)
        absent = [name for name in _NEEDED if name not in tables]
        if absent:
            return Unreadable(
                "ocel-without-table", "The tables {absent} were expected; they are not there.",
                {"absent": ", ".join(absent)},
            )  # fmt: skip
        _read(connection, tables, into)
    except (sqlite3.Error, OverflowError, MemoryError, ValueError) as error:
        return Unreadable(
            "sqlite-broken", "A sound SQLite file was expected: {reason}.",
            {"reason": str(error)[:200]},
        )  # fmt: skip
    finally:
        if connection is not None:
            connection.close()
    return None


def _open(source: Source, limits: Limits) -> sqlite3.Connection | None:
    if source.path and not source.compressed():
        size = source.path.stat().st_size
        where = f"file:{quote(str(source.path.resolve()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(where, uri=True)
    else:
        data = source.whole()
        if source.trouble:
            return None
        size = len(data)
        connection = sqlite3.connect(":memory:")
        connection.deserialize(data)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(limits.value_length * 4, 1_000_000))
    left = [(size * 50 + 50_000_000) // _STEP]

    def enough() -> int:
        left[0] -= 1
        return left[0] < 0

    connection.set_progress_handler(enough, _STEP)
    connection.set_authorizer(_authorise)
    return connection


def _authorise(action: int, *_: Any) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Plain tables with their columns."""
    found: dict[str, list[str]] = {}
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        if isinstance(name, str) and isinstance(sql, str) and "VIRTUAL" not in sql[:40].upper():
            cursor = connection.execute(f"SELECT * FROM {_quoted(name)}")
            found[name] = [column[0] for column in cursor.description]
            cursor.close()
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _rows(connection: sqlite3.Connection, table: str, *columns: str) -> Iterator[tuple[str, ...]]:
    wanted = ", ".join(_quoted(column) for column in columns)
    for row in connection.execute(f"SELECT {wanted} FROM {_quoted(table)}"):
        yield tuple(_text(value) for value in row)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _read(connection: sqlite3.Connection, tables: dict[str, list[str]], into: Gathering) -> None:
    times, values = _of_types(connection, tables, "event", into.event_types)
    for name, kind in _rows(connection, "event", "ocel_id", "ocel_type"):
        into.event(name, kind, times.get(name, ""))
    into.event_values.extend((name, column, value) for name, column, _, value in values)
    for name, kind in _rows(connection, "object", "ocel_id", "ocel_type"):
        into.object(name, kind)
    _, changes = _of_types(connection, tables, "object", into.object_types)
    into.changes.extend((n, column, time or _NEVER, value) for n, column, time, value in changes)
    pairs = _rows(connection, "event_object", "ocel_event_id", "ocel_object_id", "ocel_qualifier")
    into.event_pairs.extend((a, b, c) for a, b, c in pairs)
    if "object_object" in tables:
        pairs = _rows(
            connection, "object_object", "ocel_source_id", "ocel_target_id", "ocel_qualifier"
        )
        into.object_pairs.extend((a, b, c) for a, b, c in pairs)


def _of_types(
    connection: sqlite3.Connection,
    tables: dict[str, list[str]],
    what: str,
    types: dict[str, dict[str, str]],
) -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    """Times by id, and (id, attribute, time, value) of the table of each type."""
    times: dict[str, str] = {}
    values: list[tuple[str, str, str, str]] = []
    for kind, short in list(_rows(connection, f"{what}_map_type", "ocel_type", "ocel_type_map")):
        table = f"{what}_{short}"
        columns = tables.get(table)
        if columns is None or "ocel_id" not in columns or "ocel_time" not in columns:
            continue
        own = [c for c in columns if not c.startswith("ocel_")]
        types[kind] = dict.fromkeys(own, "string")
        changed = ["ocel_changed_field"] if "ocel_changed_field" in columns else []
        for row in _rows(connection, table, "ocel_id", "ocel_time", *changed, *own):
            name, time = row[0], row[1]
            times[name] = time
            field = row[2] if changed else ""
            for column, value in zip(own, row[2 + len(changed) :], strict=True):
                if column == field or (not field and value):
                    values.append((name, column, time, value))
    return times, values
