"""Reading Parquet: a column at a time, types kept."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from guiju.journal.assembly import assemble
from guiju.journal.limits import Limits
from guiju.journal.log import Log
from guiju.journal.mapping import Mapping
from guiju.journal.source import Source
from guiju.journal.trouble import Complaints, Note, Unreadable

from .build import Table, build, unique_names


def read_parquet(
    source: Source, told: Mapping, lifecycle: str | None, limits: Limits
) -> Log | Unreadable:
    """Read a Parquet file of one row per event."""
    try:
        table = _read(source, limits)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        return Unreadable(
            "parquet-broken", "A sound Parquet file was expected: {reason}.",
            {"reason": str(error)[:200]},
        )  # fmt: skip
    if isinstance(table, Unreadable):
        return table
    raw = build(table, told, limits)
    return raw if isinstance(raw, Unreadable) else assemble(raw, lifecycle)


def _read(source: Source, limits: Limits) -> Table | Unreadable:
    if source.path and not source.compressed():
        file = pq.ParquetFile(source.path)
    else:
        data = source.whole()
        if source.trouble:
            return source.trouble
        file = pq.ParquetFile(pa.BufferReader(data))
    with file:
        refused = _too_much(file.metadata, limits)
        if refused:
            return refused
        notes: list[Note] = []
        names, columns = [], []
        for at, field in enumerate(file.schema_arrow):
            column = _column(file, at, field)
            if column is None:
                notes.append(_left_out(field))
            else:
                names.append(field.name)
                columns.append(column)
        if any(len(column) != file.metadata.num_rows for column in columns):
            return Unreadable(
                "parquet-broken", "A sound Parquet file was expected: {reason}.",
                {"reason": "its columns are of different lengths"},
            )  # fmt: skip
        return Table("parquet", unique_names(names), columns, Complaints(limits.bad_rows), notes)


def _too_much(metadata: Any, limits: Limits) -> Unreadable | None:
    size = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    bounds = (
        ("too-many-events", "rows", metadata.num_rows, limits.events),
        ("too-many-columns", "columns", metadata.num_columns, limits.columns),
        ("too-large", "bytes", size, limits.bytes),
    )
    for code, what, found, limit in bounds:
        if found > limit:
            return Unreadable(
                code, "At most {limit} {what} were expected; found {found}.",
                {"limit": limit, "what": what, "found": found},
            )  # fmt: skip
    return None


def _column(file: Any, at: int, field: pa.Field) -> pa.Array | None:
    """One column as one array: texts coded, numbers in their widest type; None for nested ones."""
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    wanted = _wanted(kind)
    if wanted is None:
        return None
    chunks = file.read(columns=[field.name]).column(0)
    if pa.types.is_string(wanted):
        # codes of the file itself may name one text twice: texts are coded here
        chunks = chunks.cast(pa.string()).dictionary_encode()
        coded = pa.dictionary(pa.int32(), pa.string())
        parts = chunks.cast(coded).unify_dictionaries().combine_chunks()
    else:
        parts = chunks.cast(wanted, safe=False).combine_chunks()
    if isinstance(parts, pa.ChunkedArray):
        parts = parts.chunk(0) if parts.num_chunks else pa.array([], parts.type)
    if pa.types.is_dictionary(parts.type):
        parts.dictionary.validate(full=True)  # Parquet promises UTF-8, a damaged file may lie
    parts.validate(full=True)
    return parts


def _wanted(kind: pa.DataType) -> pa.DataType | None:
    types = pa.types
    if types.is_string(kind) or types.is_large_string(kind) or types.is_null(kind):
        return pa.string()
    if types.is_boolean(kind):
        return kind
    if types.is_integer(kind):
        return pa.int64()
    if types.is_floating(kind) or types.is_decimal(kind):
        return pa.float64()
    if types.is_timestamp(kind):
        return pa.timestamp("us", kind.tz)
    if types.is_date(kind):
        return pa.timestamp("us")
    return None


def _left_out(field: pa.Field) -> Note:
    return Note(
        "column-left-out", "The column {column} of type {type} has no place in a log.",
        {"column": field.name, "type": str(field.type)},
    )  # fmt: skip
