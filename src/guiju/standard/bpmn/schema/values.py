"""What text an attribute of each kind may hold (XML Schema part 2)."""

from __future__ import annotations

import re
from functools import cache

# Letters, digits and marks of the XML name classes; a colon is none of an NCName.
_START = r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
_START += r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_NCNAME = rf"[{_START}][{_START}\-.0-9\u00B7\u0300-\u036F\u203F-\u2040]*"
_QNAME = rf"(?:{_NCNAME}:)?{_NCNAME}"
_INTEGER = re.compile(r"[+-]?[0-9]+")

EXPECTED = {
    "ID": "a name without blanks or colons",
    "NCName": "a name without blanks or colons",
    "IDREF": "the id of an element",
    "QName": "the id of an element, with or without a prefix",
    "boolean": "true or false",
    "integer": "a whole number",
}


@cache
def _name(pattern: str) -> re.Pattern[str]:
    """Compiled at the first name: so many characters take as long as a tenth of a start."""
    return re.compile(pattern)


def is_qname(text: str) -> bool:
    """True where `text` is a name, with or without a prefix."""
    return _name(_QNAME).fullmatch(text) is not None


def fits(kind: str, text: str) -> bool:
    """True where `text` is a value of this kind."""
    value = text.strip()
    if kind in ("ID", "IDREF", "NCName"):
        return _name(_NCNAME).fullmatch(value) is not None
    if kind == "QName":
        return is_qname(value)
    if kind == "boolean":
        return value in ("true", "false", "1", "0")
    if kind == "integer":
        return _INTEGER.fullmatch(value) is not None
    return text in kind.split("/") if "/" in kind else True


def expected(kind: str) -> str:
    """The kind in words."""
    return EXPECTED.get(kind) or "one of " + ", ".join(kind.split("/"))
