"""A workbook as texts; what is hostile or too large is refused before it is unpacked."""

from __future__ import annotations

import datetime as py
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from guiju.standard.dmn.sheets import layout
from guiju.standard.feel.temporal import from_python
from guiju.standard.model.problem import Problem

_BYTES_MAX = 20_000_000
_UNPACKED_MAX = 100_000_000
_PARTS_MAX = 1_000
_ROWS_MAX = 20_000
_COLUMNS_MAX = 200
_SHEETS_MAX = 100
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as rows of texts, empty rows included."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    def row(self, label: str) -> list[str] | None:
        """The first row whose first cell is that label."""
        for row in self.rows:
            if row and row[0].strip().lower() == label.lower():
                return list(row)
        return None

    def rules(self) -> Iterator[tuple[int, list[str]]]:
        """Rows that are neither labelled nor empty, with their number in the sheet."""
        labels = {label.lower() for label in layout.LABELS}
        for number, row in enumerate(self.rows, 1):
            if any(text.strip() for text in row[1:]) and row[0].strip().lower() not in labels:
                yield number, list(row)


def read_workbook(data: bytes) -> list[Sheet] | Problem:
    """The sheets of an XLSX file as texts, or why it is refused."""
    bad = _refused(data)
    if bad is not None:
        return bad
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data), data_only=False, keep_links=False)
        sheets = list(book.worksheets)[:_SHEETS_MAX]
    # A damaged file may fail anywhere inside the library, in any way.
    except Exception as error:
        return _problem("xlsx-malformed", "This is no XLSX file: {reason}.", reason=str(error))
    found = []
    for sheet in sheets:
        read = _sheet(sheet)
        if isinstance(read, Problem):
            return read
        found.append(read)
    return found


def _problem(code: str, template: str, **values: Any) -> Problem:
    return Problem(code, template, values=values)


def _refused(data: bytes) -> Problem | None:
    """Look at the archive before anything is unpacked, and at its XML before it is parsed."""
    if len(data) > _BYTES_MAX:
        return _problem("xlsx-limit", "At most {limit} bytes are accepted.", limit=_BYTES_MAX)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _PARTS_MAX or sum(part.file_size for part in parts) > _UNPACKED_MAX:
                return _problem(
                    "xlsx-limit",
                    "At most {limit} bytes unpacked are accepted.",
                    limit=_UNPACKED_MAX,
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    text = archive.read(part)
                    if b"<!DOCTYPE" in text or text.startswith(_OTHER_ENCODINGS):
                        return _problem("xml-doctype", "A document type is not accepted.")
    # A damaged archive may fail in a dozen ways: BadZipFile, zlib.error, EOFError, ...
    except Exception as error:
        return _problem("xlsx-malformed", "This is no XLSX file: {reason}.", reason=str(error))
    return None


def _sheet(sheet: Any) -> Sheet | Problem:
    if sheet.max_row > _ROWS_MAX or sheet.max_column > _COLUMNS_MAX:
        return _problem(
            "xlsx-limit",
            "At most {rows} rows and {columns} columns are accepted; '{sheet}' has more.",
            rows=_ROWS_MAX,
            columns=_COLUMNS_MAX,
            sheet=sheet.title,
        )
    rows = []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                return _problem(
                    "xlsx-formula",
                    "Cells must hold texts and values; '{sheet}' {cell} is a formula.",
                    sheet=sheet.title,
                    cell=cell.coordinate,
                )
        rows.append(tuple(_text(cell.value) for cell in row))
    return Sheet(str(sheet.title), tuple(rows))


def _text(value: Any) -> str:
    """What a cell holds as FEEL: numbers, truth values and dates as they are written there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, py.datetime) and value.time() == py.time():
        value = value.date()
    if isinstance(value, py.datetime | py.date | py.time):
        return f'@"{from_python(value)}"'
    return str(value)
