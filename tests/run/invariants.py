"""What must hold in every store at every moment nobody writes to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from guiju.journal.audit import verify
from guiju.journal.store import Batch, Store, open_store
from guiju.run.desk import digest
from guiju.run.engine import Engine
from guiju.run.times import micros
from guiju.run.work import Work
from tests.run.models import BEAT, BEATS

TABLES = {"tasks": "case_no, task", "jobs": "case_no, job", "incidents": "case_no, instance"}
WAITS = {
    "timers": "shard, due, case_no, wait",
    "waits": "shard, kind, name, key, case_no, wait",
}


def check(address: str, acks: Iterable[tuple[str, str, int]]) -> int:
    """Open a store and check everything.

    Args:
        acks: (case, key, number) that were acknowledged.

    Returns:
        How many cases there are.
    """
    return check_store(open_store(address), acks)


def check_store(store: Store, acks: Iterable[tuple[str, str, int]]) -> int:
    """Check everything in an open store, and close it."""
    engine = Engine(store, lambda: datetime.now(UTC), Random(1))
    try:
        verdict = verify(engine.reader())
        assert verdict.breaks == (), verdict.breaks
        _acknowledged(engine, acks)
        expected: dict[str, set[tuple[object, ...]]] = {name: set() for name in (*TABLES, *WAITS)}
        rows = engine.reader().ask("SELECT id, no, standard FROM cases ORDER BY no")  # type: ignore[attr-defined]
        for case, no, standard in rows:
            _replays(engine, case)
            _told_once(engine, case)
            record = engine.record(case)
            batch = Batch()
            deployed = engine.standards.by_no(standard)
            Work(batch, deployed.standard, deployed.no, no, 0).change(None, record)  # type: ignore[arg-type]
            for name in expected:
                expected[name] |= set(batch.tables.get(name, {}))
        for name, columns in {**TABLES, **WAITS}.items():
            # Rows below zero are the schedules of processes, which no case has.
            sql = f"SELECT {columns} FROM {name} WHERE case_no > 0"
            found = set(engine.reader().ask(sql))  # type: ignore[attr-defined]
            assert found == expected[name], f"{name} are not those of the cases"
        _every_beat(engine, [row[0] for row in rows])
        return len(rows)
    finally:
        engine.close()


def _acknowledged(engine: Engine, acks: Iterable[tuple[str, str, int]]) -> None:
    """No acknowledged command is lost, none was done twice."""
    for case, key, number in acks:
        row = engine.reader().case(case)
        assert row is not None, f"the acknowledged case {case} is lost"
        entry = engine.reader().entry_by_key(row.no, digest(key))
        assert entry is not None, f"{case} {key} was acknowledged and is lost"
        assert entry.number == number, f"{case} {key} was done as {number} and {entry.number}"


def _every_beat(engine: Engine, cases: Iterable[str]) -> None:
    """Of a cycle that starts cases none is left out and none comes twice (see `crashing`)."""
    written = sorted(each.removeprefix(BEATS) for each in cases if each.startswith(BEATS))
    starts = [datetime.strptime(each, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC) for each in written]
    steps = {(later - sooner) // timedelta(microseconds=1) for sooner, later in pairwise(starts)}
    assert steps <= {BEAT}, steps
    if starts:
        [row] = engine.reader().schedules(0)
        assert row.due == micros(starts[-1]) + BEAT


def _told_once(engine: Engine, case: str) -> None:
    """No mark of a deadline is told twice."""
    told = [
        (instance, spec["told"][-1])
        for entry in engine.entries(case)
        if entry.kind.startswith("Deadline") and entry.kind != "DeadlineRecomputed"
        for instance, spec in entry.facts["deadlines"].items()
    ]
    assert len(told) == len(set(told)), f"marks of {case} were told twice: {told}"


def _replays(engine: Engine, case: str) -> None:
    """Numbers have no gap and replaying gives what is stored."""
    entries = engine.entries(case)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert engine.replayed(case) == engine.record(case), f"replaying {case} differs"
