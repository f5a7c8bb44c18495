"""Which characters make a name (DMN 1.5, 10.3.1.2, rules 27 to 30)."""

from __future__ import annotations

import re
from functools import lru_cache

START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u167F\u1681-\u180D"
    r"\u180F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF"
    r"\uFDF0-\uFEFE\uFF00-\uFFFD\U00010000-\U000EFFFF"
)
PART = START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"

ELEMENT = re.compile(rf"([{PART}]+|[./\-'+*])")
"""A word or an additional symbol inside a name."""

_OTHER = re.compile(rf"[^{PART}./\-'+* ]")

IDENTIFIER = re.compile(rf"[{START}][{PART}]*")

KEYWORDS = frozenset(
    ("and", "or", "in", "between", "then", "else", "return", "satisfies", "instance")
)
"""Words that end a name nobody has declared."""

_PLACED = re.compile(rf"(\s*)(?:{ELEMENT.pattern}|(.))", re.DOTALL)


@lru_cache(maxsize=8192)
def normal(name: str) -> tuple[str, int]:
    """A declared name in normal form and how many words and symbols it has.

    A run of blanks is one blank; whether there are blanks around a symbol counts, so that beside a
    variable ``a-b`` the text ``a - b`` still is a difference.
    """
    elements = [(before, word or other) for before, word, other in _PLACED.findall(name.strip())]
    return "".join((" " if before else "") + element for before, element in elements), len(elements)


def quoted(text: str) -> str:
    """A string as a FEEL literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\r", "\\r").replace("\t", "\\t") + '"'


def shown_name(name: str) -> str:
    """A context's key as it is written: bare where it is a name in normal form, else quoted."""
    bare = IDENTIFIER.match(name) and normal(name)[0] == name and not _OTHER.search(name)
    comment = "//" in name or "/*" in name  # written bare, the rest would be gone
    return name if bare and not comment else quoted(name)
