"""Timers that are all due in one minute fire soon, and none twice."""

from __future__ import annotations

import os
import random
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guiju.journal.store import open_store
from guiju.run import Worker
from guiju.run.engine import Engine
from tests.run.models import model

TIMERS = int(os.environ.get("GUIJU_TIMERS", "3000"))
"""The long tier asks for 100,000 (tests/long/engine.sh)."""

BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
WAITING = model(
    '<startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="later"/>'
    '<intermediateCatchEvent id="later"><timerEventDefinition id="hour"><timeDuration>PT1H'
    "</timeDuration></timerEventDefinition></intermediateCatchEvent>"
    '<sequenceFlow id="f2" sourceRef="later" targetRef="do"/><userTask id="do"/>'
    '<sequenceFlow id="f3" sourceRef="do" targetRef="e"/><endEvent id="e"/>'
)


def test_timers_due_in_one_minute_fire_within_five_and_none_twice(tmp_path: Path) -> None:
    now = [BEGUN]
    engine = Engine(open_store(tmp_path / "cases.db"), lambda: now[0], random.Random(1))
    engine.deploy(WAITING)
    engine.start("p", case="c1", key="s")
    multiply(engine, TIMERS)
    now[0] += timedelta(hours=1, minutes=1)
    workers = [Worker(engine, f"w{number}") for number in range(2)]
    fired = [0, 0]

    def run(number: int) -> None:
        fired[number] = workers[number].settle(10 * TIMERS)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - begun < 300
    assert sum(fired) == TIMERS, "a timer that another fires is refused"
    reader = engine.reader()
    assert reader.ask("SELECT count(*) FROM timers") == [(0,)]
    assert reader.ask("SELECT count(*), max(number) FROM cases") == [(TIMERS, 2)]
    assert reader.ask("SELECT count(*) FROM tasks WHERE element = 'do'") == [(TIMERS,)]
    again = (
        "SELECT count(*) FROM (SELECT 1 FROM entries GROUP BY case_no, number HAVING count(*) > 1)"
    )
    assert reader.ask(again) == [(0,)]
    engine.close()


def multiply(engine: Engine, count: int) -> None:
    """Cases like the first one, whose timers are due at the same moment."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n LIMIT {count - 1})"
    with engine.store.transaction((0,)) as transaction:
        for into, what in (
            ("cases", "i, 'c' || i, standard, status, number, started, ended,"
             " state, variables FROM n, cases WHERE no = 1"),
            ("timers", "shard, due, i, wait, kind FROM n, timers WHERE case_no = 1"),
        ):  # fmt: skip
            transaction.ask(f"INSERT INTO {into} {numbers} SELECT {what}")  # type: ignore[attr-defined]
        transaction.ask(f"UPDATE shards SET serial = {count}")  # type: ignore[attr-defined]
