"""The fast lane: whole arrays of bytes at a time, for XES of the usual shape and no other.

A stretch of the file that begins and ends between two traces is taken only when *every* tag in it
is ``<trace>``, ``<event>``, their ends, or ``<TYPE key="..." value="..."/>`` in exactly that
spelling, properly nested. Anything else (comments, nested attributes, other spellings, bad
characters, unknown entities) makes it None, and the XML parser reads the stretch instead.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .batch import EVENT, KINDS, TRACE, Batch, Key, Piece

Bytes = npt.NDArray[np.uint8]
Longs = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

_PAD = b" " * 8
_LT, _GT, _QUOTE, _SLASH = 60, 62, 34, 47
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));|&")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _word(text: bytes) -> int:
    return int.from_bytes(text[:8], "little")


_PREFIX = {len(kind) + 5: kind for kind in ("string", "int", "float", "boolean", "id", "date")}
_EVENT_OPEN, _TRACE_OPEN = _word(b"<event>\0"), _word(b"<trace>\0")
_EVENT_END, _TRACE_END = _word(b"</event>"), _word(b"</trace>")
_SEVEN = np.uint64((1 << 56) - 1)
_MIDDLE = _word(b'" value=')

# which struct tag may follow which: 0 <trace>, 1 <event>, 2 </event>, 3 </trace>
_MAY_FOLLOW = np.zeros(16, bool)
_MAY_FOLLOW[[0 * 4 + 1, 0 * 4 + 3, 1 * 4 + 2, 2 * 4 + 1, 2 * 4 + 3, 3 * 4 + 0]] = True


class _Irregular(Exception):
    """The stretch is not of the usual shape; it never leaves this module."""


def scan(stretch: bytes, longest: int) -> Batch | None:
    """Read a stretch of whole traces, or None where it is not of the usual shape.

    Args:
        stretch: UTF-8, from between two traces to between two traces.
        longest: characters a value may have; a longer one is not of the usual shape.
    """
    try:
        return _scan(stretch, longest)
    except (_Irregular, UnicodeDecodeError):
        return None


def _require(condition: Any) -> None:
    if not condition:
        raise _Irregular


def _scan(stretch: bytes, longest: int) -> Batch:
    stretch.decode("utf-8")  # refuses what is not UTF-8
    data = np.frombuffer(stretch + _PAD, np.uint8)
    word = np.ndarray((len(stretch) + 1,), np.dtype("<u8"), stretch + _PAD, 0, (1,))
    _require(_control_free(data))
    lt = np.flatnonzero(data == _LT)
    gt = np.flatnonzero(data == _GT)
    _require(len(lt) and len(lt) == len(gt))
    _require((lt < gt).all() and (gt[:-1] < lt[1:]).all())
    is_attribute = data[gt - 1] == _SLASH
    struct = _struct_codes(word[lt[~is_attribute]], (gt - lt)[~is_attribute])
    quotes = np.flatnonzero(data == _QUOTE)
    attribute_lt, attribute_gt = lt[is_attribute], gt[is_attribute]
    _require(len(quotes) == 4 * len(attribute_lt))
    quote = quotes.reshape(-1, 4)
    kinds = _kinds(data, word, attribute_lt, attribute_gt, quote)
    scope, row, event_trace = _owners(is_attribute, struct)
    pieces = _pieces(data, quote, kinds, scope, row, b"&" in stretch, longest)
    return Batch(int(np.count_nonzero(struct == 0)), event_trace, pieces)


def _control_free(data: Bytes) -> bool:
    allowed = sum(int(np.count_nonzero(data == space)) for space in (9, 10, 13))
    return int(np.count_nonzero(data < 32)) == allowed


def _struct_codes(words: Words, length: Longs) -> npt.NDArray[np.int8]:
    """0 <trace>, 1 <event>, 2 </event>, 3 </trace>, for tags that are exactly these."""
    code = np.full(len(words), -1, np.int8)
    opening = length == 6
    code[opening & ((words & _SEVEN) == _TRACE_OPEN)] = 0
    code[opening & ((words & _SEVEN) == _EVENT_OPEN)] = 1
    code[(length == 7) & (words == _EVENT_END)] = 2
    code[(length == 7) & (words == _TRACE_END)] = 3
    _require(len(code) and (code >= 0).all())
    _require(code[0] == 0 and code[-1] == 3)
    _require(_MAY_FOLLOW[code[:-1] * np.int8(4) + code[1:]].all())
    return code


def _kinds(data: Bytes, word: Words, lt: Longs, gt: Longs, quote: Longs) -> npt.NDArray[np.int8]:
    """The type of each attribute tag, after its spelling was found to be the usual one."""
    first, second, third, fourth = quote[:, 0], quote[:, 1], quote[:, 2], quote[:, 3]
    _require((lt < first).all() and (fourth < gt).all())
    _require((third - second == 8).all() and (word[second] == _MIDDLE).all())
    tail = gt - fourth
    _require(((tail == 2) | ((tail == 3) & (data[fourth + 1] == 32))).all())
    kinds = np.full(len(lt), -1, np.int8)
    length = first - lt
    for size, kind in _PREFIX.items():
        these = np.flatnonzero(length == size + 1)
        if len(these):
            _require(_begin_with(data, word, lt[these], f"<{kind} key=".encode()))
            kinds[these] = KINDS.index(kind)
    _require((kinds >= 0).all())
    return kinds


def _begin_with(data: Bytes, word: Words, at: Longs, text: bytes) -> bool:
    """Whether the bytes at all these places are this text (of 8 to 16 bytes)."""
    rest = at + (len(text) - 8)
    return bool((word[at] == _word(text)).all() and (word[rest] == _word(text[-8:])).all())


def _owners(
    is_attribute: npt.NDArray[np.bool_], struct: npt.NDArray[np.int8]
) -> tuple[npt.NDArray[np.int8], Longs, npt.NDArray[np.int32]]:
    """Whose each attribute is (trace or event) and its row; and the trace of each event."""
    last_struct = np.cumsum(~is_attribute)[is_attribute] - 1
    _require(len(last_struct) == 0 or last_struct[0] >= 0)
    owner = struct[last_struct]
    _require((owner != 3).all())
    trace = np.cumsum(struct == 0) - 1
    event = np.cumsum(struct == 1) - 1
    in_event = owner == 1
    row = np.where(in_event, event[last_struct], trace[last_struct])
    return in_event.astype(np.int8), row, trace[struct == 1].astype(np.int32)


def _pieces(
    data: Bytes,
    quote: Longs,
    kinds: npt.NDArray[np.int8],
    scope: npt.NDArray[np.int8],
    row: Longs,
    has_entity: bool,
    longest: int,
) -> list[Piece]:
    if not len(kinds):
        return []
    keys = _texts(data, quote[:, 0] + 1, quote[:, 1], longest).dictionary_encode()
    names = [_unescaped(name) for name in keys.dictionary.to_pylist()]
    _require(len(names) < 1 << 11)
    codes = keys.indices.to_numpy().astype(np.int64)
    group = (codes * 16 + kinds * 2 + scope).astype(np.uint16)
    order = np.argsort(group, kind="stable")
    values = _texts(data, quote[order, 2] + 1, quote[order, 3], longest)
    sorted_group, sorted_row = group[order], row[order].astype(np.int32)
    starts = np.flatnonzero(np.diff(sorted_group, prepend=np.uint16(65535)) != 0)
    ends = np.append(starts[1:], len(order))
    pieces = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        code = int(sorted_group[start])
        key = Key(EVENT if code & 1 else TRACE, (names[code >> 4],), KINDS[(code >> 1) & 7])
        coded = _plain(values.slice(start, end - start).dictionary_encode(), has_entity)
        pieces.append(Piece(key, sorted_row[start:end], coded))
    return pieces


def _texts(data: Bytes, start: Longs, end: Longs, longest: int) -> pa.StringArray:
    """The texts between these places, one after another in one new buffer."""
    length = end - start
    _require(int(length.max()) <= longest)
    offsets = np.zeros(len(start) + 1, np.int32)
    np.cumsum(length, out=offsets[1:])
    at = np.repeat(start - offsets[:-1], length)
    at += np.arange(len(at))
    text = data[at]
    _require(not len(text) or int(text.min()) >= 32)  # XML would turn a line break into a space
    return pa.StringArray.from_buffers(len(start), pa.py_buffer(offsets), pa.py_buffer(text))


def _plain(coded: pa.DictionaryArray, has_entity: bool) -> pa.DictionaryArray:
    """The same with entities resolved; two spellings of one text stay two codes here."""
    if not has_entity or not pc.any(pc.match_substring(coded.dictionary, "&")).as_py():
        return coded
    plain = [_unescaped(text) for text in coded.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(plain, pa.string()))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    _require(decimal or hexadecimal)
    code = int(decimal) if decimal else int(hexadecimal, 16)
    legal = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    _require(legal or 0x10000 <= code < 0x110000)
    return chr(code)
