"""A crash while jobs are leased, heads signed, backups written, or the log copied."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guiju.journal.audit import verify
from guiju.journal.store import open_store, restore
from guiju.run import Worker
from guiju.run.engine import Engine
from tests.run.invariants import check
from tests.run.models import ORDER

ROOT = Path(__file__).resolve().parents[2]
BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
CASES = 30

DOING = {
    "jobs-leased": "Worker(engine, 'w', {'validate': lambda job: {'stock_ok': True}}).turn()",
    "head-signed": "sign_heads(engine.store, Ed25519PrivateKey.from_private_bytes(bytes(32)), 7)",
    "backup-written": "engine.store.backup(sys.argv[1] + '.backup')",
    "before-checkpoint": "engine.store.checkpoint()",
    "after-checkpoint": "engine.store.checkpoint()",
}
SCRIPT = """
import random, sys
from datetime import UTC, datetime
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from guiju.journal.audit import sign_heads
from guiju.journal.store import open_store
from guiju.run import Worker
from guiju.run.engine import Engine
engine = Engine(open_store(sys.argv[1]), lambda: datetime(2026, 1, 5, 9, tzinfo=UTC), random.Random(2))
"""


def filled(path: str) -> list[tuple[str, str, int]]:
    """A store with cases that wait for a job; what was acknowledged."""
    engine = Engine(open_store(path), lambda: BEGUN, random.Random(1))
    engine.deploy(ORDER)
    acks = []
    for number in range(CASES):
        answer = engine.start("order", {"n": number}, case=f"c{number}", key="s")
        acks.append((f"c{number}", "s", answer.number))
    engine.close()
    return acks


@pytest.mark.parametrize("point", sorted(DOING))
def test_a_crash_beside_the_work_loses_nothing(point: str, tmp_path: Path) -> None:
    path = str(tmp_path / "cases.db")
    acks = filled(path)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT + DOING[point], path],
        env={**os.environ, "GUIJU_CRASH_AT": point}, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, "it should have died at the point"
    assert check(path, acks) == CASES


def test_jobs_of_a_worker_that_died_are_done_by_another_once_their_lease_is_over(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "cases.db")
    acks = filled(path)
    subprocess.run(
        [sys.executable, "-c", SCRIPT + DOING["jobs-leased"], path],
        env={**os.environ, "GUIJU_CRASH_AT": "jobs-leased"}, cwd=ROOT, check=False,
    )  # fmt: skip
    now = [datetime(2026, 1, 5, 9, 0, 1, tzinfo=UTC)]
    engine = Engine(open_store(path), lambda: now[0], random.Random(3))
    worker = Worker(engine, "heir", {"validate": lambda job: {"stock_ok": True}})
    assert worker.settle() == 0, "the lease of the dead worker still holds"
    now[0] += timedelta(minutes=2)
    worker.settle()
    assert engine.reader().ask("SELECT count(*) FROM jobs WHERE topic = 'validate'") == [(0,)]
    engine.close()
    assert check(path, acks) == CASES


def test_heads_signed_after_a_crash_are_right(tmp_path: Path) -> None:
    path = str(tmp_path / "cases.db")
    filled(path)
    environment = {**os.environ, "GUIJU_CRASH_AT": "head-signed"}
    for again in (environment, os.environ):
        subprocess.run(
            [sys.executable, "-c", SCRIPT + DOING["head-signed"], path],
            env=dict(again), cwd=ROOT, check=False,
        )  # fmt: skip
    store = open_store(path)
    assert [head.size for head in store.reader().heads(0)] == [CASES]
    assert verify(store.reader()).breaks == ()
    store.close()


def test_a_backup_that_a_crash_cut_short_is_whole_or_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "cases.db")
    acks = filled(path)
    subprocess.run(
        [sys.executable, "-c", SCRIPT + DOING["backup-written"], path],
        env={**os.environ, "GUIJU_CRASH_AT": "backup-written"}, cwd=ROOT, check=False,
    )  # fmt: skip
    again = str(tmp_path / "again.db")
    restore(path + ".backup", again)
    assert check(again, acks) == CASES
