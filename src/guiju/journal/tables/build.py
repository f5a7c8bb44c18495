"""Columns of a table with their roles, put together into the columns of a log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from guiju.journal.assembly import Raw
from guiju.journal.columns import Attribute, Attributes, Coded, Ints, Longs
from guiju.journal.limits import Limits
from guiju.journal.log import NO_TIME
from guiju.journal.mapping import Mapping
from guiju.journal.report import Reading
from guiju.journal.times import (
    TIME_FORMATS,
    TimeFormat,
    guess_format,
    localised,
    read_times,
    zone_of,
)
from guiju.journal.trouble import Complaints, Note, Unreadable

from .guess import Seen, guess

_SAMPLE = 20_000
_MANY = 50_000
_CASE_PREFIX = "case:"


@dataclass(slots=True)
class Table:
    """A table as a reader found it.

    Attributes:
        format: csv or parquet.
        names: of the columns, none twice.
        columns: one Arrow array each: dictionary-encoded text, or what Parquet holds.
        bad: bad rows found by the reader.
        notes: notes of the reader.
        stopped: why reading stopped before the end, or None.
        numbers: for each row its number in the source, from 1; None where all rows were taken.
    """

    format: str
    names: list[str]
    columns: list[pa.Array]
    bad: Complaints
    notes: list[Note]
    stopped: Unreadable | None = None
    numbers: Longs | None = None


def build(table: Table, told: Mapping, limits: Limits) -> Raw | Unreadable:
    """The columns of a log; the mapping's open roles are guessed."""
    zone = zone_of(told.timezone)
    if isinstance(zone, Unreadable):
        return zone
    if told.time_format and told.time_format not in TIME_FORMATS:
        return _format_unknown(told.time_format)
    mapping = guess(_sampled(table), told)
    if isinstance(mapping, Unreadable):
        return mapping
    columns = dict(zip(table.names, table.columns, strict=True))
    time, time_format = _times(columns.get(mapping.time or ""), mapping, zone, table)
    case, case_ids = _cases(columns, mapping.case or "")
    roles = {n for r in ("case", "time", "resource", "lifecycle") if (n := getattr(mapping, r))}
    roles |= set(_parts(mapping.activity or "", columns))
    guessed = [
        r
        for r in ("case", "activity", "time", "resource", "lifecycle")
        if _guessed(r, told, mapping)
    ]
    raw = Raw(
        case_ids=case_ids,
        case=case,
        activity=_joined(columns, mapping.activity or ""),
        time=time,
        lifecycle=_coded(columns, mapping.lifecycle) if mapping.lifecycle else None,
        resource=_coded(columns, mapping.resource) if mapping.resource else None,
        attributes=Attributes(0, []),
        case_attributes=Attributes(0, []),
        report=Reading(
            table.format,
            rows=len(case) + table.bad.counts["row-of-other-length"],
            mapping=replace(mapping, time_format=time_format),
        ),
        bad=table.bad,
        notes=table.notes,
        numbers=table.numbers,
    )
    _add_attributes(raw, columns, roles)
    raw.report = replace(
        raw.report,
        guessed=tuple(guessed),
        time_rule=f"times without a zone are {zone}",
        stopped=table.stopped,
    )
    return raw


def _guessed(role: str, told: Mapping, mapping: Mapping) -> bool:
    return getattr(told, role) is None and bool(getattr(mapping, role))


def _format_unknown(name: str) -> Unreadable:
    return Unreadable(
        "time-format-unknown", "One of {known} was expected as the format of times; found {name}.",
        {"known": ", ".join(TIME_FORMATS), "name": name},
    )  # fmt: skip


def _sampled(table: Table) -> list[Seen]:
    """The first rows of each column, for guessing."""
    return [
        _seen(name, column.slice(0, _SAMPLE))
        for name, column in zip(table.names, table.columns, strict=True)
    ]


def _seen(name: str, column: pa.Array) -> Seen:
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        return Seen(name, _codes_of(column)[0], 2, True)
    codes, texts = _codes_of(column)
    distinct = len(np.unique(codes[codes >= 0]))
    looks = distinct > 0 and pa.types.is_string(texts.type) and _is_time(texts)
    return Seen(name, codes, distinct, looks)


def _codes_of(column: pa.Array) -> tuple[Ints, pa.Array]:
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    indices = pc.fill_null(coded.indices, -1) if coded.null_count else coded.indices
    codes = indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return codes, coded.dictionary


def _is_time(texts: pa.StringArray) -> bool:
    texts = texts.filter(pc.greater(pc.utf8_length(texts), 5))
    found = guess_format(texts, 200)
    return found is not None and found.share > 0.9 and found.name != "compact"


def _parts(name: str, columns: dict[str, pa.Array]) -> list[str]:
    return [name] if name in columns else name.split("+")


def _coded(columns: dict[str, pa.Array], name: str) -> Coded:
    """Texts of a role; empty texts are none."""
    codes, values = _codes_of(columns[name])
    texts = [str(text) if text is not None else "" for text in values.to_pylist()]
    distinct = {text: i for i, text in enumerate(dict.fromkeys(text for text in texts if text))}
    new = np.array([distinct.get(text, -1) for text in texts] + [-1], np.int32)
    return Coded(new[codes], tuple(distinct))


def _cases(columns: dict[str, pa.Array], name: str) -> tuple[Ints, pa.StringArray]:
    """Code of the case per row and the ids; millions of them stay Arrow's where they are sound.

    The readers code texts themselves, so that no text has two codes.
    """
    codes, values = _codes_of(columns[name])
    many = len(values) > _MANY and pa.types.is_string(values.type) and not values.null_count
    if many and pc.min(pc.binary_length(values)).as_py():
        return codes, values
    coded = _coded(columns, name)
    return coded.codes, pa.array(coded.names, pa.string())


