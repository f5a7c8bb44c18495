"""Reading CSV: encoding and delimiter found and told, bad rows left out and listed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from guiju.journal.assembly import assemble
from guiju.journal.columns import Longs
from guiju.journal.limits import Limits
from guiju.journal.log import Log
from guiju.journal.mapping import Mapping
from guiju.journal.source import Source
from guiju.journal.trouble import Complaints, Note, Unreadable

from .build import Table, build, unique_names
from .text import Utf8File, find_delimiter, find_encoding, rows_of

_BLOCK = 8 << 20
_HEAD = 1 << 18


def read_csv(
    source: Source, told: Mapping, lifecycle: str | None, limits: Limits
) -> Log | Unreadable:
    """Read a CSV file of one row per event.

    A row that has another number of cells than the header is bad; where an open quotation mark
    swallowed lines, those behind it are read one by one.
    """
    encoded = find_encoding(source, told.encoding)
    if isinstance(encoded, Unreadable):
        return encoded
    encoding, notes = encoded
    head = Utf8File(source.quiet(), encoding).read(_HEAD).decode("utf-8", "ignore")
    delimiter = told.delimiter or find_delimiter(head)
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0':
        return Unreadable(
            "delimiter-wrong", "One character was expected as delimiter; found {found}.",
            {"found": delimiter},
        )  # fmt: skip
    header = next(rows_of(head, delimiter), None)
    if header is None or "\0" in head:
        return source.trouble or Unreadable(
            "csv-without-header", "A line with the names of the columns was expected.", {}
        )
    if len(header) > limits.columns:
        return Unreadable(
            "too-many-columns", "At most {limit} columns were expected; found {found}.",
            {"limit": limits.columns, "found": len(header)},
        )  # fmt: skip
    used = told.filled(delimiter=delimiter, encoding=encoding)
    table = _Rows(unique_names(header), delimiter, limits, notes).read(source, encoding)
    raw = build(table, used, limits)
    return raw if isinstance(raw, Unreadable) else assemble(raw, lifecycle)


class _Rows:
    """One reading of the rows."""

    def __init__(self, names: list[str], delimiter: str, limits: Limits, notes: list[Note]) -> None:
        self.names = names
        self.delimiter = delimiter
        self.limits = limits
        self.notes = notes
        self.bad = Complaints(limits.bad_rows)
        self.batches: list[pa.RecordBatch] = []
        self.skipped: list[tuple[int, int]] = []
        self.rescued: list[tuple[int, list[str]]] = []

    def read(self, source: Source, encoding: str) -> Table:
        """All rows; the first trouble ends them."""
        file = Utf8File(source, encoding)
        stopped = self._batches(file) or source.trouble
        if file.quotes % 2:
            self._open_to_the_end()
        kept = sum(batch.num_rows for batch in self.batches)
        columns = [self._column(at) for at in range(len(self.names))]
        numbers = self._numbers(kept)
        table = Table("csv", self.names, columns, self.bad, self.notes, stopped, numbers)
        self._cut_long_values(table)
        return table

    def _batches(self, file: Utf8File) -> Unreadable | None:
        rows = 0
        try:
            for batch in self._open(file):
                self.batches.append(batch)
                rows += batch.num_rows
                if rows > self.limits.events:
                    return Unreadable(
                        "too-many-events", "At most {limit} events are read; the log has more.",
                        {"limit": self.limits.events},
                    )  # fmt: skip
        except (pa.ArrowException, OSError, ValueError) as error:
            if rows or "Empty CSV" not in str(error):
                return Unreadable(
                    "csv-broken", "Rows of a CSV file were expected: {reason}.",
                    {"reason": str(error)[:200]},
                )  # fmt: skip
        return None

    def _open(self, file: Utf8File) -> Any:
        text = pa.dictionary(pa.int32(), pa.string())
        return arrow_csv.open_csv(
            pa.PythonFile(file, mode="r"),
            read_options=arrow_csv.ReadOptions(
                use_threads=False,
                column_names=self.names,
                skip_rows_after_names=1,
                block_size=_BLOCK,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                invalid_row_handler=self._invalid,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(self.names, text),
                strings_can_be_null=True,
                null_values=[""],
            ),
        )

    def _invalid(self, row: Any) -> str:
        """Note a bad row; lines that an open quotation mark swallowed are read one by one."""
        self._skip((row.number or 1) - 1, row.text, row.actual_columns)
        return "skip"

    def _open_to_the_end(self) -> None:
        """Where the last cell of all runs over lines to the end of the file, its row is bad."""
        if not self.batches or not self.batches[-1].num_rows:
            return
        last = self.batches[-1].slice(self.batches[-1].num_rows - 1)
        cells = [str(column[0].as_py() or "") for column in last.columns]
        behind = cells[-1].splitlines()[1:]
        sizes = [len(next(rows_of(line, self.delimiter), [])) for line in behind]
        if len(self.names) not in sizes:
            return
        self.batches[-1] = self.batches[-1].slice(0, self.batches[-1].num_rows - 1)
        rows = sum(batch.num_rows for batch in self.batches) + len(self.skipped)
        self._skip(rows + 1, "-\n" + "\n".join(behind), 1)

    def _skip(self, row: int, text: str, cells_found: int) -> None:
        """Leave a row out; ``row`` counts rows, not the lines swallowed before it."""
        lines = text.splitlines() if "\n" in text else []
        number = row + sum(extra for _, extra in self.skipped)
        self.skipped.append((row, max(0, len(lines) - 1)))
        self._complain(number, cells_found)
        for at, line in enumerate(lines[1:], 1):
            cells = next(rows_of(line, self.delimiter), [])
            if len(cells) == len(self.names):
                self.rescued.append((number + at, cells))
            elif cells:
                self._complain(number + at, len(cells))

    def _complain(self, number: int, found: int) -> None:
        self.bad.add(
            number, "row-of-other-length", "{expected} cells were expected; found {found}.",
            expected=len(self.names), found=found,
        )  # fmt: skip

    def _column(self, at: int) -> pa.DictionaryArray:
        text = pa.dictionary(pa.int32(), pa.string())
        parts = [batch.column(at) for batch in self.batches]
        if self.rescued:
            cells = [row[at] or None for _, row in self.rescued]
            parts.append(pa.array(cells, pa.string()).dictionary_encode())
        if not parts:
            return pa.array([], pa.string()).dictionary_encode()
        joined = pa.chunked_array(parts, text).unify_dictionaries().combine_chunks()
        return joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined

    def _numbers(self, kept: int) -> Longs | None:
        """Numbers of the rows in the source, skipped rows and swallowed lines counted."""
        if not self.skipped:
            return None
        weights = np.ones(kept + len(self.skipped) + 1, np.int64)
        there = np.ones(kept + len(self.skipped) + 1, bool)
        for number, extra in self.skipped:
            if 0 <= number - 1 < len(weights):
                weights[number - 1] += extra
                there[number - 1] = False
        before = np.concatenate(([0], np.cumsum(weights)))[:-1]
        numbers = (before + 1)[there][:kept]
        return np.concatenate([numbers, [number for number, _ in self.rescued]]).astype(np.int64)

    def _cut_long_values(self, table: Table) -> None:
        for at, column in enumerate(table.columns):
            lengths = pc.utf8_length(column.dictionary)
            longest = pc.max(lengths).as_py() or 0
            if longest > self.limits.value_length:
                short = pc.utf8_slice_codeunits(column.dictionary, 0, self.limits.value_length)
                cut = pa.DictionaryArray.from_arrays(column.indices, short)
                table.columns[at] = cut.dictionary_decode().dictionary_encode()
                self.notes.append(
                    Note(
                        "value-cut",
                        "Values of {column} longer than {limit} characters were cut.",
                        {"column": table.names[at], "limit": self.limits.value_length},
                    )
                )
