"""Writing a log as a table: CSV and Parquet."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv as arrow_csv

from guiju.journal.log import Log
from guiju.journal.times import texts_of
from guiju.journal.writing import opened

_FORMULA = re.compile(r"^[\s\0]*[=+\-@＝＋－＠\t\r]")


def write_csv(log: Log, path: str | Path, safe: bool = True) -> None:
    """Write a log as CSV, one row per event; roles in columns named as XES names them.

    Args:
        log: the log.
        path: where; in gzip where the name ends in ``.gz``.
        safe: put an apostrophe before a text a spreadsheet would run as a formula. Such texts
            come back with the apostrophe; False writes them as they are.
    """
    table = log.table()
    columns = [_texts(column.combine_chunks(), safe) for column in table.columns]
    names = [_safe(name) if safe else name for name in table.column_names]
    with opened(path) as file:
        arrow_csv.write_csv(pa.table(columns, names=names), file)


def write_parquet(log: Log, path: str | Path) -> None:
    """Write a log as Parquet, types kept, texts coded; the same columns as the CSV."""
    pq.write_table(log.table(), str(path), compression="zstd")


def _texts(column: pa.Array, safe: bool) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks else pa.array([], column.type)
    if pa.types.is_timestamp(column.type):
        return texts_of(column)
    if pa.types.is_dictionary(column.type):
        names = column.dictionary.to_pylist()
        plain = pa.array([_safe(n) if safe else n for n in names], pa.string())
        return plain.take(column.indices)
    if pa.types.is_string(column.type) and safe:
        risky = pc.match_substring_regex(column, r"^[\s\x00]*[=+\-@＝＋－＠\t\r]")
        return pc.if_else(risky, pc.binary_join_element_wise("'", column, ""), column)
    return column


def _safe(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
