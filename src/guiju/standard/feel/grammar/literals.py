"""Numbers and strings (DMN 1.5, 10.3.1.2, rules 33 to 37 and 64 to 66)."""

from __future__ import annotations

import re

from guiju.standard.feel.numbers import DECIMAL128, DIGITS
from guiju.standard.feel.tree import NumberLiteral

from .cursor import Cursor

_NUMBER = re.compile(r"(?:\d+(?:\.(?!\.)\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_ESCAPE = re.compile(
    r"(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u(?P<four>[0-9a-fA-F]{4})|\\U(?P<six>[0-9a-fA-F]{6})|\\(?P<one>['\"\\nrt])"
)
_ONE = {"n": "\n", "r": "\r", "t": "\t"}


def take_number(c: Cursor) -> NumberLiteral | None:
    """Go over a number: an int where it is whole and fits, else a Decimal."""
    start = c.at
    match = _NUMBER.match(c.text, c.at)
    if match is None:
        return None
    c.at = match.end()
    text = match.group()
    if text.isdecimal() and len(text) <= DIGITS:
        return NumberLiteral(int(text), at=start)
    value = DECIMAL128.create_decimal(text)
    if not value.is_finite():
        c.at = start
        c.fail("a number below 1e6145")
    return NumberLiteral(value, at=start)


def take_string(c: Cursor) -> str:
    """Go over a string and resolve its escapes; the cursor stands before the first quote."""
    match = _STRING.match(c.text, c.at)
    if match is None:
        c.fail("a string closed by '\"'")
    c.at = match.end()
    return unescaped(match.group(1))


def unescaped(body: str) -> str:
    """A string's inside with its escapes resolved; unknown escapes stay as they are."""
    return _ESCAPE.sub(_resolved, body) if "\\" in body else body


def _resolved(match: re.Match[str]) -> str:
    if pair := match["pair"]:
        high, low = int(pair[2:6], 16), int(pair[8:12], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if code := match["four"] or match["six"]:
        point = int(code, 16)
        return chr(point) if point <= 0x10FFFF and not 0xD800 <= point < 0xE000 else match.group()
    one = match["one"]
    return _ONE.get(one, one)
