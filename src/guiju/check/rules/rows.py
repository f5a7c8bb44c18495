"""Rows of a log, found all at once: of an activity, before and after each other, in one case.

Rows of a case lie together in the order they happened, so "later in the same case" is "a larger
row with the same case".
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guiju.journal import NO_TIME, Log

Rows = NDArray[np.int64]
Cases = NDArray[np.int32]


def rows_of(log: Log, activity: str) -> Rows:
    """The rows of one activity, ascending; none where the log does not have it."""
    if activity not in log.activities:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(log.activity.codes == log.activities.index(activity))


def case_of(log: Log, rows: Rows) -> Cases:
    """(rows,) the case of each row; the last case for -1."""
    return log.case[rows]


def first_of_runs(sorted_keys: NDArray[np.integer[Any]]) -> Rows:
    """Where each run of equal keys begins."""
    if not sorted_keys.size:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate([[True], sorted_keys[1:] != sorted_keys[:-1]]))


def next_of(log: Log, rows: Rows, others: Rows) -> Rows:
    """(rows,) per row the first of the others after it in its case; -1 where there is none."""
    at = np.searchsorted(others, rows, side="right")
    found = np.append(others, -1)[at]
    return np.where((found >= 0) & (case_of(log, found) == case_of(log, rows)), found, -1)


def last_before(log: Log, rows: Rows, others: Rows) -> Rows:
    """(rows,) per row the last of the others before it in its case; -1 where there is none."""
    at = np.searchsorted(others, rows, side="left")
    found = np.append(-1, others)[at]
    return np.where((found >= 0) & (case_of(log, found) == case_of(log, rows)), found, -1)


def counts_per_case(log: Log, rows: Rows) -> Rows:
    """(cases,) how many of the rows each case has."""
    return np.bincount(case_of(log, rows), minlength=log.cases).astype(np.int64)


def codes_of(log: Log, column: str) -> NDArray[np.int64] | None:
    """(events,) a column as codes, -1 where it is empty; None where the log does not have it.

    Args:
        log: the log.
        column: "resource", or the name of an event attribute.
    """
    if column == "resource":
        return None if log.resource is None else log.resource.codes.astype(np.int64)
    if column not in log.attributes:
        return None
    codes = pa.array(log.attributes[column].dense(len(log))).dictionary_encode().indices
    filled: NDArray[np.int64] = codes.fill_null(-1).to_numpy(zero_copy_only=False)
    return filled.astype(np.int64)


def numbers_of(log: Log, column: str) -> NDArray[np.float64] | None:
    """(events,) a column as numbers, NaN where it is empty or no number; None where missing."""
    if column not in log.attributes:
        return None
    dense: Any = log.attributes[column].dense(len(log))
    if pa.types.is_dictionary(dense.type):
        dense = dense.dictionary_decode()
    if pa.types.is_string(dense.type):
        return np.array([_number(text) for text in dense.to_pylist()])
    values: NDArray[np.float64] = dense.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return values


def _number(text: str | None) -> float:
    try:
        return float(text) if text is not None else float("nan")
    except ValueError:
        return float("nan")


def texts_of(log: Log, column: str) -> list[str | None] | None:
    """(events,) a column as texts; None where the log does not have it."""
    if column == "resource":
        return None if log.resource is None else log.resource.texts()
    if column not in log.attributes:
        return None
    values = log.attributes[column].dense(len(log)).to_pylist()
    return [None if value is None else str(value) for value in values]


def values_of(log: Log, column: str, rows: Rows) -> list[Any] | None:
    """(rows,) a column as Python values; None where the log does not have it."""
    if column == "resource" and log.resource is not None:
        return log.resource.take(rows).texts()
    if column not in log.attributes:
        return None
    found: list[Any] = log.attributes[column].dense(len(log)).take(pa.array(rows)).to_pylist()
    return found


def seconds_between(log: Log, first: Rows, second: Rows) -> NDArray[np.float64]:
    """(rows,) seconds from one row to the other; NaN where a time or a row is missing."""
    begin, end = log.time[first], log.time[second]
    known = (first >= 0) & (second >= 0) & (begin != NO_TIME) & (end != NO_TIME)
    return np.where(known, (end - begin) / 1e6, np.nan)
