"""Which characters make a name (DMN 1.5, 10.3.1.2, rules 27 to 30)."""

from __future__ import annotations

import re

START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u167F\u1681-\u180D"
    r"\u180F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF"
    r"\uFDF0-\uFEFE\uFF00-\uFFFD\U00010000-\U000EFFFF"
)
PART = START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"

ELEMENT = re.compile(rf"([{PART}]+|[./\-'+*])")
"""A word or an additional symbol inside a name."""

IDENTIFIER = re.compile(rf"[{START}][{PART}]*")

KEYWORDS = frozenset(
    ("and", "or", "in", "between", "then", "else", "return", "satisfies", "instance")
)
"""Words that end a name nobody has declared."""

_SYMBOLS = frozenset("./-'+*")


def joined(elements: list[str]) -> str:
    """Words and symbols as one normal name: one blank between words, none around symbols."""
    name = ""
    for element in elements:
        if name and element not in _SYMBOLS and name[-1] not in _SYMBOLS:
            name += " "
        name += element
    return name


def normal(name: str) -> tuple[str, int]:
    """A declared name in normal form and how many words and symbols it has."""
    elements = ELEMENT.findall(name)
    return joined(elements), len(elements)


def quoted(text: str) -> str:
    """A string as a FEEL literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\r", "\\r").replace("\t", "\\t") + '"'


def shown_name(name: str) -> str:
    """A context's key as it is written: bare where it is a name in normal form, else quoted."""
    elements = ELEMENT.findall(name)
    bare = bool(elements) and IDENTIFIER.match(name) and joined(elements) == name
    return name if bare else quoted(name)
