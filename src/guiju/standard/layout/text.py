"""How much room a text takes, and where its lines break, without any font at hand."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Latin words stay whole; every wide character may begin a line, closing punctuation may not.
_WIDE = r"\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF"
_CLOSING = "、。，．！？；：」』）】》〉"
_PIECE = re.compile(rf"[{_WIDE}][{_CLOSING}]*|\s+|[^\s{_WIDE}]+")

_NARROW = frozenset("iljtfrI.,;:'|!()[] ")
_BROAD = frozenset("mwMW@%")


def width_of(text: str, size: float = 12) -> float:
    """The width of one line in pixels, a little generous, at a font size in pixels."""
    return sum(map(_em, text)) * size


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in _NARROW:
        return 0.34
    if sign in _BROAD:
        return 0.88
    if unicodedata.combining(sign):
        return 0.0
    return 0.68 if sign.isupper() else 0.57


def wrapped(text: str, width: float, size: float = 12, most: int = 6) -> list[str]:
    """The lines of a text that fit a width; the last one ends in … where there are too many.

    Args:
        text: any text; line breaks in it are kept.
        width: pixels.
        size: font size in pixels.
        most: lines at most.
    """
    lines: list[str] = []
    for part in text.splitlines():
        lines += _lines(part, width, size, most + 1 - len(lines))
        if len(lines) > most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1] + "…", width, size)]
    return lines


def _lines(text: str, width: float, size: float, most: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        for bit in _broken(piece, width, size):
            if line.strip() and width_of((line + bit).rstrip(), size) > width:
                lines.append(line.strip())
                line = ""
                if len(lines) >= most:
                    return lines
            line += bit
    return [*lines, line.strip()] if line.strip() else lines


def _broken(piece: str, width: float, size: float) -> list[str]:
    """A word too long for a line, in bits that fit."""
    if width_of(piece, size) <= width:
        return [piece]
    each = max(1, int(width / (0.62 * size)))
    return [piece[i : i + each] for i in range(0, len(piece), each)]


def _cut(line: str, width: float, size: float) -> str:
    while len(line) > 2 and width_of(line, size) > width:
        line = line[:-2] + "…"
    return line
