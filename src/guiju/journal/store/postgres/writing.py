"""All writes of a transaction as one statement on PostgreSQL, and its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, Final

from guiju.journal.store.postgres.arrays import ARRAY, VALUE
from guiju.journal.store.rows import BY_NAME, Table
from guiju.journal.store.statements import NEVER_CHANGED, on_conflict

_TYPES: Final = {"i": "bigint", "t": "text", "b": "bytea"}


Numbers = Iterator[int]
"""Of the parameters, in the order of a statement's text."""


def _arrays(types: str, numbers: Numbers) -> str:
    return ", ".join(f"${next(numbers)}::{_TYPES[each]}[]" for each in types)


def key_types(table: Table) -> str:
    """The types of the columns that are a table's key."""
    return "".join(table.types[table.columns.index(name)] for name in table.key)


def _values(types: str, numbers: Numbers) -> str:
    return ", ".join(f"${next(numbers)}::{_TYPES[each]}" for each in types)


def _put(table: Table, alone: bool, numbers: Numbers) -> str:
    into = f"INSERT INTO {table.name} ({', '.join(table.columns)}) SELECT"
    if alone:
        return f"{into} {_values(table.types, numbers)}"
    return f"{into} * FROM unnest({_arrays(table.types, numbers)})"


def _drop(table: Table, alone: bool, numbers: Numbers) -> str:
    types = key_types(table)
    if alone:
        keys = zip(table.key, types, strict=True)
        same = (f"{name} = ${next(numbers)}::{_TYPES[type_]}" for name, type_ in keys)
        return f"DELETE FROM {table.name} WHERE {' AND '.join(same)}"
    names = [f"k{n}" for n in range(len(table.key))]
    keys = zip(table.key, names, strict=True)
    same = (f"{table.name}.{name} = gone.{key}" for name, key in keys)
    gone = f"unnest({_arrays(types, numbers)}) AS gone({', '.join(names)})"
    return f"DELETE FROM {table.name} USING {gone} WHERE {' AND '.join(same)}"


_HELD: Final = (
    "held AS MATERIALIZED (SELECT s.shard FROM shards s"
    " JOIN unnest($1::bigint[], $2::bigint[]) AS k(shard, seq)"
    " ON s.shard = k.shard AND s.seq = k.seq ORDER BY s.shard FOR UPDATE OF s)"
)
"""Locks the shards that stand where they are believed to stand."""

_ALL_HELD: Final = "(SELECT count(*) FROM held) = cardinality($1)"


@cache
def writing(steps: tuple[tuple[str, bool], ...], held: bool = False, alone: bool = False) -> str:
    """All writes of a transaction as one statement, which tells how many shards it holds.

    Args:
        steps: (table, whether rows of it are dropped).
        held: the first two parameters are shards and seqs, and nothing is written unless all of
            them stand there.
        alone: each step is about one row, whose values are the parameters; else arrays are, which
            cost a command that comes alone half as much again.
    """
    numbers = count(3 if held else 1)
    parts = [_HELD if held else "held AS (SELECT 0)"]
    for number, (name, drops) in enumerate(steps):
        parts.append(f"w{number} AS ({_write(BY_NAME[name], drops, held, alone, numbers)})")
    return f"WITH {', '.join(parts)} SELECT count(*) FROM held"


def _write(table: Table, drops: bool, held: bool, alone: bool, numbers: Numbers) -> str:
    condition = _ALL_HELD if held else "true"
    if drops:
        return f"{_drop(table, alone, numbers)} AND {condition}"
    return f"{_put(table, alone, numbers)} WHERE {condition}{on_conflict(table)}"


Write = tuple[str, bool, list[Any], str]
"""A table, whether rows are dropped from it, the rows or keys, and the types of their columns."""


def split(table: Table, rows: Mapping[Any, Any]) -> Iterable[Write]:
    """What is dropped of a table and what is put, each where there is any."""
    # Writers of other shards may add the same shapes: all in one order, or they wait in a ring.
    order = sorted(rows) if table.name in NEVER_CHANGED else rows
    put = [rows[key] for key in order if rows[key] is not None]
    if len(put) < len(rows):
        single = len(table.key) == 1
        gone = [(key,) if single else key for key, row in rows.items() if row is None]
        yield table.name, True, gone, key_types(table)
    if put:
        yield table.name, False, put, table.types


def parameters(writes: Sequence[Write], alone: bool) -> list[Any]:
    """What `writing` asks for, in the order of its text."""
    values: list[Any] = []
    for _, _, rows, types in writes:
        values += _row(rows[0], types) if alone else _columns(rows, types)
    return values


def _row(row: Sequence[Any], types: str) -> list[Any]:
    """The values of one row, each packed."""
    return [VALUE[type_](value) for type_, value in zip(types, row, strict=True)]


def _columns(rows: Sequence[Sequence[Any]], types: str) -> list[Any]:
    """The columns of rows, each packed as one array."""
    columns_ = zip(types, zip(*rows, strict=True), strict=True)
    return [ARRAY[type_](column) for type_, column in columns_]
