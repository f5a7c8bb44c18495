"""Values, and columns of many rows as arrays, in PostgreSQL's own binary form.

psycopg writes an array element by element in Python. A column of 64 numbers is packed here by one
call of `struct`, which takes a tenth of the time, and the server has nothing to parse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from struct import Struct, pack
from typing import Any, Final

_HEAD: Final = Struct(">5i")
"""Dimensions, whether there are NULLs, the type of the elements, how many, number of the first."""

_ALONE: Final = Struct(">6iq")
"""The head, and one number of 8 bytes."""

_LENGTH: Final = Struct(">i")
_NULL: Final = _LENGTH.pack(-1)
_INT8, _TEXT, _BYTEA = 20, 25, 17


def int8s(values: Sequence[int]) -> bytes:
    """Numbers of 64 bits."""
    count = len(values)
    if count == 1:
        return _ALONE.pack(1, 0, _INT8, 1, 1, 8, values[0])
    pairs = chain.from_iterable(zip((8,) * count, values, strict=True))
    return _HEAD.pack(1, 0, _INT8, count, 1) + pack(">" + "iq" * count, *pairs)


def texts(values: Sequence[str | None]) -> bytes:
    """Texts, None for NULL."""
    return _packed(_TEXT, [None if each is None else each.encode() for each in values])


def byteas(values: Sequence[bytes]) -> bytes:
    """Bytes."""
    return _packed(_BYTEA, values)


def _packed(type_: int, values: Sequence[bytes | None]) -> bytes:
    parts = [_HEAD.pack(1, None in values, type_, len(values), 1)]
    for each in values:
        if each is None:
            parts.append(_NULL)
        else:
            parts += (_LENGTH.pack(len(each)), each)
    return b"".join(parts)


@cache
def _numbers(count: int) -> Struct:
    return Struct(f">{count}q")


def values(row: Sequence[Any], types: str) -> list[bytes | None]:
    """The values of one row, each packed.

    Always as the same type of the server, or each size of a number would be another statement to
    prepare; and all numbers at once, of which each is a piece then.

    Args:
        types: a letter for each value (see `rows.Table`).
    """
    count = types.count("i")
    numbers: bytes = _numbers(count).pack(
        *[value for type_, value in zip(types, row, strict=True) if type_ == "i"]
    )
    packed: list[bytes | None] = []
    at = 0
    for type_, value in zip(types, row, strict=True):
        if type_ == "i":
            packed.append(numbers[at : at + 8])
            at += 8
        elif type_ == "t":
            packed.append(None if value is None else value.encode())
        else:
            packed.append(value)
    return packed


ARRAY: Final[dict[str, Callable[[Any], Any]]] = {"i": int8s, "t": texts, "b": byteas}
"""How a column is packed, by the letter of its type (see `rows.Table`)."""
