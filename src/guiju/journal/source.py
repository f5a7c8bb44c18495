"""Where the bytes of a log come from: a path or bytes, gzip undone, size bounded, progress told."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from .limits import Limits
from .trouble import Unreadable

Progress = Callable[[int, int], None]

PIECE = 1 << 20
"""Bytes read at a time, and most that one step of decompression gives."""

_LOOK_AT_RATIO_FROM = 64 << 20
_GZIP = b"\x1f\x8b"


class Source:
    """The decompressed bytes of one log; may be read several times.

    Attributes:
        name: file name in lower case without ``.gz``, or an empty text for bytes.
        trouble: why the last reading stopped before the end, or None.
    """

    __slots__ = ("_from", "_limits", "_progress", "_total", "name", "trouble")

    def __init__(
        self, where: str | Path | bytes, limits: Limits, progress: Progress | None
    ) -> None:
        """Take a path or the bytes themselves; nothing is opened yet."""
        self._from = where if isinstance(where, bytes) else Path(where)
        self._limits = limits
        self._progress = progress
        self._total = 0
        name = "" if isinstance(where, bytes) else Path(where).name.lower()
        self.name = name.removesuffix(".gz")
        self.trouble: Unreadable | None = None

    @property
    def path(self) -> Path | None:
        """The file's path, or None where bytes were given."""
        return self._from if isinstance(self._from, Path) else None

    def quiet(self) -> Source:
        """The same bytes, read without telling progress (for a look ahead)."""
        return Source(self._from, self._limits, None)

    def head(self, size: int = 65_536) -> bytes:
        """The first bytes, decompressed; a shorter text where the file ends or breaks before."""
        got = b""
        reader = self.quiet()
        for piece in reader.pieces():
            got += piece
            if len(got) >= size:
                break
        self.trouble = reader.trouble
        return got[:size]

    def compressed(self) -> bool:
        """Whether the bytes lie in a gzip wrapping."""
        try:
            with self._open() as file:
                return file.read(2) == _GZIP
        except OSError:
            return False

    def whole(self) -> bytes:
        """All bytes at once, bounded by ``whole_bytes``; sets ``trouble`` where they are more."""
        parts: list[bytes] = []
        size = 0
        for piece in self.pieces():
            size += len(piece)
            if size > self._limits.whole_bytes:
                self.trouble = _too_large(self._limits.whole_bytes)
                return b""
            parts.append(piece)
        return b"".join(parts)

    def pieces(self) -> Iterator[bytes]:
        """The decompressed bytes piece by piece; what stops them is left in ``trouble``."""
        self.trouble = None
        try:
            with self._open() as file:
                start = file.read(2)
                file.seek(0)
                yield from self._bounded(_unzipped(file) if start == _GZIP else _plain(file))
        except OSError as error:
            self.trouble = Unreadable(
                "file-not-read", "The file cannot be read: {reason}.", {"reason": _why(error)}
            )
        except (zlib.error, EOFError) as error:
            self.trouble = Unreadable(
                "gzip-broken",
                "The gzip data break off or are damaged; what came before is read. ({reason})",
                {"reason": str(error)},
            )

    def _open(self) -> io.BufferedIOBase:
        if isinstance(self._from, bytes):
            self._total = len(self._from)
            return io.BytesIO(self._from)
        file = self._from.open("rb")
        self._total = self._from.stat().st_size
        return file

    def _bounded(self, pieces: Iterator[tuple[bytes, int]]) -> Iterator[bytes]:
        size = 0
        for piece, taken in pieces:
            size += len(piece)
            if size > self._limits.bytes:
                self.trouble = _too_large(self._limits.bytes)
                return
            if size > _LOOK_AT_RATIO_FROM and size > self._limits.ratio * taken:
                self.trouble = Unreadable(
                    "too-compressed",
                    "The data grow more than {ratio} times when decompressed: taken for a bomb.",
                    {"ratio": self._limits.ratio},
                )
                return
            if self._progress:
                self._progress(taken, self._total)
            yield piece


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _too_large(limit: int) -> Unreadable:
    return Unreadable(
        "too-large", "The data are larger than the limit of {limit} bytes.", {"limit": limit}
    )


def _plain(file: io.BufferedIOBase) -> Iterator[tuple[bytes, int]]:
    taken = 0
    while piece := file.read(PIECE):
        taken += len(piece)
        yield piece, taken


def _unzipped(file: io.BufferedIOBase) -> Iterator[tuple[bytes, int]]:
    """Gzip members one after another, never more than PIECE bytes at a time."""
    taken = 0
    member = zlib.decompressobj(wbits=31)
    begun = False
    while raw := file.read(PIECE // 8):
        taken += len(raw)
        while raw:
            begun = True
            out = member.decompress(raw, PIECE)
            if out:
                yield out, taken
            raw = member.unconsumed_tail
            if member.eof:
                raw = member.unused_data.lstrip(b"\0")
                if raw and not _GZIP.startswith(raw[:2]):
                    return  # padding behind the last member, as tapes and some tools leave it
                member, begun = zlib.decompressobj(wbits=31), False
    while begun and not member.eof:
        out = member.decompress(member.unconsumed_tail, PIECE)
        if not out:
            raise EOFError("the data end before the gzip member does")
        yield out, taken
