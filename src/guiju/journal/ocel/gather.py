"""What the three spellings of OCEL have in common: events, objects and pairs put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from guiju.journal.columns import Attributes, Coded, Longs
from guiju.journal.limits import Limits
from guiju.journal.log import NO_TIME
from guiju.journal.mapping import Mapping
from guiju.journal.report import Reading
from guiju.journal.times import guess_format, read_times
from guiju.journal.trouble import Complaints, Note, Unreadable
from guiju.journal.values import text_attribute

from .objects import Changes, Declared, ObjectLog, Relations

_KINDS = {
    "string": "string",
    "time": "date",
    "date": "date",
    "integer": "int",
    "int": "int",
    "float": "float",
    "boolean": "boolean",
}
Pairs = list[tuple[str, str, str]]


@dataclass(slots=True)
class Gathering:
    """Takes events and objects as a reader meets them; ``finish`` joins them by id.

    Attributes:
        format: ocel-json, ocel-xml or ocel-sqlite.
        limits: bounds of size.
        bad: bad events and objects; numbers count events (and, after them, objects) from 1.
    """

    format: str
    limits: Limits
    bad: Complaints
    events: dict[str, tuple[str, str]] = field(default_factory=dict)
    objects: dict[str, str] = field(default_factory=dict)
    event_values: list[tuple[str, str, str]] = field(default_factory=list)
    event_pairs: Pairs = field(default_factory=list)
    object_pairs: Pairs = field(default_factory=list)
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)
    event_types: dict[str, dict[str, str]] = field(default_factory=dict)
    object_types: dict[str, dict[str, str]] = field(default_factory=dict)
    full: bool = False

    def event(self, name: str, kind: str, time: str) -> bool:
        """An event; False where its id is empty or was there before."""
        if not self._is_new(name in self.events, len(self.events), "event", name, kind):
            return False
        self.events[name] = (kind, time)
        return True

    def object(self, name: str, kind: str) -> bool:
        """An object; False where its id is empty or was there before."""
        if not self._is_new(name in self.objects, len(self.objects), "object", name, kind):
            return False
        self.objects[name] = kind
        return True

    def _is_new(self, known: bool, before: int, what: str, name: str, kind: str) -> bool:
        self.full = self.full or before >= self.limits.events
        if not name or not kind:
            self.bad.add(before + 1, f"{what}-without-name", "An id and a type were expected.")
        elif known:
            self.bad.add(before + 1, f"{what}-twice", "The id {id} is there twice.", id=name)
        return bool(name and kind and not known and not self.full)

    def finish(self, told: Mapping, zone: str, stopped: Unreadable | None) -> ObjectLog:
        """The log: ids joined, times read, values typed as declared."""
        event_row = {name: row for row, name in enumerate(self.events)}
        object_row = {name: row for row, name in enumerate(self.objects)}
        notes: list[Note] = []
        times = [time for _, time in self.events.values()]
        if self.full:
            stopped = Unreadable(
                "too-many-events", "At most {limit} events or objects are read; there are more.",
                {"limit": self.limits.events},
            )  # fmt: skip
        time = self._times(times, told, zone, notes)
        return ObjectLog(
            event_ids=tuple(self.events),
            event_type=coded([kind for kind, _ in self.events.values()]),
            time=time,
            event_attributes=self._event_attributes(event_row, zone),
            object_ids=tuple(self.objects),
            object_type=coded(list(self.objects.values())),
            event_objects=self._relations(self.event_pairs, event_row, object_row),
            object_objects=self._relations(self.object_pairs, object_row, object_row),
            changes=self._changes(object_row, zone),
            event_types=_declared(self.event_types, (kind for kind, _ in self.events.values())),
            object_types=_declared(self.object_types, self.objects.values()),
            report=Reading(
                self.format,
                rows=len(self.events),
                kept=len(self.events),
                bad_rows=tuple(self.bad.rows),
                bad_counts=dict(self.bad.counts),
                notes=tuple(notes),
                time_rule=f"times without a zone are {zone}",
                missing_times=int(np.count_nonzero(time == NO_TIME)),
                stopped=stopped,
            ),
        )

    def _times(self, texts: list[str], told: Mapping, zone: str, notes: list[Note]) -> Longs:
        array = pa.array(texts, pa.string())
        name = told.time_format
        if name is None:
            guessed = guess_format(array)
            name = guessed.name if guessed else "year-month-day"
            if guessed and guessed.rival:
                notes.append(
                    Note(
                        "ambiguous-dates",
                        "Times can be read as {used} or as {rival}; {used} was taken.",
                        {"used": guessed.name, "rival": guessed.rival},
                    )
                )
        micros = read_times(array, name, zone)
        for row in np.flatnonzero(micros == NO_TIME).tolist():
            self.bad.add(
                row + 1, "time-unreadable", "A time as {format} was expected; found {value}.",
                format=name, value=texts[row],
            )  # fmt: skip
        return micros

    def _event_attributes(self, event_row: dict[str, int], zone: str) -> Attributes:
        by_name: dict[str, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
        dropped = 0
        for event, name, value in self.event_values:
            if name not in by_name and len(by_name) >= self.limits.columns:
                dropped += 1
            elif event in event_row:
                rows, texts = by_name[name]
                rows.append(event_row[event])
                texts.append(value)
        if dropped:
            self.bad.count_only("attribute-beyond-limit", dropped)
        kinds = self._kinds()
        return Attributes(
            len(event_row),
            [
                text_attribute(name, kinds.get(name, "string"), rows, texts, zone)
                for name, (rows, texts) in by_name.items()
            ],
        )

    def _kinds(self) -> dict[str, str]:
        """The declared type of each event attribute; text where two event types disagree."""
        kinds: dict[str, str] = {}
        for attributes in self.event_types.values():
            for name, declared in attributes.items():
                kind = _KINDS.get(declared, "string")
                kinds[name] = kind if kinds.get(name, kind) == kind else "string"
        return kinds

    def _relations(
        self, pairs: Pairs, source_row: dict[str, int], target_row: dict[str, int]
    ) -> Relations:
        source, target, qualifiers = [], [], []
        for from_id, to_id, qualifier in pairs:
            if from_id in source_row and to_id in target_row:
                source.append(source_row[from_id])
                target.append(target_row[to_id])
                qualifiers.append(qualifier)
            else:
                self.bad.add(
                    source_row.get(from_id, -1) + 1, "relation-to-unknown",
                    "An object {id} was expected among the objects; it is not there.", id=to_id,
                )  # fmt: skip
        return Relations(np.array(source, np.int32), np.array(target, np.int32), coded(qualifiers))

    def _changes(self, object_row: dict[str, int], zone: str) -> Changes:
        known = [change for change in self.changes if change[0] in object_row]
        times = pa.array([time for _, _, time, _ in known], pa.string())
        return Changes(
            object=np.array([object_row[name] for name, _, _, _ in known], np.int32),
            attribute=coded([attribute for _, attribute, _, _ in known]),
            time=read_times(times, "year-month-day", zone),
            value=pa.array([value for _, _, _, value in known], pa.string()),
        )


def coded(texts: list[str]) -> Coded:
    """A list of texts as codes, in order of first appearance."""
    names = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    return Coded(np.array([names[text] for text in texts], np.int32), tuple(names))


def _declared(types: dict[str, dict[str, str]], used: Iterable[str]) -> Declared:
    every = {**{kind: {} for kind in dict.fromkeys(used)}, **types}
    return {kind: tuple(attributes.items()) for kind, attributes in every.items()}
