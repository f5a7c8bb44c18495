"""Reading XES: stretches of whole traces, each through the fast lane or the careful one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from xml.sax.saxutils import quoteattr

from guiju.journal.assembly import assemble
from guiju.journal.limits import Limits
from guiju.journal.log import Log
from guiju.journal.mapping import Mapping
from guiju.journal.source import Source
from guiju.journal.times import zone_of
from guiju.journal.trouble import Complaints, Note, Unreadable
from guiju.journal.xml import as_utf8, forbidden

from .build import Builder
from .scan import scan
from .walk import Header, Walker

_FIRST_TRACE = re.compile(rb"<trace[\s>/]")
_END = b"</trace>"
_STRETCH = 1 << 20
_LONGEST_STRETCH = 8 << 20
_LONGEST_HEADER = 16 << 20
_FLUSH = 200_000


def read_xes(
    source: Source, mapping: Mapping, lifecycle: str | None, limits: Limits
) -> Log | Unreadable:
    """Read a XES file; what was read before a damage is the log, and the report tells.

    The file is cut after ``</trace>``. A stretch that is of the usual shape, or that the XML
    parser accepts by itself, cannot have been cut inside a comment or the like: those cannot be
    well-formed on their own. From the first stretch that is neither on, the parser reads the
    rest of the file as one.
    """
    zone = zone_of(mapping.timezone)
    if isinstance(zone, Unreadable):
        return zone
    reader = _Reader(source, limits)
    reader.run()
    if reader.refused or (reader.trouble and not reader.builder.traces):
        return reader.trouble or Unreadable("xes-empty", "A XES log was expected.", {})
    builder, header = reader.builder, reader.header
    activity, notes = _activity(mapping, builder, header)
    raw = builder.finish(mapping, zone, activity)
    raw.notes.extend(notes)
    raw.header = asdict(header)
    guessed = () if mapping.activity else ("activity",) if notes else ()
    raw.report = replace(
        raw.report, stopped=reader.trouble, guessed=guessed, time_rule=_time_rule(zone)
    )
    return assemble(raw, lifecycle)


def _time_rule(zone: str) -> str:
    return f"times without a zone are {zone}"


def _activity(mapping: Mapping, builder: Builder, header: Header) -> tuple[str, list[Note]]:
    """The key of the activity: told (also by a classifier's name), concept:name, a classifier."""
    keys = {name: "+".join(keys.split()) for name, keys, _ in header.classifiers}
    if mapping.activity:
        return keys.get(mapping.activity, mapping.activity), []
    if builder.has_key("concept:name") or not builder.events:
        return "concept:name", []
    for name, joined in keys.items():
        if joined and all(builder.has_key(key) for key in joined.split("+")):
            note = Note(
                "activity-by-classifier",
                "Events have no concept:name; the classifier {name} ({keys}) is the activity.",
                {"name": name, "keys": joined},
            )
            return joined, [note]
    return "concept:name", []


class _Reader:
    """One reading of one file."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.builder = Builder(limits)
        self.header = Header()
        self.trouble: Unreadable | None = None
        self.refused = False
        self._pieces: Iterator[bytes] = self._utf8()

    def run(self) -> None:
        text, begin = self._until_first_trace()
        if self.refused:
            return
        if begin is None or not self._read_header(text[:begin]):
            self.header = Header()
            self._stream(b"", text, from_start=True)
        else:
            self._stretches(text[begin:])
        self.trouble = self.trouble or self.source.trouble

    def _utf8(self) -> Iterator[bytes]:
        for piece in as_utf8(self.source.pieces()):
            if isinstance(piece, Unreadable):
                self.trouble = piece
                return
            yield piece

    def _until_first_trace(self) -> tuple[bytes, int | None]:
        text = b""
        for piece in self._pieces:
            begin = max(0, len(text) - 8)
            text += piece
            found = _FIRST_TRACE.search(text, begin)
            if found or len(text) > _LONGEST_HEADER:
                self._refuse_forbidden(text[: found.start()] if found else text)
                return text, found.start() if found else None
        self._refuse_forbidden(text)
        return text, None

    def _refuse_forbidden(self, text: bytes) -> None:
        why_not = forbidden(text)
        if why_not:
            self.trouble, self.refused = why_not, True

    def _read_header(self, text: bytes) -> bool:
        walker = self._walker(self.header, Complaints(0))
        walker.feed(text)
        walker.feed(f"</{self.header.root or 'log'}>".encode())
        walker.close()
        return walker.trouble is None and walker.take().traces == 0

    def _walker(self, header: Header, bad: Complaints) -> Walker:
        return Walker(header, bad, self.limits.value_length, self.builder.events)

    def _opening(self) -> bytes:
        """A root element with the namespaces of the real one, for text cut out of it."""
        spaces = (
            f" xmlns{':' + prefix if prefix else ''}={quoteattr(uri)}"
            for prefix, uri in self.header.nsmap.items()
        )
        return f"<{self.header.root}{''.join(spaces)}>".encode()

    def _stretches(self, text: bytes) -> None:
        for piece in self._pieces:
            if len(text) >= _STRETCH:
                text = self._cut(text)
                if len(text) > _LONGEST_STRETCH or self.builder.full:
                    break
            text += piece
        if len(text) <= _LONGEST_STRETCH and not self.builder.full:
            text = self._cut(text)
        if self.builder.full:
            self.trouble = _too_many_events(self.limits.events)
        elif not re.fullmatch(rb"\s*</%s>\s*" % self.header.root.encode(), text):
            self._stream(self._opening(), text)

    def _cut(self, text: bytes) -> bytes:
        """Read up to the last end of a trace; what is left comes back."""
        end = text.rfind(_END)
        if end < 0:
            return text
        end += len(_END)
        if self._read_stretch(text[:end]):
            return text[end:]
        self._stream(self._opening(), text)
        return f"</{self.header.root}>".encode()

    def _read_stretch(self, stretch: bytes) -> bool:
        batch = scan(stretch, self.limits.value_length)
        if batch is None:
            bad = Complaints(self.builder.bad.room())
            walker = self._walker(Header(), bad)
            walker.feed(self._opening() + stretch + f"</{self.header.root}>".encode())
            walker.close()
            if walker.trouble:
                return False
            batch = walker.take().batch()
            self.builder.bad.rows.extend(bad.rows)
            self.builder.bad.counts.update(bad.counts)
            self.header.attributes.extend(walker.header.attributes)
        self.builder.add(batch)
        return True

    def _stream(self, opening: bytes, text: bytes, from_start: bool = False) -> None:
        """Read all the rest through the parser, flushing now and then."""
        header = self.header if from_start else Header()
        walker = self._walker(header, self.builder.bad)
        walker.feed(opening)
        self._feed(walker, text)
        tail = text[-16:]
        for piece in self._pieces:
            if from_start and not header.root and forbidden(tail + piece):
                self._refuse_forbidden(tail + piece)
                return
            self._feed(walker, piece)
            tail = piece[-16:]
            if walker.trouble or self.builder.full:
                break
        self._ended(walker)
        if not from_start:
            self.header.attributes.extend(header.attributes)

    def _feed(self, walker: Walker, text: bytes) -> None:
        walker.feed(text)
        if walker.draft.size > _FLUSH:
            self.builder.add(walker.take().batch())

    def _ended(self, walker: Walker) -> None:
        if self.builder.full:
            self.trouble = _too_many_events(self.limits.events)
        elif not self.source.trouble:
            walker.close()
        self.builder.add(walker.take().batch())
        self.trouble = self.trouble or self.source.trouble or walker.trouble


def _too_many_events(limit: int) -> Unreadable:
    return Unreadable(
        "too-many-events", "At most {limit} events are read; the log has more.", {"limit": limit}
    )
