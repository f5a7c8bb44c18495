"""Leasing jobs: a worker takes some for a while; the result counts only under the last lease."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

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


LOOK: Final = 0.5
"""Seconds after which it is looked again for what other processes have made."""


def fetch_jobs(
    engine: Engine,
    topics: Sequence[str],
    worker: str,
    lease: timedelta,
    most: int = 1,
    wait_seconds: float = 0.0,
) -> Sequence[Job]:
    """Take jobs as `lease_jobs` does; where there are none, wait for one (long poll).

    Whoever waits is woken by the transaction that makes a job, or when a job's back-off or lease
    ends; what another process makes is seen within half a second.

    Args:
        wait_seconds: how long to wait at most.

    Raises:
        Failed: the store cannot write.
    """
    end = time.monotonic() + wait_seconds
    shards = tuple(range(engine.store.shards))
    with engine.bell.listening():
        while True:
            seen = engine.bell.rung
            jobs = lease_jobs(engine, topics, worker, lease, most)
            left = end - time.monotonic()
            if jobs or left <= 0:
                return jobs
            ready = engine.reader().next_ready(shards, topics)
            if ready is not None:
                left = min(left, max(0.01, (ready - micros(engine.clock())) / 1_000_000))
            engine.bell.wait(seen, min(left, LOOK))


def _job(engine: Engine, row: JobRow, case: str) -> Job:
    variables: Mapping[str, Any] = {}
    headers: Mapping[str, str] = {}
    inputs: frozenset[str] = frozenset()
    failed = 0
    record = engine.record(case)
    known = engine.reader().case(case)
    if record is not None and known is not None and row.job in record.state.live:
        standard = engine.standards.by_no(known.standard).standard
        variables = dict(Turn(standard, record.state).variables(row.job))
        inputs = frozenset(record.state.locals.get(row.job, ()))
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
        inputs,
    )
