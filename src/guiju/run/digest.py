"""The number that a text, or a shape, is found by."""

from __future__ import annotations

from hashlib import blake2b
from struct import Struct
from typing import Final

_DIGEST: Final = blake2b(digest_size=8)
"""Is copied each time: to begin anew takes twice as long."""

_NUMBER: Final = Struct(">Q").unpack


def digest(text: str | bytes) -> int:
    """63 bits of a text's digest."""
    made = _DIGEST.copy()
    made.update(text.encode() if isinstance(text, str) else text)
    number: int = _NUMBER(made.digest())[0]
    return number >> 1
