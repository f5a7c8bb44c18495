"""Codes of items and GTINs: pure."""

from __future__ import annotations

import re
from typing import Final

from biip import BiipException, ParseError, parse
from biip.gtin import Gtin

from guiju.systems.call import refused

PATTERN: Final = "[A-Z0-9][A-Z0-9._-]{0,39}"
"""What a code looks like where nobody set a pattern."""

_LENGTHS: Final = frozenset({8, 12, 13, 14})


def checked_code(code: str, pattern: str = PATTERN) -> str:
    """The code, if it is as codes are to be.

    Raises:
        BusinessError: `code-pattern`.
    """
    if len(code) > 60 or re.fullmatch(pattern, code) is None:
        raise refused("code-pattern", "code", f"a code that matches {pattern}", code)
    return code


def checked_gtin(gtin: str) -> str:
    """The GTIN in its 14-digit form.

    Raises:
        BusinessError: `gtin-invalid`: wrong length or characters, or a wrong check digit.

    Source: GS1 General Specifications, 7.9 (check digit calculations).
    """
    found = as_gtin(gtin)
    if found is None:
        raise refused("gtin-invalid", "gtin", "8, 12, 13 or 14 digits with their check digit", gtin)
    return found


def as_gtin(text: str) -> str | None:
    """The 14-digit form of a GTIN, or None where the text is none."""
    if len(text) not in _LENGTHS or not (text.isascii() and text.isdigit()):
        return None
    try:
        return Gtin.parse(text).as_gtin_14()
    except ParseError:
        return None


def scanned_gtin(text: str) -> str | None:
    """The 14-digit GTIN in what a scanner read: a plain one or a GS1 element string."""
    plain = as_gtin(text)
    if plain is not None:
        return plain
    try:
        read = parse(text)
    except BiipException:
        return None
    return None if read.gtin is None else read.gtin.as_gtin_14()
