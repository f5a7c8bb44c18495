"""All writes of a transaction as one statement on PostgreSQL, and its parameters."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, Final

from guiju.journal.store.postgres.arrays import ARRAY, values
from guiju.journal.store.rows import BY_NAME, TABLES, Table
from guiju.journal.store.statements import NEVER_CHANGED, changing, on_conflict

_TYPES: Final = {"i": "bigint", "t": "text", "b": "bytea"}


Numbers = Iterator[int]
"""Of the parameters, in the order of a statement's text."""


def _arrays(types: str, numbers: Numbers) -> str:
    return ", ".join(f"${next(numbers)}::{_TYPES[each]}[]" for each in types)


KEY_TYPES: Final = {
    table.name: "".join(table.types[table.columns.index(name)] for name in table.key)
    for table in TABLES
}
"""The types of the columns that are a table's key."""


def _values(types: str, numbers: Numbers) -> str:
    return ", ".join(f"${next(numbers)}::{_TYPES[each]}" for each in types)


def _put(table: Table, alone: bool, numbers: Numbers) -> str:
    into = f"INSERT INTO {table.name} ({', '.join(table.columns)}) SELECT"
    if alone:
        return f"{into} {_values(table.types, numbers)}"
    return f"{into} * FROM unnest({_arrays(table.types, numbers)})"


def _given(types: str, alone: bool, numbers: Numbers) -> str:
    if alone:
        return f"(SELECT {_values(types, numbers)})"
    return f"unnest({_arrays(types, numbers)})"


def _change(table: Table, alone: bool, numbers: Numbers) -> str:
    changes = ", ".join(f"{name} = given.{name}" for name in changing(table))
    given = f"{_given(table.types, alone, numbers)} AS given({', '.join(table.columns)})"
    same = (f"{table.name}.{name} = given.{name}" for name in table.key)
    return f"UPDATE {table.name} SET {changes} FROM {given} WHERE {' AND '.join(same)}"


def _drop(table: Table, alone: bool, numbers: Numbers) -> str:
    gone = f"{_given(KEY_TYPES[table.name], alone, numbers)} AS gone({', '.join(table.key)})"
    same = (f"{table.name}.{name} = gone.{name}" for name in table.key)
    return f"DELETE FROM {table.name} USING {gone} WHERE {' AND '.join(same)}"


def _write(table: Table, how: str, alone: bool, condition: str, numbers: Numbers) -> str:
    if how == "drop":
        return f"{_drop(table, alone, numbers)} AND {condition}"
    if how == "change":
        return f"{_change(table, alone, numbers)} AND {condition}"
    conflict = on_conflict(table) if how == "put" else ""
    return f"{_put(table, alone, numbers)} WHERE {condition}{conflict}"


GUARDS: Final = {
    "locked": ("held AS (SELECT 0)", "true", 1),
    "believed": (
        "held AS MATERIALIZED (SELECT s.shard FROM shards s"
        " JOIN unnest($1::bigint[], $2::bigint[]) AS k(shard, seq)"
        " ON s.shard = k.shard AND s.seq = k.seq ORDER BY s.shard FOR UPDATE OF s)",
        "(SELECT count(*) FROM held) = cardinality($1)",
        3,
    ),
    "moved": (
        "held AS (UPDATE shards SET serial = $2, seq = $3, chain = $4"
        " WHERE shard = $1 AND seq = $5 RETURNING shard)",
        "EXISTS (SELECT FROM held)",
        6,
    ),
}
"""By whether the shards stand where they are believed to stand: how that is made sure of, on what
every write depends then, and the number of the first parameter that is free. They are locked
already; or their numbers and seqs are the first two parameters; or one shard's new row and the seq
where it stood are the first five, and the row is written at once, which spares a lock."""


@cache
def writing(steps: tuple[tuple[str, str], ...], guard: str, alone: bool = False) -> str:
    """All writes of a transaction as one statement, which tells how many shards it holds.

    Args:
        steps: (table, how), as in `Write`.
        guard: one of `GUARDS`.
        alone: each step is about one row, whose values are the parameters; else arrays are, which
            cost a command that comes alone half as much again.
    """
    held, condition, first = GUARDS[guard]
    numbers = count(first)
    parts = [held]
    for number, (name, how) in enumerate(steps):
        parts.append(f"w{number} AS ({_write(BY_NAME[name], how, alone, condition, numbers)})")
    return f"WITH {', '.join(parts)} SELECT count(*) FROM held"


Write = tuple[str, str, list[Any], str]
"""A table; how it is written: rows are dropped, added, which are not there, changed, which are, or
put, whichever it is; the rows, or the keys of those that are dropped; the types of their columns.
To add or change costs the server less than to put: it needs no lock to look first."""


def split(table: Table, rows: Mapping[Any, Any], new: Container[tuple[str, Any]]) -> list[Write]:
    """What is dropped of a table and what is written, each where there is any."""
    name = table.name
    # Writers of other shards may add the same shapes: all in one order, or they wait in a ring.
    order = sorted(rows) if name in NEVER_CHANGED else rows
    gone, added, known = [], [], []
    for key in order:
        row = rows[key]
        if row is None:
            gone.append(key)
        elif (name, key) in new:
            added.append(row)
        else:
            known.append(row)
    writes: list[Write] = []
    if gone:
        keys = [(key,) for key in gone] if len(table.key) == 1 else gone
        writes.append((name, "drop", keys, KEY_TYPES[name]))
    if known:
        # A case that is not new is there.
        writes.append((name, "change" if name == "cases" else "put", known, table.types))
    if added:
        writes.append((name, "add", added, table.types))
    return writes


def parameters(writes: Sequence[Write], alone: bool) -> Sequence[Any]:
    """What `writing` asks for, in the order of its text."""
    if alone:
        row = [value for _, _, rows, _ in writes for value in rows[0]]
        return values(row, "".join([types for _, _, _, types in writes]))
    found: list[Any] = []
    for _, _, rows, types in writes:
        found += _columns(rows, types)
    return found


def _columns(rows: Sequence[Sequence[Any]], types: str) -> list[Any]:
    """The columns of rows, each packed as one array."""
    columns_ = zip(types, zip(*rows, strict=True), strict=True)
    return [ARRAY[type_](column) for type_, column in columns_]
