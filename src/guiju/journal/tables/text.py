"""The text of a CSV file: its encoding, its delimiter, its header."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from guiju.journal.source import Source
from guiju.journal.trouble import Note, Unreadable

_FALLBACKS = ("gb18030", "cp1252")
_DELIMITERS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_encoding(source: Source, told: str | None) -> tuple[str, list[Note]] | Unreadable:
    """The encoding told, or of the byte order mark, or UTF-8, or GB18030, or Windows-1252.

    The whole text is looked at, since one byte far behind may decide.
    """
    if told:
        try:
            return codecs.lookup(told).name, []
        except (LookupError, ValueError):
            return Unreadable(
                "encoding-unknown", "An encoding was expected; found {encoding}.",
                {"encoding": told},
            )  # fmt: skip
    head = source.head(4)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, []
    fitting = _fitting(source, ("utf-8", *_FALLBACKS))
    if fitting == "utf-8":
        return fitting, []
    return fitting, [
        Note("encoding-guessed", "The text is not UTF-8; it was read as {encoding}.",
             {"encoding": fitting})
    ]  # fmt: skip


def _fitting(source: Source, names: tuple[str, ...]) -> str:
    decoders = {name: codecs.getincrementaldecoder(name)() for name in names}
    for piece in source.quiet().pieces():
        for name in list(decoders):
            try:
                decoders[name].decode(piece)
            except UnicodeError:
                del decoders[name]
        if list(decoders) == [names[-1]] or not decoders:
            break
        if names[0] in decoders and len(decoders) > 1 and not piece.isascii():
            continue
    return next(iter(decoders), "cp1252")


class Utf8File(io.RawIOBase):
    """A file of the source's text as UTF-8, whatever it was; never raises for wrong bytes.

    Attributes:
        quotes: quotation marks seen so far.
    """

    def __init__(self, source: Source, encoding: str) -> None:
        """Read from the source's start."""
        super().__init__()
        self._pieces = self._recoded(source.pieces(), encoding)
        self._left = b""
        self.quotes = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer only at the end."""
        while size < 0 or len(self._left) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
            self.quotes += piece.count(b'"')
        if size < 0:
            size = len(self._left)
        out, self._left = self._left[:size], self._left[size:]
        return out

    def _recoded(self, pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        for piece in pieces:
            yield decoder.decode(piece).encode("utf-8", "replace")
        yield decoder.decode(b"", True).encode("utf-8", "replace")


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into most and most even rows; comma by default."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        sizes = [len(row) for row in rows_of("\n".join(lines), delimiter)]
        if not sizes or sizes[0] < 2:
            continue
        even = sum(size == sizes[0] for size in sizes) / len(sizes)
        score = even * 10 + min(sizes[0], 50) / 50
        if score > most:
            best, most = delimiter, score
    return best


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a small text; what cannot be a row ends it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except (StopIteration, csv.Error):
            return
        if row:
            yield row
