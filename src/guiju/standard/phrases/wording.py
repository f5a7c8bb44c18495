"""How words are found in a text: in any case, width and spacing, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from guiju.standard.phrases.hit import Place

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》")


def folded(text: str) -> str:
    """A text of equal length in which width, case and kinds of apostrophe no longer differ.

    Characters that cannot be seen become blanks, so they part no word from the lint.
    """
    return "".join(_fold(each) for each in text)


@lru_cache(maxsize=4096)
def _fold(sign: str) -> str:
    if _INVISIBLE.match(sign):
        return "\u00ad"
    if sign in "’‘ʼ＇`´":
        return "'"
    plain = unicodedata.normalize("NFKC", sign)
    lowered = plain.lower() if len(plain) == 1 else sign
    return lowered if len(lowered) == 1 else sign


@lru_cache(maxsize=4096)
def pattern_of(words: str) -> re.Pattern[str]:
    """The words as they may stand in a folded text; `...` stands for up to eight characters."""
    gap = "(?:\u00ad)*"
    if _HAN.search(words):
        pieces = [
            (r"\s*" + gap).join(re.escape(each) for each in piece if not each.isspace())
            for piece in folded(words).split("...")
        ]
        return re.compile(r"[^，。！？；\n]{0,8}".join(pieces))
    tokens = folded(words).split()
    said = rf"[\s{chr(0xAD)}]+".join(gap.join(re.escape(sign) for sign in each) for each in tokens)
    return re.compile(rf"(?<!\w){said}(?!\w)")


def occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a folded text: offsets of each, from the front."""
    for found in pattern_of(words).finditer(text):
        yield found.start(), found.end()


def place_of(text: str, start: int, end: int) -> Place:
    """The place of a piece of a text."""
    line = text.count("\n", 0, start) + 1
    return Place(line, start - (text.rfind("\n", 0, start) + 1) + 1, start, end)


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Pieces that stand in quotation marks: what somebody else has said, and titles."""
    return tuple((found.start(), found.end()) for found in _QUOTED.finditer(text))


def within(start: int, end: int, pieces: tuple[tuple[int, int], ...]) -> bool:
    """Whether a piece lies inside one of some others."""
    return any(low <= start and end <= high for low, high in pieces)


_ENDS = re.compile(r"[。！？!?…\n]+|\.(?=\s|$)")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of each sentence, without the blanks around it."""
    start = 0
    for found in [*_ENDS.finditer(text), None]:
        end = found.start() if found is not None else len(text)
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield left, start + len(piece.rstrip())
        start = found.end() if found is not None else end
