"""Leasing jobs: a worker takes some for a while; the result counts only under the last lease."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from guiju.journal.store import JobRow
from guiju.run.engine import Engine
from guiju.run.jobs import Job
from guiju.run.times import micros
from guiju.run.work import tries_of
from guiju.standard.steps.turn import Turn


def lease_jobs(
    engine: Engine, topics: Sequence[str], worker: str, lease: timedelta, most: int
) -> Sequence[Job]:
    """Take jobs of some topics, the longest ready first.

    Args:
        topics: what kinds of work the worker can do.
        worker: its name, for people who look.
        lease: how long nobody else may take them.
        most: how many at most.

    Raises:
        Failed: the store cannot write.
    """
    now = engine.clock()
    shards = tuple(range(engine.store.shards))
    if not engine.reader().has_jobs(shards, topics, micros(now)):
        return ()
    with engine.store.transaction(()) as transaction:
        rows = transaction.lease_jobs(
            shards, topics, worker, micros(now), micros(now + lease), most
        )
    return [_job(engine, row, case) for row, case in rows]


def _job(engine: Engine, row: JobRow, case: str) -> Job:
    variables: Mapping[str, Any] = {}
    headers: Mapping[str, str] = {}
    failed = 0
    record = engine.record(case)
    known = engine.reader().case(case)
    if record is not None and known is not None and row.job in record.state.live:
        standard = engine.standards.by_no(known.standard).standard
        variables = dict(Turn(standard, record.state).variables(row.job))
        place = standard.program.places[record.state.live[row.job].place]
        headers, failed = place.node.extras.headers, tries_of(place) - row.tries
    return Job(
        case,
        row.job,
        row.topic,
        row.element,
        row.fence,
        row.tries,
        row.ready,
        failed,
        variables,
        headers,
    )
