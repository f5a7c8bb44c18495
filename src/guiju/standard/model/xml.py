"""The one door for XML: bytes in, an lxml element or one Problem out.

Nothing else in the product parses XML. The text is decoded here, the prolog is read here and a
document type is refused before the parser sees a byte, so the parser gets plain UTF-8 without a
declaration and cannot disagree with us about the encoding. No entity but the five of XML, no
network, no file, no external DTD.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from guiju.standard.model.problem import Problem


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """What a document may cost.

    Attributes:
        bytes: size of the document as handed in.
        depth: nesting of elements, the root counted as 1 (never more than 256).
        elements: elements in the whole document.
        attributes: attributes of one element, and namespaces in force at one element.
        text: characters between two markup signs: one text, one attribute, one tag.
    """

    bytes: int = 20_000_000
    depth: int = 200
    elements: int = 500_000
    attributes: int = 200
    text: int = 2_000_000


LIMITS = XmlLimits()

# libxml2 itself stops at 256; a larger wish could not be kept.
_PARSER_DEPTH = 256

_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "shift_jis": "shift_jis",
    "euc-kr": "euc-kr",
}

_DECLARATION = re.compile(r"<\?xml(\s[^<>]{0,200}?)\?>")
_DECLARED_ENCODING = re.compile(r"""\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]{0,40})["']""")

_BLANKS = re.compile(r"[ \t\r\n]*")
_MOST_ASIDES = 10_000
_ASIDES = {"<!--": "-->", "<?": "?>"}


def read_xml(data: bytes, limits: XmlLimits = LIMITS) -> etree._Element | Problem:
    """Read one XML 1.0 document.

    Args:
        data: the document; UTF-8, UTF-16 with its mark, or a declared encoding of the short list.
        limits: what it may cost.

    Returns:
        The root element (comments and processing instructions left out, ``sourceline`` kept), or
        one Problem with a code ``xml-...``. Never raises for anything that ``data`` may hold.
    """
    if len(data) > limits.bytes:
        return _too_much("bytes", limits.bytes, len(data))
    text = _decode(data)
    if isinstance(text, Problem):
        return text
    text = _without_declaration(text)
    bad = _check_prolog(text) or _check_size(text, limits)
    if bad is not None:
        return bad
    root = _parse(text)
    if isinstance(root, Problem):
        return root
    return _check_tree(root, limits) or root


def _decode(data: bytes) -> str | Problem:
    """The document as text, without a byte order mark."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _bad_encoding("UTF-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    else:
        head = _DECLARATION.match(data[:300].decode("latin-1"))
        named = head and _DECLARED_ENCODING.search(head[1])
        declared = named[1] if named else "utf-8"
        if declared.lower() not in _ENCODINGS:
            return _bad_encoding(declared)
        encoding = _ENCODINGS[declared.lower()]
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        return Problem(
            "xml-encoding",
            "The document is not {encoding}: {reason}.",
            values={"encoding": encoding, "reason": getattr(error, "reason", "undecodable")},
        )


def _bad_encoding(found: str) -> Problem:
    return Problem(
        "xml-encoding",
        "The encoding must be UTF-8, UTF-16 with a byte order mark, or one of {known}; "
        "it was {found}.",
        values={"known": ", ".join(sorted(set(_ENCODINGS.values()))), "found": found},
    )


def _without_declaration(text: str) -> str:
    """The text without ``<?xml ...?>``; its line breaks stay, so that line numbers hold."""
    head = _DECLARATION.match(text)
    return text if head is None else "\n" * head[0].count("\n") + text[head.end() :]


def _check_prolog(text: str) -> Problem | None:
    """Refuse whatever comes before the root that is not a comment, an instruction or a blank."""
    place = _after_blanks(text, 0)
    for _ in range(_MOST_ASIDES):
        opening = next((sign for sign in _ASIDES if text.startswith(sign, place)), None)
        if opening is None:
            break
        end = text.find(_ASIDES[opening], place + len(opening))
        if end < 0:
            return _malformed("a comment or an instruction never ends", text, place)
        place = _after_blanks(text, end + len(_ASIDES[opening]))
    else:
        return _too_much("comments and instructions before the root", _MOST_ASIDES, _MOST_ASIDES)
    if text.startswith("<!", place):
        return Problem(
            "xml-doctype",
            "A document type (DOCTYPE) is not accepted: found {found}.",
            values={"found": text[place : place + 30]},
            line=text.count("\n", 0, place) + 1,
        )
    if not text.startswith("<", place):
        return _malformed("an element was expected", text, place)
    return None


def _after_blanks(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    return found.end() if found else place


def _malformed(reason: str, text: str, place: int) -> Problem:
    return Problem(
        "xml-malformed",
        "This is not well-formed XML: {reason}.",
        values={"reason": reason},
        line=text.count("\n", 0, place) + 1,
    )


def _check_size(text: str, limits: XmlLimits) -> Problem | None:
    """Cheap bounds on what the parser could build, before it builds it."""
    pieces = text.split("<")
    # Every element has at least one sign "<"; with an end tag it has two.
    if len(pieces) > 2 * limits.elements + 1000:
        return _too_much("elements", limits.elements, len(pieces) // 2)
    longest = max(map(len, pieces))
    if longest > limits.text:
        return _too_much("text", limits.text, longest)
    return None


def _too_much(what: str, limit: int, found: int, line: int | None = None) -> Problem:
    return Problem(
        "xml-limit",
        "At most {limit} {what} are accepted; found {found}.",
        values={"what": what, "limit": limit, "found": found},
        line=line,
    )


def _parser() -> etree.XMLParser:
    """A parser that opens nothing.

    ``collect_ids`` stays at its default: switched off, lxml 6.1.3 opens the external DTD.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def _parse(text: str) -> etree._Element | Problem:
    try:
        root = etree.fromstring(text.encode("utf-8"), parser=_parser())
    except etree.XMLSyntaxError as error:
        return Problem(
            "xml-malformed",
            "This is not well-formed XML: {reason}.",
            values={"reason": error.msg or "nothing was found"},
            line=error.lineno,
        )
    except (ValueError, etree.LxmlError) as error:
        return Problem(
            "xml-malformed", "This is not well-formed XML: {reason}.", values={"reason": str(error)}
        )
    info: Any = root.getroottree().docinfo
    if info.doctype:
        return Problem("xml-doctype", "A document type (DOCTYPE) is not accepted.")
    return root


def _check_tree(root: etree._Element, limits: XmlLimits) -> Problem | None:
    """Depth, elements and attributes of what was built."""
    deepest = min(limits.depth, _PARSER_DEPTH)
    depth = elements = 0
    walk: Any = etree.iterwalk(root, events=("start", "end"))
    for happening, element in walk:
        if happening == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        if depth > deepest:
            return _too_much("levels of nesting", deepest, depth, element.sourceline)
        if elements > limits.elements:
            return _too_much("elements", limits.elements, elements, element.sourceline)
        if len(element.attrib) > limits.attributes:
            found = len(element.attrib)
            return _too_much("attributes", limits.attributes, found, element.sourceline)
    return None
