"""A log as a folder of Parquet files with codes for texts: what large checks read.

- ``events.parquet``: case (int32), activity (int32), time (int64, microseconds since 1970 UTC, null
  where there is none), seq (int64), one row per event;
- ``cases.parquet``: case, id; ``activities.parquet``: activity, name.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from guiju.journal.columns import Attributes, Coded
from guiju.journal.log import NO_TIME, Log
from guiju.journal.report import Reading

EVENTS: Final = "events.parquet"
CASES: Final = "cases.parquet"
ACTIVITIES: Final = "activities.parquet"


def write_encoded(log: Log, folder: Path) -> None:
    """Write the columns of a log that order and variants need.

    Args:
        log: the log.
        folder: is made where it is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    times = pa.array(log.time, mask=log.time == NO_TIME)
    events = {"case": log.case, "activity": log.activity.codes, "time": times, "seq": log.seq}
    pq.write_table(pa.table(events), folder / EVENTS, compression="zstd")
    cases = {"case": np.arange(log.cases, dtype=np.int32), "id": log.case_ids}
    pq.write_table(pa.table(cases), folder / CASES)
    names = pa.array(log.activities, pa.string())
    codes = np.arange(len(names), dtype=np.int32)
    pq.write_table(pa.table({"activity": codes, "name": names}), folder / ACTIVITIES)


def read_encoded(folder: Path) -> Log:
    """The log of such a folder, in memory; it has no further attributes.

    Raises:
        OSError: a file is missing.
        ValueError: a file is not what it should be.
    """
    try:
        table = _columns(folder / EVENTS, "case", "activity", "time", "seq")
        ids = _columns(folder / CASES, "id")["id"].combine_chunks()
        names = _columns(folder / ACTIVITIES, "name")["name"].to_pylist()
        column = {name: _numbers(table, name) for name in ("case", "activity", "seq")}
        times = _times(table["time"])
    except (pa.ArrowInvalid, KeyError) as error:
        raise ValueError(f"{folder}: {error}") from None
    case, activity, seq = column["case"], column["activity"], column["seq"]
    for codes, size in ((case, len(ids)), (activity, len(names))):
        if len(codes) and not 0 <= int(codes.min()) <= int(codes.max()) < size:
            raise ValueError(f"{folder}: codes beyond the names they stand for")
    if not _in_order(case, times, seq):
        order = np.lexsort((seq, _filled(case, times, seq), case))
        case, activity, times, seq = case[order], activity[order], times[order], seq[order]
    lengths = np.bincount(case, minlength=len(ids))
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    return Log(
        case_ids=ids,
        starts=starts,
        activity=Coded(activity.astype(np.int32, copy=False), tuple(names)),
        time=times,
        seq=seq,
        lifecycle=None,
        resource=None,
        attributes=Attributes(len(case), []),
        case_attributes=Attributes(len(ids), []),
        header=MappingProxyType({}),
        report=_report(case, times, len(ids)),
    )


def _columns(path: Path, *names: str) -> Any:
    """Columns of one file or a folder of them; asking for an absent one is a KeyError."""
    if path.is_dir():
        return pq.read_table(path, columns=list(names))
    with pq.ParquetFile(path) as file:
        return file.read(columns=list(names))


def _numbers(table: pa.Table, name: str) -> Any:
    return table[name].combine_chunks().to_numpy(zero_copy_only=False)


def _times(column: Any) -> Any:
    """Microseconds, `NO_TIME` for null."""
    if column.null_count:
        column = column.fill_null(NO_TIME)
    return column.combine_chunks().to_numpy(zero_copy_only=False).astype(np.int64, copy=False)


def _in_order(case: Any, times: Any, seq: Any) -> bool:
    """Whether rows lie by case, and in a case by (time, seq); never where a time is missing."""
    if len(times) and int(times.min()) == NO_TIME:
        return False
    same = case[1:] == case[:-1]
    later = (times[1:] > times[:-1]) | ((times[1:] == times[:-1]) & (seq[1:] > seq[:-1]))
    return bool(((case[1:] > case[:-1]) | (same & later)).all())


def _filled(case: Any, times: Any, seq: Any) -> Any:
    """Each missing time replaced by the last known one of its case in the source."""
    order = np.lexsort((seq, case))
    here, of = times[order], case[order]
    first = np.concatenate(([True], of[1:] != of[:-1]))
    at = np.where((here != NO_TIME) | first, np.arange(len(here)), 0)
    filled = np.empty_like(times)
    filled[order] = here[np.maximum.accumulate(at)]
    return filled


def _report(case: Any, times: Any, cases: int) -> Reading:
    same = (case[1:] == case[:-1]) & (times[1:] == times[:-1]) & (times[1:] != NO_TIME)
    tied = np.zeros(cases, dtype=np.bool_)
    tied[case[1:][same]] = True
    return Reading(
        format="encoded",
        rows=len(case),
        kept=len(case),
        cases=cases,
        missing_times=int(np.count_nonzero(times == NO_TIME)),
        tied_cases=int(tied.sum()),
    )
