"""Hiding who a customer is before a case becomes material for training (SEV-04)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MASK: Final = "■■■"

_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w.])\+?\(?\d[\d() /-]{6,}\d(?![\w.]*\d)")
_IDENTITY: Final = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_STREET: Final = re.compile(
    r"[一-鿿]{2,12}(?:路|街|道|巷|弄)\s*\d+\s*[号號](?:[^\s，。,;；]{0,20})"
    r"|\b\d{1,5}\s+(?:[A-Z][\w'-]+\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln)\b\.?"
)


def mask(text: str, words: Iterable[str]) -> tuple[str, int]:
    """A text without mail addresses, numbers to call, streets and the words given.

    Returns:
        The text, and how many places were hidden.
    """
    hidden = 0
    for pattern in (_MAIL, _IDENTITY, _PHONE, _STREET, *_patterns(words)):
        text, count = pattern.subn(MASK, text)
        hidden += count
    return text, hidden


def _patterns(words: Iterable[str]) -> list[re.Pattern[str]]:
    """Longer words first, so that a name is not left half."""
    known = {each.strip() for each in words}
    known |= {part for each in known for part in each.split() if len(part) > 2}
    long_first = sorted((each for each in known if len(each) > 1), key=len, reverse=True)
    return [re.compile(_bounded(each), re.IGNORECASE) for each in long_first]


def _bounded(word: str) -> str:
    escaped = re.escape(word)
    return rf"(?<!\w){escaped}(?!\w)" if word.isascii() else escaped
