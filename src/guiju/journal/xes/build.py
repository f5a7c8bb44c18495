"""Batches of a XES file put together into the columns of a log."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from guiju.journal.assembly import Raw
from guiju.journal.columns import Attribute, Attributes, Coded, Ints, Longs
from guiju.journal.limits import Limits
from guiju.journal.log import NO_TIME
from guiju.journal.mapping import Mapping
from guiju.journal.report import Reading
from guiju.journal.times import read_times
from guiju.journal.trouble import Complaints, Note
from guiju.journal.values import typed

from .batch import EVENT, TRACE, Batch, Key, Piece

Roles = set[tuple[int, tuple[str, ...]]]
Columns = dict[tuple[int, tuple[str, ...]], list[Piece]]
_ROLES = {
    "time": "time:timestamp",
    "resource": "org:resource",
    "lifecycle": "lifecycle:transition",
}


class Builder:
    """Takes batches, gives columns.

    Attributes:
        events: events taken so far.
        traces: traces taken so far.
        bad: bad rows.
        full: whether the limit of events is reached.
    """

    __slots__ = (
        "_columns",
        "_dropped",
        "_event_trace",
        "_limits",
        "bad",
        "events",
        "full",
        "traces",
    )

    def __init__(self, limits: Limits) -> None:
        """Begin with nothing."""
        self._limits = limits
        self._columns: Columns = {}
        self._dropped: set[tuple[str, ...]] = set()
        self._event_trace: list[Ints] = []
        self.bad = Complaints(limits.bad_rows)
        self.events = 0
        self.traces = 0
        self.full = False

    def add(self, batch: Batch) -> None:
        """Take one more stretch of the file."""
        self._event_trace.append(batch.event_trace + np.int32(self.traces))
        for piece in batch.pieces:
            base = self.events if piece.key.scope == EVENT else self.traces
            self._take(piece.key, Piece(piece.key, piece.rows + np.int32(base), piece.values))
        self.events += len(batch.event_trace)
        self.traces += batch.traces
        self.full = self.events > self._limits.events

    def _take(self, key: Key, piece: Piece) -> None:
        column = (key.scope, key.path)
        if column not in self._columns and len(self._columns) >= self._limits.columns:
            if len(self._dropped) < 1000:
                self._dropped.add(key.path)
            return
        self._columns.setdefault(column, []).append(piece)

    def finish(self, mapping: Mapping, zone: str, activity: str) -> Raw:
        """All columns; ``activity`` names the key (or keys joined with +) of the activity."""
        names = {role: getattr(mapping, role) or usual for role, usual in _ROLES.items()}
        time = self._times(names["time"], zone)
        roles: Roles = {(EVENT, (name,)) for name in (*activity.split("+"), *names.values())}
        raw = Raw(
            case_ids=self._case_ids((mapping.case or "concept:name",)),
            case=np.concatenate([np.zeros(0, np.int32), *self._event_trace]),
            activity=self._joined(activity.split("+")),
            time=time,
            lifecycle=self._role(names["lifecycle"]),
            resource=self._role(names["resource"]),
            attributes=self._attributes(EVENT, self.events, roles, zone),
            case_attributes=self._attributes(
                TRACE, self.traces, {(TRACE, (mapping.case or "concept:name",))}, zone
            ),
            report=Reading("xes", mapping=mapping.filled(activity=activity, **names)),
            bad=self.bad,
        )
        if self._dropped:
            raw.notes.append(_dropped_note(self._limits.columns, len(self._dropped)))
        return raw

    def has_key(self, key: str) -> bool:
        """Whether any event has this attribute."""
        return (EVENT, (key,)) in self._columns

    def _coded(self, scope: int, path: tuple[str, ...]) -> tuple[Ints, pa.DictionaryArray] | None:
        """Rows and dictionary-encoded texts of a column; of a key given twice the last counts."""
        pieces = self._columns.get((scope, path))
        if not pieces:
            return None
        rows = np.concatenate([piece.rows for piece in pieces])
        values = _unified([piece.values for piece in pieces])
        if len(rows) > 1 and not bool((rows[1:] > rows[:-1]).all()):
            order = np.argsort(rows, kind="stable")
            last = np.append(rows[order][1:] != rows[order][:-1], True)
            rows, values = rows[order][last], values.take(pa.array(order[last]))
        return rows, values

    def _role(self, key: str, scope: int = EVENT) -> Coded | None:
        found = self._coded(scope, (key,))
        if found is None:
            return None
        rows, values = found
        codes = np.full(self.events if scope == EVENT else self.traces, -1, np.int32)
        names = values.dictionary.to_pylist()
        codes[rows] = values.indices.to_numpy()
        if "" in names:
            codes[codes == names.index("")] = -1
        return Coded(codes, tuple(names))

    def _joined(self, keys: list[str]) -> Coded:
        """The activity: one attribute, or several joined with + as a XES classifier does."""
        empty = Coded(np.full(self.events, -1, np.int32), ())
        columns = [self._role(key) or empty for key in keys]
        if len(columns) == 1:
            return columns[0]
        stacked = np.stack([column.codes for column in columns], axis=1)
        distinct, codes = np.unique(stacked, axis=0, return_inverse=True)
        names = tuple(
            "+".join(c.names[i] if i >= 0 else "" for c, i in zip(columns, row, strict=True))
            for row in distinct.tolist()
        )
        codes = codes.reshape(-1).astype(np.int32)
        return Coded(np.where((stacked < 0).all(axis=1), np.int32(-1), codes), names)

    def _times(self, key: str, zone: str) -> Longs:
        out = np.full(self.events, NO_TIME, np.int64)
        found = self._coded(EVENT, (key,))
        if found is None:
            return out
        rows, values = found
        read = read_times(values.dictionary, "year-month-day", zone)
        codes = values.indices.to_numpy()
        out[rows] = read[codes]
        wrong = np.flatnonzero(read[codes] == NO_TIME)
        room = self.bad.room()
        for at in wrong[:room].tolist():
            self.bad.add(
                int(rows[at]) + 1, "time-unreadable",
                "A time as 2016-02-29T01:23:00+00:00 was expected; found {value}.",
                value=str(values[at].as_py()),
            )  # fmt: skip
        if len(wrong) > room:
            self.bad.count_only("time-unreadable", len(wrong) - room)
        return out

    def _case_ids(self, path: tuple[str, ...]) -> pa.StringArray:
        """One id per trace, none twice: nameless and namesake traces get their number."""
        column = self._role(path[0], TRACE)
        if column is None:
            column = Coded(np.full(self.traces, -1, np.int32), ())
        codes = column.codes
        if (codes >= 0).all() and len(np.unique(codes)) == len(codes):
            return pa.array(column.names, pa.string()).take(pa.array(codes))
        return pa.array(_distinct(column.texts(), self.bad), pa.string())

    def _attributes(self, scope: int, rows: int, roles: Roles, zone: str) -> Attributes:
        found = []
        for column_scope, path in self._columns:
            if column_scope != scope or (column_scope, path) in roles:
                continue
            coded = self._coded(scope, path)
            if coded is not None:
                kinds = {piece.key.kind for piece in self._columns[(scope, path)]}
                kind = kinds.pop() if len(kinds) == 1 else "string"
                kind, values = typed(kind, coded[1], zone)
                found.append(Attribute(path, kind, coded[0], values))
        return Attributes(rows, found)


def _unified(parts: list[pa.DictionaryArray]) -> pa.DictionaryArray:
    if len(parts) == 1:
        one = parts[0]
        if pc.count_distinct(one.dictionary).as_py() == len(one.dictionary):
            return one
        return one.cast(pa.string()).dictionary_encode()
    return pa.chunked_array(parts).unify_dictionaries().combine_chunks()


def _distinct(names: list[str | None], bad: Complaints) -> list[str]:
    seen: dict[str, int] = {}
    taken = {name for name in names if name is not None}
    out = []
    for number, name in enumerate(names, 1):
        if name is None:
            bad.add(number, "trace-without-name", "Trace {number} has no name.", number=number)
            name = f"trace {number}"
            while name in taken:
                name += "'"
        elif name in seen:
            bad.add(
                number, "trace-name-twice",
                "Trace {number} has the name {name} of an earlier one and stays a case of its own.",
                number=number, name=name,
            )  # fmt: skip
            original = name
            while name in taken:
                seen[original] += 1
                name = f"{original} #{seen[original]}"
        seen.setdefault(name, 1)
        taken.add(name)
        out.append(name)
    return out


def _dropped_note(limit: int, dropped: int) -> Note:
    return Note(
        "too-many-columns",
        "The log has more than {limit} different attributes; {dropped} or more are left out.",
        {"limit": limit, "dropped": dropped},
    )
