"""OCEL 2.0 as XML, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from guiju.journal.source import Source
from guiju.journal.trouble import Unreadable
from guiju.journal.xml import FEED, as_utf8, forbidden, pull_parser, why

from .gather import Gathering

_NEVER = "1970-01-01T00:00:00Z"
_WHOLE = frozenset({"event", "object", "event-type", "object-type"})


def gather_xml(source: Source, into: Gathering) -> Unreadable | None:
    """Read the file into the gathering; why it stopped, or None where all was read."""
    parser = pull_parser("start", "end")
    depth, begun, tail = 0, False, b""
    try:
        for piece in _pieces(source):
            if isinstance(piece, Unreadable):
                return piece
            refused = None if begun else forbidden(tail + piece)
            if refused:
                return refused
            parser.feed(piece)
            depth, begun = _drain(parser, depth, begun, into)
            tail = piece[-16:]
            if into.full:
                return None
        if source.trouble:
            return source.trouble
        parser.close()
        _drain(parser, depth, begun, into)
    except etree.XMLSyntaxError as error:
        return why(error)
    return None


def _pieces(source: Source) -> Iterator[bytes | Unreadable]:
    for piece in as_utf8(source.pieces()):
        if isinstance(piece, Unreadable):
            yield piece
            return
        for at in range(0, len(piece), FEED):
            yield piece[at : at + FEED]


def _drain(parser: Any, depth: int, begun: bool, into: Gathering) -> tuple[int, bool]:
    """Events, objects and types are read when they end and then forgotten."""
    for action, element in parser.read_events():
        begun = True
        if action == "start":
            depth += 1
            continue
        if depth == 3 and element.tag in _WHOLE:
            _read(element, into)
        if depth <= 3:
            element.clear()
            parent = element.getparent()
            while element.getprevious() is not None:
                del parent[0]
        depth -= 1
    return depth, begun


def _read(element: Any, into: Gathering) -> None:
    if element.tag in ("event-type", "object-type"):
        types = into.event_types if element.tag == "event-type" else into.object_types
        attributes = types.setdefault(element.get("name", ""), {})
        for attribute in element.iterfind("attributes/attribute"):
            attributes[attribute.get("name", "")] = attribute.get("type", "string")
        return
    name, kind = element.get("id", ""), element.get("type", "")
    if element.tag == "event":
        if not into.event(name, kind, element.get("time", "")):
            return
        for attribute in element.iterfind("attributes/attribute"):
            into.event_values.append((name, attribute.get("name", ""), attribute.text or ""))
        pairs = into.event_pairs
    else:
        if not into.object(name, kind):
            return
        for attribute in element.iterfind("attributes/attribute"):
            time = attribute.get("time") or _NEVER
            into.changes.append((name, attribute.get("name", ""), time, attribute.text or ""))
        pairs = into.object_pairs
    for pair in element.iterfind("objects/*"):
        pairs.append((name, pair.get("object-id", ""), pair.get("qualifier", "")))
