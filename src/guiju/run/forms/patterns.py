"""Regular expressions written for a browser, made and matched so that none can hang the server."""

from __future__ import annotations

from typing import Final

import regex

LENGTH_MAX: Final = 1000
SECONDS: Final = 0.1

EMAIL: Final = regex.compile(r"[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63})+")
PHONE: Final = regex.compile(r"(?:\+|00)?[\d\s()./-]{3,30}", regex.ASCII)

_TOKEN = regex.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$|.", regex.DOTALL)


def make_pattern(text: str) -> regex.Pattern[str] | None:
    """A browser's pattern; None where it is none.

    ``$`` is the very end of the text, as in a browser, and not also the place before a last line
    break, as in Python. ``\\d`` and ``\\w`` know ASCII alone.
    """
    if len(text) > LENGTH_MAX:
        return None
    ended = "".join(r"\Z" if token == "$" else token for token in _TOKEN.findall(text))
    try:
        return regex.compile(ended, regex.ASCII | regex.VERSION0)
    except (regex.error, OverflowError, RecursionError, ValueError):
        return None


def matches(pattern: regex.Pattern[str], text: str) -> bool | None:
    """Whether the pattern is found in the text; None where that took too long to find out."""
    try:
        return pattern.search(text, timeout=SECONDS) is not None
    except TimeoutError:
        return None