def _joined(columns: dict[str, pa.Array], name: str) -> Coded:
    parts = [_coded(columns, part) for part in _parts(name, columns)]
    if len(parts) == 1:
        return parts[0]
    stacked = np.stack([part.codes for part in parts], axis=1)
    distinct, codes = np.unique(stacked, axis=0, return_inverse=True)
    names = tuple(
        "+".join(p.names[i] if i >= 0 else "" for p, i in zip(parts, row, strict=True))
        for row in distinct.tolist()
    )
    return Coded(np.where((stacked < 0).all(axis=1), -1, codes.reshape(-1)).astype(np.int32), names)


def _times(
    column: pa.Array | None, mapping: Mapping, zone: str, table: Table
) -> tuple[Longs, str | None]:
    if column is None:
        rows = len(table.columns[0]) if table.columns else 0
        table.notes.append(Note("no-times", "No column holds times; the source's order counts."))
        return np.full(rows, NO_TIME, np.int64), None
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        return _typed_times(column, zone), None
    codes, values = _codes_of(column)
    texts = values if pa.types.is_string(values.type) else values.cast(pa.string())
    used = _format(texts, mapping, table)
    read = np.append(read_times(texts, used.name, zone), NO_TIME)
    _complain_times(table.bad, codes, read, texts, used.name, table.numbers)
    return read[codes], used.name


def _format(texts: pa.StringArray, mapping: Mapping, table: Table) -> TimeFormat:
    if mapping.time_format:
        return TimeFormat(mapping.time_format, 1.0)
    used = guess_format(texts) or TimeFormat("year-month-day", 0.0)
    if used.rival:
        table.notes.append(
            Note(
                "ambiguous-dates",
                "Times of {column} can be read as {used} or as {rival}; {used} was taken.",
                {"column": mapping.time, "used": used.name, "rival": used.rival},
            )
        )
    return used


def _typed_times(column: pa.Array, zone: str) -> Longs:
    named = getattr(column.type, "tz", None)
    stamps = pc.cast(column, pa.timestamp("us", named), safe=False).cast(pa.int64())
    stamps = pc.fill_null(stamps, NO_TIME) if stamps.null_count else stamps
    micros: Longs = stamps.to_numpy(zero_copy_only=False)
    if named is None and zone != "UTC":
        micros = micros.copy()
        there = micros != NO_TIME
        micros[there] = localised(micros[there], zone)
    return micros


def _complain_times(
    bad: Complaints, codes: Ints, read: Longs, texts: pa.Array, name: str, numbers: Longs | None
) -> None:
    blank = np.append(pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(False), True)
    wrong = np.flatnonzero((read[codes] == NO_TIME) & ~blank[codes])
    room = bad.room()
    for at in wrong[:room].tolist():
        bad.add(
            at + 1 if numbers is None else int(numbers[at]),
            "time-unreadable",
            "A time as {format} was expected; found {value}.",
            format=name,
            value=texts[int(codes[at])].as_py(),
        )
    if len(wrong) > room:
        bad.count_only("time-unreadable", len(wrong) - room)


def _add_attributes(raw: Raw, columns: dict[str, pa.Array], roles: set[str]) -> None:
    """Columns without a role: of the case where their name says so, else of the event."""
    of_events: list[Attribute] = []
    of_cases: list[Attribute] = []
    rest = {name: column for name, column in columns.items() if name not in roles}
    of_a_case = any(name.startswith(_CASE_PREFIX) for name in rest)
    first = _first_rows(raw) if of_a_case else np.zeros(0, np.int64)
    for name, column in rest.items():
        if name.startswith(_CASE_PREFIX):
            known = first >= 0
            values = column.take(pa.array(np.where(known, first, 0), mask=~known))
            of_cases.append(_sparse(name.removeprefix(_CASE_PREFIX), values))
        else:
            of_events.append(_sparse(name, column))
    raw.attributes = Attributes(len(raw.case), [a for a in of_events if len(a.rows)])
    raw.case_attributes = Attributes(len(raw.case_ids), [a for a in of_cases if len(a.rows)])


def _first_rows(raw: Raw) -> Longs:
    first = np.full(len(raw.case_ids) + 1, -1, np.int64)
    backwards = np.arange(len(raw.case))[::-1]
    first[raw.case[backwards]] = backwards
    return first[:-1]


def _sparse(name: str, column: pa.Array) -> Attribute:
    there = column.is_valid().to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(there).astype(np.int32)
    values = column if there.all() else column.take(pa.array(rows))
    return Attribute((name,), kind_of(column.type), rows, values)


def kind_of(arrow: pa.DataType) -> str:
    """The XES type an Arrow type is written as."""
    if pa.types.is_integer(arrow):
        return "int"
    if pa.types.is_floating(arrow) or pa.types.is_decimal(arrow):
        return "float"
    if pa.types.is_boolean(arrow):
        return "boolean"
    if pa.types.is_timestamp(arrow) or pa.types.is_date(arrow):
        return "date"
    return "string"


def unique_names(names: Sequence[str]) -> list[str]:
    """The names, a nameless one called by its place and a second namesake numbered."""
    taken: set[str] = set()
    out = []
    for at, name in enumerate(names, 1):
        new = name or f"column {at}"
        while new in taken:
            new = f"{new}'"
        taken.add(new)
        out.append(new)
    return out
