"""Names with blanks and operators in them, longest match first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guiju.standard.feel.words import ELEMENT, IDENTIFIER, KEYWORDS

from .cursor import Cursor

Lookup = Callable[[str], str | None]


def take_name(c: Cursor) -> str | None:
    """Go over a name at the start of an operand: a declared one, or words in a row."""
    return _take(c, c.names.find)


def sees_declared(c: Cursor) -> str | None:
    """The longest declared name that comes next, not gone over."""
    start = c.at
    name, _ = _longest_known(c, c.names.find)
    c.at = start
    return name


def take_member(c: Cursor) -> str | None:
    """Go over a name after a dot."""
    return _take(c, c.names.find_member)


def take_new_name(c: Cursor, *ends: str) -> str | None:
    """Go over a name that is being declared and followed by one of ``ends``, or stay."""
    back = c.at
    name = ""
    if c.peek().isdigit():
        return None
    while True:
        blank = _skips(c)
        if name and any(_ends(c, end) for end in ends):
            return name
        element = _element(c)
        if not element:
            c.at = back
            return None
        name += (" " if blank and name else "") + element


def _skips(c: Cursor) -> bool:
    """Go over blanks; whether there were some."""
    before = c.at
    c.skip()
    return c.at > before


def _element(c: Cursor) -> str:
    """Go over one word or symbol of a name."""
    match = ELEMENT.match(c.text, c.at)
    if match is None:
        return ""
    c.at = match.end()
    return match.group()


def _ends(c: Cursor, end: str) -> bool:
    return c.word() == end if end.isalpha() else c.text.startswith(end, c.at)


def _take(c: Cursor, find: Lookup) -> str | None:
    start = c.at
    known, end = _longest_known(c, find)
    c.at = start
    words = _words(c)
    if known is not None and (words is None or c.at <= end or not _goes_on(c, end)):
        c.at = end
        return known
    return words


def _goes_on(c: Cursor, end: int) -> bool:
    """Whether a declared name is followed by another word, which only a longer name allows."""
    after = c.at
    c.at = end
    word = c.word()
    c.at = after
    return bool(word) and word not in KEYWORDS


def _longest_known(c: Cursor, find: Lookup) -> tuple[str | None, int]:
    best, end = None, c.at
    key = ""
    for _ in range(c.names.longest):
        blank = _skips(c)
        element = _element(c)
        if not element:
            break
        key += (" " if blank and key else "") + element
        known = find(key)
        if known is not None:
            best, end = known, c.at
    return best, end


def _words(c: Cursor) -> str | None:
    """Identifiers in a row, up to a keyword: a name nobody has declared."""
    first = c.word()
    if not first:
        return None
    c.at += len(first)
    words = [first]
    while True:
        back = c.at
        c.skip()
        match = ELEMENT.match(c.text, c.at)
        word = match.group() if match else ""
        if not word or not (word[0].isdigit() or IDENTIFIER.match(word)) or word in KEYWORDS:
            c.at = back
            return " ".join(words)
        words.append(word)
        c.at += len(word)


def take_type_name(c: Cursor, known: Mapping[str, str]) -> str | None:
    """Go over a type's name: a built-in one, a declared one, or identifiers and dots."""
    start = c.at
    name, end = _longest_known(c, lambda key: key if key in known else c.names.find_type(key))
    if name is not None:
        c.at = end
        return name
    c.at = start
    elements: list[str] = []
    while word := c.word():
        c.at += len(word)
        elements.append(word)
        if not c.sees(".") or c.sees(".."):
            break
        c.at += 1
    return ".".join(elements) if elements else None
