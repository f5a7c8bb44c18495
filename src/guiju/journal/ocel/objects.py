"""An object-centric log: events, objects, and which relates to which; no case chosen yet."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from guiju.journal.assembly import Raw, assemble
from guiju.journal.columns import Attribute, Attributes, Coded, Ints, Longs
from guiju.journal.log import Log
from guiju.journal.mapping import Mapping
from guiju.journal.report import Reading
from guiju.journal.trouble import Complaints, Note, Unreadable

Declared = AnyMapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """Qualified pairs: event to object, or object to object.

    Attributes:
        source: row of the event or object; shape (pairs,), int32.
        target: row of the object; shape (pairs,), int32.
        qualifier: what the object is to the source.
    """

    source: Ints
    target: Ints
    qualifier: Coded

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.source)


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """Values objects' attributes took, in time; the first value of each is a change too.

    Attributes:
        object: row of the object; shape (changes,), int32.
        attribute: its attribute.
        time: microseconds since 1970 UTC, ``NO_TIME`` where there is none.
        value: the new value, as text.
    """

    object: Ints
    attribute: Coded
    time: Longs
    value: pa.StringArray

    def __len__(self) -> int:
        """How many changes there are."""
        return len(self.object)


@dataclass(frozen=True, slots=True, eq=False)
class ObjectLog:
    """An object-centric event log, rows in the order of the source (OCEL 2.0, Berti et al. 2024).

    Attributes:
        event_ids: ids of the events.
        event_type: type (activity) of each event.
        time: microseconds since 1970 UTC, ``NO_TIME`` where there is none.
        event_attributes: attributes of events.
        object_ids: ids of the objects.
        object_type: type of each object.
        event_objects: which objects an event touches.
        object_objects: which objects relate to which.
        changes: values of the objects' attributes.
        event_types: event types with their declared attributes (name, type).
        object_types: object types with their declared attributes (name, type).
        report: what reading found.
    """

    event_ids: tuple[str, ...]
    event_type: Coded
    time: Longs
    event_attributes: Attributes
    object_ids: tuple[str, ...]
    object_type: Coded
    event_objects: Relations
    object_objects: Relations
    changes: Changes
    event_types: Declared
    object_types: Declared
    report: Reading

    def flatten(self, object_type: str, lifecycle: str | None = None) -> Log | Unreadable:
        """The log whose cases are the objects of one type that have events.

        An event that touches several of them is an event of each of their cases; the report
        says how many there are. A case's attributes are the last values of its object.
        """
        names = self.object_type.names
        if object_type not in names:
            return Unreadable(
                "object-type-unknown",
                "An object type among {known} was expected as the case; found {found}.",
                {"known": ", ".join(names) or "none", "found": object_type},
            )
        wanted = self.object_type.codes == names.index(object_type)
        event, case_object = self._pairs(np.flatnonzero(wanted[self.event_objects.target]))
        objects, first = np.unique(case_object, return_index=True)
        order = objects[np.argsort(first, kind="stable")]
        case_of = np.full(len(self.object_ids), -1, np.int32)
        case_of[order] = np.arange(len(order), dtype=np.int32)
        raw = Raw(
            case_ids=pa.array([self.object_ids[i] for i in order.tolist()], pa.string()),
            case=case_of[case_object],
            activity=self.event_type.take(event),
            time=self.time[event],
            lifecycle=None,
            resource=None,
            attributes=_repeated(self.event_attributes, event),
            case_attributes=self._last_values(case_of, len(order)),
            report=replace(
                self.report, mapping=Mapping(case=object_type, activity="type", time="time")
            ),
            bad=_complaints(self.report),
            notes=[*self.report.notes, *_repeats(event)],
        )
        return assemble(raw, lifecycle)

    def _pairs(self, chosen: Longs) -> tuple[Longs, Longs]:
        """Distinct (event, object) pairs of these relations, by event; two qualifiers are one."""
        event = self.event_objects.source[chosen].astype(np.int64)
        target = self.event_objects.target[chosen].astype(np.int64)
        pair = event * max(1, len(self.object_ids)) + target
        _, first = np.unique(pair, return_index=True)
        first = first[np.argsort(event[first] * (len(pair) + 1) + first, kind="stable")]
        return event[first], target[first]

    def _last_values(self, case_of: Ints, cases: int) -> Attributes:
        order = np.lexsort((np.arange(len(self.changes)), self.changes.time))
        of_case = case_of[self.changes.object[order]]
        names = self.changes.attribute.codes[order]
        found = []
        for code, name in enumerate(self.changes.attribute.names):
            at = order[(names == code) & (of_case >= 0)]
            rows = case_of[self.changes.object[at]]
            last = {int(row): int(i) for row, i in zip(rows, at, strict=True)}
            if last:
                kept = np.array(sorted(last), np.int32)
                values = self.changes.value.take(pa.array([last[int(r)] for r in kept]))
                found.append(Attribute((name,), "string", kept, values))
        return Attributes(cases, found)


def _complaints(report: Reading) -> Complaints:
    bad = Complaints(max(len(report.bad_rows), 100))
    bad.rows.extend(report.bad_rows)
    bad.counts.update(report.bad_counts)
    return bad


def _repeats(event: Longs) -> list[Note]:
    distinct, counts = np.unique(event, return_counts=True)
    repeated = int(np.count_nonzero(counts > 1))
    if not repeated:
        return []
    return [
        Note(
            "events-of-several-cases",
            "{repeated} of {events} events touch several objects of the type and are repeated.",
            {"repeated": repeated, "events": len(distinct)},
        )
    ]


def _repeated(attributes: Attributes, event: Longs) -> Attributes:
    found = []
    for attribute in attributes.values():
        values = attribute.dense(attributes.rows).take(pa.array(event))
        rows = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False)).astype(np.int32)
        if len(rows):
            found.append(
                Attribute(attribute.path, attribute.kind, rows, values.take(pa.array(rows)))
            )
    return Attributes(len(event), found)
