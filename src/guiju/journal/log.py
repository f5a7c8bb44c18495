"""An event log as columns: immutable, sorted by case, time and place in the source."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .columns import Attributes, Coded, Ints, Longs
from .report import Reading
from .variants import Variants, find_variants

NO_TIME = int(np.iinfo(np.int64).min)
"""What stands in ``Log.time`` for an event without a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Events of cases, one row per event; rows of one case lie together.

    The order of a case's events is (time, seq): a stable sort by time, so that events of equal
    time keep their order in the source. An event without a time stays behind the event before it.

    Attributes:
        case_ids: the cases' ids, in order of first appearance; length ``cases``.
        starts: rows ``starts[c]`` to ``starts[c + 1]`` are case c; shape (cases + 1,), int64.
        activity: activity per event, never -1.
        time: microseconds since 1970 UTC, ``NO_TIME`` where there is none; shape (events,).
        seq: place in the source, from 0, counting left-out events too; shape (events,).
        lifecycle: lifecycle transition per event, or None where the source has none.
        resource: resource per event, or None where the source has none.
        attributes: the further attributes of events.
        case_attributes: the attributes of cases.
        header: what a XES file says of the whole log: extensions, globals, classifiers.
        report: what reading found.
    """

    case_ids: pa.StringArray
    starts: Longs
    activity: Coded
    time: Longs
    seq: Longs
    lifecycle: Coded | None
    resource: Coded | None
    attributes: Attributes
    case_attributes: Attributes
    header: AnyMapping[str, Any]
    report: Reading
    _memo: dict[str, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """How many events the log holds."""
        return len(self.time)

    @property
    def cases(self) -> int:
        """How many cases the log holds."""
        return len(self.starts) - 1

    @property
    def case(self) -> Ints:
        """Case code per event; shape (events,), int32."""
        if "case" not in self._memo:
            self._memo["case"] = np.repeat(
                np.arange(self.cases, dtype=np.int32), np.diff(self.starts)
            )
        found: Ints = self._memo["case"]
        return found

    @property
    def activities(self) -> tuple[str, ...]:
        """The names of the activities; ``activities[log.activity.codes[row]]``."""
        return self.activity.names

    def case_id(self, case: int) -> str:
        """The id of a case."""
        return str(self.case_ids[case].as_py())

    def case_index(self) -> AnyMapping[str, int]:
        """Case id to case code, made once."""
        if "index" not in self._memo:
            self._memo["index"] = {name: i for i, name in enumerate(self.case_ids.to_pylist())}
        found: AnyMapping[str, int] = self._memo["index"]
        return found

    def rows(self, case: int) -> range:
        """The rows of a case, in the order its events happened."""
        return range(int(self.starts[case]), int(self.starts[case + 1]))

    def variants(self) -> Variants:
        """The distinct activity sequences, made once."""
        if "variants" not in self._memo:
            self._memo["variants"] = find_variants(self.activity.codes, self.starts)
        found: Variants = self._memo["variants"]
        return found

    def table(self) -> pa.Table:
        """All of the log as one Arrow table; the roles in columns named as XES names them."""
        missing = self.time == NO_TIME
        columns: dict[str, Any] = {
            "case:concept:name": self.case_ids.take(pa.array(self.case)),
            "concept:name": _coded_array(self.activity),
            "time:timestamp": pa.array(self.time, mask=missing).cast(pa.timestamp("us", "UTC")),
        }
        if self.lifecycle is not None:
            columns["lifecycle:transition"] = _coded_array(self.lifecycle)
        if self.resource is not None:
            columns["org:resource"] = _coded_array(self.resource)
        for name, attribute in self.attributes.items():
            columns.setdefault(name, attribute.dense(len(self)))
        of_event = pa.array(self.case)
        for name, attribute in self.case_attributes.items():
            columns.setdefault(f"case:{name}", attribute.dense(self.cases).take(of_event))
        return pa.table(columns)

    def of_cases(self, cases: npt.NDArray[np.int64]) -> Log:
        """The log of some of its cases, in the order given; each case at most once."""
        lengths = np.diff(self.starts)[cases]
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        rows = np.repeat(self.starts[:-1][cases] - starts[:-1], lengths) + np.arange(starts[-1])
        new_row = np.full(len(self), -1, np.int64)
        new_row[rows] = np.arange(len(rows))
        new_case = np.full(self.cases, -1, np.int64)
        new_case[cases] = np.arange(len(cases))
        return replace(
            self,
            case_ids=self.case_ids.take(pa.array(cases)),
            starts=starts,
            activity=self.activity.take(rows),
            time=self.time[rows],
            seq=self.seq[rows],
            lifecycle=self.lifecycle.take(rows) if self.lifecycle else None,
            resource=self.resource.take(rows) if self.resource else None,
            attributes=self.attributes.arranged(new_row, len(rows)),
            case_attributes=self.case_attributes.arranged(new_case, len(cases)),
            report=replace(self.report, kept=len(rows), cases=len(cases)),
            _memo={},
        )


def _coded_array(column: Coded) -> pa.DictionaryArray:
    codes = pa.array(column.codes, mask=column.codes < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(column.names, pa.string()))
