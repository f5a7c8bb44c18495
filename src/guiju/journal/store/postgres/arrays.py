"""Values, and columns of many rows as arrays, in PostgreSQL's own binary form.

psycopg writes an array element by element in Python. A column of 64 numbers is packed here by one
call of `struct` and cut into pieces by another, which takes a tenth of the time, and the server has
nothing to parse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from struct import Struct, calcsize
from typing import Any, Final

_HEAD: Final = Struct(">5i")
"""Dimensions, whether there are NULLs, the type of the elements, how many, number of the first."""

_LENGTH: Final = Struct(">i")
_EIGHT: Final = _LENGTH.pack(8)
_NULL: Final = _LENGTH.pack(-1)
_INT8, _TEXT, _BYTEA = 20, 25, 17


@cache
def _numbers(letter: str, count: int) -> tuple[Callable[..., bytes], Callable[[bytes], Any]]:
    """What packs so many numbers of a kind (a letter of `struct`), and what cuts them apart."""
    size = calcsize(f">{letter}")
    return Struct(f">{count}{letter}").pack, Struct(f"{size}s" * count).unpack


def int8s(values: Sequence[int]) -> bytes:
    """Numbers of 64 bits."""
    count = len(values)
    pack, cut = _numbers("q", count)
    return _HEAD.pack(1, 0, _INT8, count, 1) + _EIGHT + _EIGHT.join(cut(pack(*values)))


def texts(values: Sequence[str | None]) -> bytes:
    """Texts, None for NULL."""
    if None not in values:
        return byteas([each.encode() for each in values], _TEXT)  # type: ignore[union-attr]
    parts = [_HEAD.pack(1, 1, _TEXT, len(values), 1)]
    for each in values:
        if each is None:
            parts.append(_NULL)
        else:
            body = each.encode()
            parts += (_LENGTH.pack(len(body)), body)
    return b"".join(parts)


def byteas(values: Sequence[bytes], type_: int = _BYTEA) -> bytes:
    """Bytes, or texts that are bytes by now."""
    count = len(values)
    pack, cut = _numbers("i", count)
    parts = list(cut(pack(*map(len, values)))) * 2
    parts[::2], parts[1::2] = parts[:count], values
    return _HEAD.pack(1, 0, type_, count, 1) + b"".join(parts)


class _Row:
    """How the values of rows with the same columns are packed.

    One call packs all numbers, one cuts them into pieces of 8 bytes, and one brings the pieces and
    the other values into their order: value by value it took a fifth of a command's time.
    """

    __slots__ = ("_cut", "_numbers", "_order", "_others", "_pack")

    def __init__(self, types: str) -> None:
        numbers = [at for at, type_ in enumerate(types) if type_ == "i"]
        others = [at for at, type_ in enumerate(types) if type_ != "i"]
        found = numbers + others
        self._numbers, self._others = _pick(numbers), _pick(others)
        self._order = _pick([found.index(at) for at in range(len(types))])
        self._pack, self._cut = _numbers("q", len(numbers))

    def values(self, row: Sequence[Any]) -> Sequence[bytes | None]:
        others = [each.encode() if type(each) is str else each for each in self._others(row)]
        packed: Sequence[bytes | None] = self._order(
            (*self._cut(self._pack(*self._numbers(row))), *others)
        )
        return packed


def _pick(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """What picks the values at some places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: [row[at] for at in places]


_row = cache(_Row)


def values(row: Sequence[Any], types: str) -> Sequence[bytes | None]:
    """The values of one row, each packed.

    Always as the same type of the server, or each size of a number would be another statement to
    prepare.

    Args:
        types: a letter for each value (see `rows.Table`).
    """
    found: _Row = _row(types)
    return found.values(row)


ARRAY: Final[dict[str, Callable[[Any], Any]]] = {"i": int8s, "t": texts, "b": byteas}
"""How a column is packed, by the letter of its type (see `rows.Table`)."""
