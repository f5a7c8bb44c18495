"""Makes the golden databases of the version that runs it; done once for each released version.

    python -m tests.golden.make VERSION [postgresql://...]

writes `VERSION.db` (SQLite) or `VERSION.dump` (PostgreSQL, pg_dump's custom format) beside this
file. What a database holds is the same for all versions, so that one test can go on with each.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guiju.journal.audit import sign_heads
from guiju.journal.store import open_store
from guiju.run.answer import Accepted
from guiju.run.commands import (
    Actor,
    Claim,
    CompleteJob,
    CompleteTask,
    FailJob,
    SendMessage,
    StartCase,
)
from guiju.run.engine import Engine
from guiju.run.leasing import lease_jobs

HERE = Path(__file__).resolve().parent
BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SECRET = bytes(range(32))
ANN, BOB = Actor("ann", frozenset({"clerks"})), Actor("bob", frozenset({"clerks"}))


class Clock:
    """A clock that a minute passes on with each look."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def fill(engine: Engine, clock: Clock) -> None:
    """One case for each way of waiting, one that has ended, one with personal data."""

    def do(command: object) -> None:
        answer = engine.do(command)  # type: ignore[arg-type]
        assert isinstance(answer, Accepted), answer

    deployed, problems = engine.deploy((HERE / "standard.bpmn").read_bytes())
    assert deployed is not None, problems
    for case in ("new", "claimed", "paying", "stuck", "shipping", "ended", "dear", "person"):
        more = {"subject": "customer-1", "personal": ("name",)} if case == "person" else {}
        values = {"order": case, "price": 2000 if case == "dear" else 12.5, "name": "Wang 王"}
        do(StartCase(case=case, process="golden", key="start", values=values, **more))
    do(Claim(case="claimed", task=1, key="claim", actor=ANN))
    for case in ("paying", "stuck", "shipping", "ended", "dear"):
        do(CompleteTask(case=case, task=1, key="check", actor=ANN, values={"checked": True}))
    jobs = {job.case: job for job in lease_jobs(engine, ["stock"], "golden", timedelta(0), 10)}
    for case in ("shipping", "ended"):
        job = jobs[case]
        do(CompleteJob(case=case, job=job.job, fence=job.fence, key="job", values={"shelf": 7}))
        do(SendMessage(case="", name="Paid", correlation=case, key=f"paid-{case}", values={}))
    job = jobs["stuck"]
    do(FailJob(case="stuck", job=job.job, fence=job.fence, key="fail", reason="fire", final=True))
    ship = next(task.task for task in tasks_of(engine, "ended"))
    do(CompleteTask(case="ended", task=ship, key="ship", actor=BOB))
    do(SendMessage(case="", name="Paid", correlation="nobody", key="early", values={"n": 1}))
    sign_heads(engine.store, Ed25519PrivateKey.from_private_bytes(SECRET), 1_767_700_000_000_000)


def tasks_of(engine: Engine, case: str):
    """Open tasks of a case."""
    row = engine.reader().case(case)
    assert row is not None
    return engine.reader().tasks_of(row.no)


def main() -> None:
    version = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        address = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "cases.db")
        clock = Clock()
        engine = Engine(open_store(address), clock, random.Random(7))
        fill(engine, clock)
        target = HERE / (version + (".dump" if len(sys.argv) > 2 else ".db"))
        engine.store.backup(str(target))
        engine.close()
    print(target.name, target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
