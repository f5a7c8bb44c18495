"""The careful lane: any XES the XML parser reads, element by element, in bounded memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from guiju.journal.trouble import Complaints, Unreadable
from guiju.journal.xml import FEED, pull_parser, why

from .batch import EVENT, KINDS, TRACE, Draft, Key

_KINDS = frozenset(KINDS)


@dataclass(slots=True)
class Header:
    """What a XES file says of the whole log.

    Attributes:
        version: of the XES standard, as the file states it.
        extensions: (name, prefix, uri) of each.
        globals: scope to the (kind, key, value) every trace or event has.
        classifiers: (name, keys, scope) of each.
        attributes: (path, kind, value) of the log itself.
        nsmap: namespace prefixes of the root element.
        root: the root's name as it is written, with its prefix.
    """

    version: str = ""
    extensions: list[tuple[str, str, str]] = field(default_factory=list)
    globals: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    classifiers: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: list[tuple[tuple[str, ...], str, str]] = field(default_factory=list)
    nsmap: dict[str | None, str] = field(default_factory=dict)
    root: str = ""


class Walker:
    """Reads the elements of a log as they come and writes them into a draft.

    Attributes:
        draft: what was read since it was last taken.
        trouble: why reading stopped, or None.
        header: filled from the root and its children that are no traces.
    """

    __slots__ = (
        "_bad",
        "_base",
        "_depth",
        "_longest",
        "_parser",
        "_row",
        "draft",
        "header",
        "trouble",
    )

    def __init__(self, header: Header, bad: Complaints, longest: int, events_before: int) -> None:
        """Write into ``header`` and ``bad``; events are counted on from ``events_before``."""
        self.header = header
        self.draft = Draft()
        self.trouble: Unreadable | None = None
        self._bad = bad
        self._longest = longest
        self._base = events_before
        self._depth = 0
        self._row = -1
        self._parser = pull_parser("start", "end")

    def feed(self, text: bytes) -> None:
        """Read on; does nothing once there is trouble."""
        for at in range(0, len(text), FEED):
            if self.trouble:
                return
            self._step(text[at : at + FEED])

    def close(self) -> None:
        """Tell that the text has ended."""
        if self.trouble:
            return
        try:
            self._parser.close()
        except etree.XMLSyntaxError as error:
            self._drain()
            self.trouble = self.trouble or why(error)

    def take(self) -> Draft:
        """What was read since the last time."""
        done, self.draft = self.draft, Draft()
        self._base += len(done.event_trace)
        return done

    def _step(self, text: bytes) -> None:
        try:
            self._parser.feed(text)
        except etree.XMLSyntaxError as error:
            self._drain()
            self.trouble = self.trouble or why(error)
            return
        self._drain()

    def _drain(self) -> None:
        try:
            for action, element in self._parser.read_events():
                if action == "start":
                    self._depth += 1
                    self._begin(element)
                else:
                    self._finish(element)
                    self._depth -= 1
                if self.trouble:
                    return
        except etree.XMLSyntaxError as error:
            self.trouble = self.trouble or why(error)

    def _begin(self, element: Any) -> None:
        name = _local(element)
        if self._depth == 1:
            self._root(element, name)
        elif self._depth == 2 and name == "trace":
            self.draft.traces += 1
        elif self._depth == 3 and name == "event" and _local(element.getparent()) == "trace":
            self.draft.event_trace.append(self.draft.traces - 1)

    def _root(self, element: Any, name: str) -> None:
        if name != "log":
            self.trouble = Unreadable(
                "xes-without-log", "A root element log was expected; found {name}.", {"name": name}
            )
            return
        self.header.version = element.get("xes.version", "")
        self.header.nsmap = dict(element.nsmap)
        self.header.root = f"{element.prefix}:log" if element.prefix else "log"

    def _finish(self, element: Any) -> None:
        if self._depth == 2:
            if _local(element) != "trace":
                self._of_log(element)
            _forget(element)
        elif self._depth == 3:
            parent = element.getparent()
            if _local(parent) == "trace":
                self._of_trace(element)
                _forget(element)

    def _of_trace(self, element: Any) -> None:
        if _local(element) != "event":
            self._attribute(element, TRACE, self.draft.traces - 1, ())
            return
        row = len(self.draft.event_trace) - 1
        for child in element:
            self._attribute(child, EVENT, row, ())

    def _attribute(self, element: Any, scope: int, row: int, within: tuple[str, ...]) -> None:
        kind, key = _local(element), element.get("key")
        value = element.get("value", "")
        if kind not in _KINDS:
            return
        if key is None or len(value) > self._longest:
            self._complain(key, scope)
            return
        path = (*within, key)
        self.draft.add(Key(scope, path, kind), row, value)
        for at, child in enumerate(_children(element, kind)):
            if kind == "list":
                self._attribute(child, scope, row, (*path, str(at)))
            else:
                self._attribute(child, scope, row, path)

    def _complain(self, key: str | None, scope: int) -> None:
        number = self._base + len(self.draft.event_trace) + (0 if scope == EVENT else 1)
        if key is None:
            self._bad.add(number, "attribute-without-key", "An attribute has no key.")
        else:
            self._bad.add(
                number, "value-too-long",
                "A value of at most {limit} characters was expected for {key}.",
                limit=self._longest, key=key,
            )  # fmt: skip

    def _of_log(self, element: Any) -> None:
        name = _local(element)
        if name == "extension":
            parts = (element.get("name", ""), element.get("prefix", ""), element.get("uri", ""))
            self.header.extensions.append(parts)
        elif name == "classifier":
            parts = (
                element.get("name", ""),
                element.get("keys", ""),
                element.get("scope", "event"),
            )
            self.header.classifiers.append(parts)
        elif name == "global":
            found = [(_local(c), c.get("key", ""), c.get("value", "")) for c in element]
            self.header.globals.setdefault(element.get("scope", "event"), []).extend(found)
        elif name in _KINDS:
            self._log_attribute(element, ())

    def _log_attribute(self, element: Any, within: tuple[str, ...]) -> None:
        kind = _local(element)
        if kind not in _KINDS:
            return
        path = (*within, element.get("key", ""))
        self.header.attributes.append((path, kind, element.get("value", "")))
        for child in _children(element, kind):
            self._log_attribute(child, path)


def _children(element: Any, kind: str) -> list[Any]:
    """The attributes nested in one; a list keeps them in a ``values`` element."""
    if kind == "list":
        return [grand for child in element if _local(child) == "values" for grand in child]
    return list(element)


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _forget(element: Any) -> None:
    """Free what was read, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]
