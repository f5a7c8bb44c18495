"""A log that stays in its engine: only variants, and cases when asked for, come here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from guiju.journal.columns import Attributes, Coded
from guiju.journal.log import NO_TIME, Log
from guiju.journal.report import Reading
from guiju.journal.scale.encoded import ACTIVITIES, CASES, EVENTS
from guiju.journal.scale.engines import Engine
from guiju.journal.scale.query import mapped, sequences, variants
from guiju.journal.variants import Variants


@dataclass(frozen=True, slots=True, eq=False)
class ScaledLog:
    """The variants of an encoded log, as an engine found them; checks take it as a log.

    Attributes:
        activities: names, by code.
        case_ids: the cases' ids; length ``cases``.
        table: the variants, numbered as those of `Log.variants`.
    """

    activities: tuple[str, ...]
    case_ids: pa.StringArray = field(repr=False)
    table: Variants = field(repr=False)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(self.case_ids)

    def variants(self) -> Variants:
        """The distinct sequences."""
        return self.table

    def case_id(self, case: int) -> str:
        """The id of a case."""
        return str(self.case_ids[case].as_py())

    def each_variant_once(self) -> Log:
        """A log in memory with one case per variant; its events have no times."""
        sequences_ = self.table.sequences
        codes = np.array([code for each in sequences_ for code in each], dtype=np.int32)
        starts = np.cumsum([0, *map(len, sequences_)]).astype(np.int64)
        return Log(
            case_ids=pa.array([str(n + 1) for n in range(len(sequences_))], pa.string()),
            starts=starts,
            activity=Coded(codes, self.activities),
            time=np.full(codes.size, NO_TIME),
            seq=np.arange(codes.size),
            lifecycle=None,
            resource=None,
            attributes=Attributes(codes.size, []),
            case_attributes=Attributes(len(sequences_), []),
            header=MappingProxyType({}),
            report=Reading(format="variants"),
        )


def scaled_log(folder: Path, engine: Engine) -> ScaledLog:
    """The variants of an encoded log (`write_encoded`), found by an engine.

    Args:
        folder: the log; the engine reads its events itself.
        engine: from `engine_at`.

    Raises:
        OSError: a file is missing.
    """
    ids = pq.read_table(folder / CASES)["id"].combine_chunks()
    names = pq.read_table(folder / ACTIVITIES)["name"].to_pylist()
    events = engine.parquet(folder / EVENTS)
    missing = events.time.isnull().any()
    of_cases = sequences(events, bool(engine.arrow(missing).as_py()))
    of_variants = variants(of_cases)
    found = engine.arrow(of_variants)
    per_case = engine.arrow(mapped(of_cases, of_variants))
    return ScaledLog(tuple(names), ids, _table(found, per_case, len(ids)))


def _table(found: Any, per_case: Any, cases: int) -> Variants:
    """The variants in the order of `Log.variants`: most cases first, then the one seen first."""
    distinct = [tuple(codes) for codes in found["activities"].to_pylist()]
    counts, first = found["cases"].to_numpy(), found["first"].to_numpy()
    variant = np.full(cases, -1, dtype=np.int64)
    variant[per_case["case"].to_numpy()] = per_case["variant"].to_numpy()
    without = np.flatnonzero(variant < 0)  # a case without an event is none to an engine
    if without.size:
        variant[without] = without[0]
        distinct.append(())
        counts, first = np.append(counts, without.size), np.append(first, without[0])
    order = np.lexsort((first, -counts))
    rank = np.empty(cases, dtype=np.int32)
    rank[first[order]] = np.arange(order.size, dtype=np.int32)
    sequences_ = tuple(distinct[i] for i in order.tolist())
    return Variants(sequences_, counts[order].astype(np.int64), rank[variant])
