"""From columns in the order of the source to a Log: bad rows out, lifecycle, order, ties."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .columns import Attributes, Coded, Ints, Longs
from .log import NO_TIME, Log
from .report import Reading
from .trouble import Complaints, Note

Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Raw:
    """Columns of a source, one row per event, in its order.

    Attributes:
        case_ids: the distinct cases, in order of first appearance.
        case: case code per event, -1 where the row has none.
        activity: activity per event, -1 where the row has none.
        time: microseconds, ``NO_TIME`` where there is none.
        lifecycle: transition per event, or None.
        resource: resource per event, or None.
        attributes: further attributes of events.
        case_attributes: attributes of cases.
        report: the report as far as it is known.
        bad: bad rows found so far.
        header: what the source says of the whole log.
        notes: notes found so far.
        numbers: each row's number in the source, from 1; None where no row was skipped.
    """

    case_ids: pa.StringArray
    case: Ints
    activity: Coded
    time: Longs
    lifecycle: Coded | None
    resource: Coded | None
    attributes: Attributes
    case_attributes: Attributes
    report: Reading
    bad: Complaints
    header: AnyMapping[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    numbers: Longs | None = None


def assemble(raw: Raw, lifecycle: str | None) -> Log:
    """Make the log.

    Args:
        raw: columns in source order.
        lifecycle: the transition whose events are the log where a source has several
            (compared without case); None keeps all.
    """
    if raw.numbers is not None:
        raw = _in_source_order(raw, raw.numbers)
    good = _good(raw)
    chosen, rule = _chosen(raw, lifecycle, good)
    rows = _order(raw, np.flatnonzero(good & chosen))
    case, time = raw.case[rows], raw.time[rows]
    cases = len(raw.case_ids)
    starts = np.concatenate(([0], np.cumsum(np.bincount(case, minlength=cases)))).astype(np.int64)
    new_row = np.full(len(raw.case), -1, np.int64)
    new_row[rows] = np.arange(len(rows))
    report = replace(
        raw.report,
        rows=raw.report.rows or len(raw.case),
        kept=len(rows),
        cases=cases,
        bad_rows=tuple(sorted(raw.bad.rows, key=lambda row: row.number)),
        bad_counts=MappingProxyType(dict(raw.bad.counts)),
        notes=tuple(raw.notes),
        missing_times=int(np.count_nonzero(time == NO_TIME)),
        tied_cases=_tied_cases(case, time),
        lifecycle_rule=rule,
        left_out=int(np.count_nonzero(good & ~chosen)),
    )
    return Log(
        case_ids=raw.case_ids,
        starts=starts,
        activity=_compact(raw.activity.take(rows)),
        time=time,
        seq=rows,
        lifecycle=raw.lifecycle.take(rows) if raw.lifecycle else None,
        resource=raw.resource.take(rows) if raw.resource else None,
        attributes=raw.attributes.arranged(new_row, len(rows)),
        case_attributes=raw.case_attributes,
        header=MappingProxyType(dict(raw.header)),
        report=report,
    )


def _in_source_order(raw: Raw, numbers: Longs) -> Raw:
    """Rows read late (behind an open quotation mark) back in their places."""
    if bool((numbers[1:] > numbers[:-1]).all()):
        return raw
    rows = np.argsort(numbers, kind="stable")
    new_row = np.empty(len(rows), np.int64)
    new_row[rows] = np.arange(len(rows))
    return replace(
        raw,
        case=raw.case[rows],
        activity=raw.activity.take(rows),
        time=raw.time[rows],
        lifecycle=raw.lifecycle.take(rows) if raw.lifecycle else None,
        resource=raw.resource.take(rows) if raw.resource else None,
        attributes=raw.attributes.arranged(new_row, len(rows)),
        numbers=numbers[rows],
    )


def _good(raw: Raw) -> Mask:
    """Rows with a case and an activity; the others are reported by number."""
    no_case = raw.case < 0
    no_activity = (raw.activity.codes < 0) & ~no_case
    _complain(raw, no_case, "row-without-case", "A case id was expected; the row has none.")
    _complain(
        raw, no_activity, "row-without-activity", "An activity was expected; the row has none."
    )
    return ~(no_case | no_activity)


def _complain(raw: Raw, rows: Mask, code: str, template: str) -> None:
    wrong = np.flatnonzero(rows)
    shown = wrong[: raw.bad.room()]
    numbers = shown + 1 if raw.numbers is None else raw.numbers[shown]
    for number in numbers.tolist():
        raw.bad.add(number, code, template)
    if len(wrong) > len(shown):
        raw.bad.count_only(code, len(wrong) - len(shown))


def _chosen(raw: Raw, wanted: str | None, good: Mask) -> tuple[Mask, str]:
    """Events of the wanted transition, where the log has several; and the rule in a word."""
    everything = np.ones(len(raw.case), bool)
    column = raw.lifecycle
    if wanted is None or column is None:
        return everything, "all"
    used = set(np.unique(column.codes[good]).tolist()) - {-1}
    names = {code: column.names[code].casefold() for code in used}
    right = [code for code, name in names.items() if name == wanted.casefold()]
    if len(set(names.values())) < 2:
        return everything, "all"
    if not right:
        raw.notes.append(
            Note(
                "lifecycle-absent",
                "No event has the lifecycle transition {wanted}; events of all transitions "
                "({found}) are kept.",
                {"wanted": wanted, "found": ", ".join(sorted(names.values())[:10])},
            )
        )
        return everything, "all"
    # an event that names no transition is a completed one (XES, lifecycle extension)
    keep = np.isin(column.codes, right)
    if wanted.casefold() == "complete":
        keep |= column.codes < 0
    return keep, wanted


def _order(raw: Raw, rows: Longs) -> Longs:
    """Rows sorted by (case, time, seq); a missing time counts as the time of the row before."""
    case, time = raw.case[rows], raw.time[rows]
    if not _sorted(case):
        by_case = np.argsort(case, kind="stable")
        rows, case, time = rows[by_case], case[by_case], time[by_case]
    time = _filled(case, time)
    falls = (time[1:] < time[:-1]) & (case[1:] == case[:-1])
    if not falls.any():
        return rows
    return rows[np.lexsort((time, case))]


def _sorted(values: Ints) -> bool:
    return bool((values[1:] >= values[:-1]).all())


def _filled(case: Ints, time: Longs) -> Longs:
    """Each missing time replaced by the last known one of its case, in source order."""
    missing = time == NO_TIME
    if not missing.any():
        return time
    first = np.concatenate(([True], case[1:] != case[:-1]))
    at = np.where(~missing | first, np.arange(len(time)), 0)
    return time[np.maximum.accumulate(at)]


def _tied_cases(case: Ints, time: Longs) -> int:
    """How many cases have events of equal time; rows lie by case."""
    same = (case[1:] == case[:-1]) & (time[1:] == time[:-1]) & (time[1:] != NO_TIME)
    tied = case[1:][same]
    return int(np.count_nonzero(tied[1:] != tied[:-1])) + bool(tied.size)


def _compact(column: Coded) -> Coded:
    """Without the names no event has; codes in order of the names left."""
    used = np.flatnonzero(np.bincount(column.codes, minlength=len(column.names)))
    if len(used) == len(column.names):
        return column
    code = np.zeros(len(column.names), np.int32)
    code[used] = np.arange(len(used), dtype=np.int32)
    names = tuple(column.names[i] for i in used.tolist())
    return Coded(code[column.codes] if len(used) else column.codes, names)
