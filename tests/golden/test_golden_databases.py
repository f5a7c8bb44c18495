"""Every database of a released version upgrades, and its cases go on."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guiju.journal.audit import verify
from guiju.journal.store import open_store, restore
from guiju.run import Worker
from guiju.run.answer import Accepted
from guiju.run.commands import CompleteTask, Retry, SendMessage
from guiju.run.engine import Engine
from tests.golden.make import ANN, BOB, SECRET, tasks_of
from tests.run.invariants import check
from tests.store.servers import fresh_database

FOUND = sorted(
    each for each in Path(__file__).resolve().parent.iterdir() if each.suffix in (".db", ".dump")
)
CASES = ("new", "claimed", "paying", "stuck", "shipping", "ended", "dear", "person")
LATER = datetime(2026, 1, 8, 8, 0, tzinfo=UTC)


@pytest.fixture(params=FOUND, ids=lambda each: each.name)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store restored from a golden file."""
    golden: Path = request.param
    target = str(tmp_path / "cases.db") if golden.suffix == ".db" else fresh_database()
    restore(golden, target)
    return target


def opened(address: str) -> Engine:
    return Engine(open_store(address), lambda: LATER, random.Random(1))


def test_there_is_a_golden_database_of_each_store() -> None:
    assert {each.suffix for each in FOUND} == {".db", ".dump"}


def test_what_was_acknowledged_then_is_there_and_proven_now(address: str) -> None:
    acknowledged = [(case, "start", 1) for case in CASES]
    acknowledged += [("claimed", "claim", 2), ("paying", "check", 2), ("ended", "check", 2)]
    assert check(address, acknowledged) == len(CASES)
    engine = opened(address)
    key = Ed25519PrivateKey.from_private_bytes(SECRET).public_key().public_bytes_raw()
    verdict = verify(engine.reader(), key)
    assert verdict.breaks == ()
    status = {case: engine.record(case).state.status for case in CASES}
    assert status == dict.fromkeys(CASES, "active") | {"ended": "completed", "dear": "completed"}
    engine.close()


def test_the_same_key_is_known_again(address: str) -> None:
    engine = opened(address)
    values = {"order": "new", "price": 12.5, "name": "Wang 王"}
    again = engine.start("golden", values, case="new", key="start")
    assert isinstance(again, Accepted)
    assert again.repeated
    engine.close()


def test_its_cases_go_on_to_their_end(address: str) -> None:
    engine = opened(address)
    worker = Worker(engine, "golden", {"stock": lambda job: {"shelf": 1}})
    worker.settle()
    # A day has passed: who still checks is reminded, by the timers that were stored then.
    assert {task.element for task in tasks_of(engine, "new")} == {"check", "told"}
    incidents = engine.reader().ask("SELECT instance FROM incidents")
    assert len(incidents) == 1
    done(engine, Retry(case="stuck", instance=incidents[0][0], key="again"))
    for case in ("new", "claimed", "person"):
        for task in tasks_of(engine, case):
            done(engine, CompleteTask(case=case, task=task.task, key=f"go{task.task}", actor=ANN))
    for case in ("new", "claimed", "person", "paying", "stuck"):
        key = f"late-{case}"
        done(engine, SendMessage(case="", name="Paid", correlation=case, key=key, values={}))
    worker.settle()
    for case in ("new", "claimed", "person", "paying", "stuck", "shipping"):
        for task in tasks_of(engine, case):
            assert task.element == "ship"
            done(engine, CompleteTask(case=case, task=task.task, key="ship", actor=BOB))
    assert {engine.record(case).state.status for case in CASES} == {"completed"}
    engine.close()
    check(address, ())


def test_a_person_of_then_can_be_erased_now(address: str) -> None:
    engine = opened(address)
    assert engine.record("person").state.variables["name"] == "Wang 王"
    assert engine.erase("customer-1")
    assert engine.record("person").state.variables["name"] is None
    engine.close()
    check(address, ())


def done(engine: Engine, command: object) -> None:
    """Carry a command out that must be accepted."""
    answer = engine.do(command)  # type: ignore[arg-type]
    assert isinstance(answer, Accepted), answer
