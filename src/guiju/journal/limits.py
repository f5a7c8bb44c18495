"""How much of a stranger's file is read before the reader says no."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading; what passes one is reported, never read on.

    Attributes:
        bytes: decompressed size of a file, in bytes.
        ratio: decompressed bytes per compressed byte, looked at once 64 MiB came out.
        whole_bytes: size of a file that must be held whole (OCEL JSON and SQLite), in bytes.
        events: events of a log.
        columns: distinct attributes of one log.
        value_length: length of one attribute's value, in characters.
        bad_rows: bad rows kept in full; all are counted.
    """

    bytes: int = 64 << 30
    ratio: int = 400
    whole_bytes: int = 256 << 20
    events: int = 500_000_000
    columns: int = 2_000
    value_length: int = 1_000_000
    bad_rows: int = 100
