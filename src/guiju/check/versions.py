"""Which version of a standard each case follows, beside the one that was in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from guiju.check.check_log import check_log
from guiju.check.conformance import Conformance
from guiju.journal import NO_TIME, Log
from guiju.standard.steps.graph import Behaviour


def versions_followed(
    log: Log, versions: Mapping[str, tuple[Behaviour, datetime]], **options: Any
) -> pa.Table:
    """Checks every case against every version.

    Args:
        log: the log.
        versions: name to what it allows and the moment from which on it is in force (UTC where
            it names no zone), until the next one is.
        options: further arguments of `check_log`, the same for all versions.

    Returns:
        One row per case: case, in_force (null before the first version or without a time), cost
        (against that version), follows (the version of least cost; of several the one in force,
        else the latest), least_cost, verdict:

        - "in force": fits the version in force;
        - "another version": does not, but fits another one;
        - "no version": fits none;
        - "undecided": the cost against the version in force, or all else, is not known.
    """
    names = sorted(versions, key=lambda name: _micros(versions[name][1]))
    since = np.array([_micros(versions[name][1]) for name in names], dtype=np.int64)
    tables = [check_log(versions[name][0], log, **options).cases for name in names]
    cost = np.array([t["cost"].fill_null(-1).to_numpy() for t in tables]).reshape(-1, log.cases)
    begin = log.time[np.minimum(log.starts[:-1], max(len(log) - 1, 0))]
    force = np.searchsorted(since, begin, side="right") - 1
    force[begin == NO_TIME] = -1
    here = np.arange(log.cases)
    own = np.where(force >= 0, cost[force, here], -1)
    rank = np.where(cost < 0, np.iinfo(np.int64).max // 4, cost) * (2 * len(names) + 2)
    rank += (len(names) - np.arange(len(names)))[:, None]
    rank[force[force >= 0], here[force >= 0]] -= len(names) + 1
    best = rank.argmin(axis=0)
    least = cost[best, here]
    return pa.table(
        {
            "case": log.case_ids,
            "in_force": pa.array([names[i] if i >= 0 else None for i in force.tolist()]),
            "cost": pa.array(own, mask=own < 0),
            "follows": pa.array([names[i] for i in best.tolist()], pa.string(), mask=least < 0),
            "least_cost": pa.array(least, mask=least < 0),
            "verdict": pa.array(
                [_verdict(f, o, c) for f, o, c in zip(force, own, cost.T, strict=True)],
                pa.string(),
            ),
        }
    )


def by_version(result: Conformance) -> pa.Table:
    """The figures of a check for each version that its cases ran on.

    Args:
        result: of a log whose cases have the attribute `version`.

    Returns:
        One row per version, lowest first: version, cases, decided, fitting, cost_total,
        fitness_mean (null where no case is decided).

    Raises:
        KeyError: the log does not tell versions.
    """
    cases = result.cases.select(["version", "cost", "fitness"])
    cases = cases.append_column("fits", pc.equal(cases["cost"], 0).cast(pa.int64()))
    wanted = [
        ([], "count_all"), ("cost", "count"), ("fits", "sum"), ("cost", "sum"), ("fitness", "mean"),
    ]  # fmt: skip
    table = cases.group_by("version").aggregate(wanted).sort_by("version")
    names = ["version", "cases", "decided", "fitting", "cost_total", "fitness_mean"]
    keys = ["version", "count_all", "cost_count", "fits_sum", "cost_sum", "fitness_mean"]
    return table.select(keys).rename_columns(names)


def _verdict(force: int, own: int, costs: Any) -> str:
    if own == 0:
        return "in force"
    if (costs == 0).any():
        return "another version"
    return "undecided" if (costs < 0).any() else "no version"


def _micros(moment: datetime) -> int:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1_000_000)
