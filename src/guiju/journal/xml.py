"""The door XML logs come through: no DOCTYPE, no entities, no network, bounded depth and size.

The same refusals as the door of models; logs are streamed, so it hands out a pull parser.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from .trouble import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(rb"^\s*<\?xml\b[^>]{0,400}?\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_KNOWN = {
    "utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "iso8859-2", "iso8859-15",
    "cp1250", "cp1251", "cp1252", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "shift_jis",
    "euc_jp", "euc_kr", "koi8-r",
}  # fmt: skip
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")

FEED = 1 << 18
"""Bytes the parser is fed at a time."""


def pull_parser(*events: Literal["start", "end"]) -> etree.XMLPullParser:
    """A pull parser that loads nothing and resolves nothing."""
    return etree.XMLPullParser(
        events=events,
        load_dtd=False,
        dtd_validation=False,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def forbidden(text: bytes) -> Unreadable | None:
    """Why this stretch of XML is refused unparsed, or None."""
    if any(word in text for word in _FORBIDDEN):
        return Unreadable(
            "xml-with-doctype", "A log without DOCTYPE and entities was expected; found one.", {}
        )
    return None


def as_utf8(pieces: Iterator[bytes]) -> Iterator[bytes | Unreadable]:
    """The XML text as UTF-8 without its declaration; an Unreadable ends it."""
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= 1024:
            break
    encoding = _encoding(first)
    if isinstance(encoding, Unreadable):
        yield encoding
        return
    if encoding == "utf-8":
        first = first.removeprefix(codecs.BOM_UTF8)
        yield _DECLARATION.sub(b"", first, count=1)
        yield from pieces
        return
    yield from _recoded(first, pieces, encoding)


def _recoded(first: bytes, pieces: Iterator[bytes], encoding: str) -> Iterator[bytes | Unreadable]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(first).lstrip("\ufeff")
        yield _DECLARATION.sub(b"", text.encode("utf-8"), count=1)
        for piece in pieces:
            yield decoder.decode(piece).encode("utf-8")
        yield decoder.decode(b"", True).encode("utf-8")
    except UnicodeError:
        yield Unreadable(
            "encoding-wrong", "Text in {encoding} was expected; some bytes are not.",
            {"encoding": encoding},
        )  # fmt: skip


def _encoding(first: bytes) -> str | Unreadable:
    declared = "utf-8"
    for bom, name in _BOMS:
        if first.startswith(bom):
            return name or _unknown("utf-32")
    if first[:4] in (b"<\0?\0", b"<\0l\0"):
        return "utf-16-le"
    if first[:4] in (b"\0<\0?", b"\0<\0l"):
        return "utf-16-be"
    declaration = _DECLARATION.match(first)
    named = _ENCODING.search(declaration.group()) if declaration else None
    if named:
        declared = named.group(1).decode("ascii")
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return _unknown(declared)
    if name.startswith("utf-16"):
        return "utf-8"  # the declaration itself was readable as ASCII, so it lies
    if name not in _KNOWN:
        return _unknown(declared)
    return "utf-8" if name == "ascii" else name


def _unknown(name: str) -> Unreadable:
    return Unreadable(
        "encoding-unknown", "UTF-8 or another usual encoding was expected; found {encoding}.",
        {"encoding": name},
    )  # fmt: skip


def why(error: etree.XMLSyntaxError | Exception) -> Unreadable:
    """The parser's complaint as a value."""
    reason = re.sub(r"\s*\(<string>.*$|, line \d+, column \d+.*$", "", str(error))
    return Unreadable(
        "xml-broken", "Well-formed XML was expected: {reason}. What came before is read.",
        {"reason": reason[:200]},
    )  # fmt: skip
