"""Entries of a contact as a chain of hashes: what was changed, taken out or put in shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from guiju.run.outside.exact import write_json


@dataclass(frozen=True, slots=True)
class Line:
    """What an entry says; `seal` is the hash it was kept with."""

    number: int
    kind: str
    at: datetime
    writer: str
    text: str
    seal: str = ""


def sealed(contact: str, before: str, line: Line) -> str:
    """The hash of an entry, over itself and the seal of the entry before it."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [contact, before, line.number, line.kind, at, line.writer, line.text]
    return sha256(write_json(said).encode()).hexdigest()


def broken_at(contact: str, lines: list[Line], count: int, seal: str) -> int | None:
    """The number of the first entry that is not what was written; None where all are.

    Args:
        lines: by number.
        count, seal: of the contact: a missing last entry shows too.
    """
    before = ""
    for number, line in enumerate(lines, start=1):
        if line.number != number or line.seal != sealed(contact, before, line):
            return number
        before = line.seal
    if len(lines) != count or before != seal:
        return len(lines) + 1
    return None
