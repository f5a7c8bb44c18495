"""Power cuts, disks that fail, disks that are full: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import threading
from datetime import UTC, datetime

import pytest

from guiju.journal.store import Failed, Store
from guiju.journal.store.sqlite import SqliteStore
from guiju.run.answer import Accepted
from guiju.run.commands import CompleteJob, CompleteTask, StartCase
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from tests.run.invariants import check_store
from tests.run.models import ORDER
from tests.run.walking import ANN
from tests.store.disk import Disk, Machine

# A disk that has failed fails the closing of its files too; nobody can act on that.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CUTS = int(os.environ.get("GUIJU_CUTS", "400" if os.environ.get("GUIJU_FAULTS") else "60"))
NOW = datetime(2026, 3, 2, tzinfo=UTC)
PLAN = ((1, False), (2, True), (3, False), (4, True), (5, False))
Ack = tuple[str, str, int]


def store_on(disk: Disk, careless: bool = False) -> Store:
    """A store on a freshly started machine with that disk."""
    return SqliteStore("cases.db", careless, connect=Machine(disk).connect)


def engine_on(store: Store) -> Engine:
    return Engine(store, lambda: NOW, random.Random(1))


def work(engine: Engine, name: str, cases: int, acks: list[Ack]) -> None:
    """Walk cases from start to end, writing down what is acknowledged, until something fails."""
    for number in range(cases):
        case = f"{name}-{number}"
        commands = [StartCase(process="order", case=case, key="s", values={"n": number})]
        commands += [
            CompleteTask(case=case, task=iid, key=f"k{iid}", actor=ANN)
            if person
            else CompleteJob(case=case, job=iid, key=f"k{iid}", values={"stock_ok": True})
            for iid, person in PLAN
        ]  # type: ignore[misc]
        for command in commands:
            answer = engine.do(command)
            if not isinstance(answer, Accepted):
                return
            acks.append((case, command.key, answer.number))


def busy(engine: Engine, cases: int) -> list[Ack]:
    """Three clients at once."""
    acks: list[Ack] = []
    threads = [threading.Thread(target=work, args=(engine, f"c{n}", cases, acks)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return acks


def fresh() -> Disk:
    """A disk with a store that has a standard and one case."""
    disk = Disk()
    engine = engine_on(store_on(disk))
    engine.deploy(ORDER)
    engine.start("order", {}, case="first", key="s")
    engine.close()
    return disk


def cut_once(seed: int, careless: bool = False, lies: bool = False) -> tuple[int, int]:
    """One power cut in the middle of work; returns acknowledged commands and cases after it."""
    dice = random.Random(seed)
    disk = fresh()
    disk.lies = lies
    disk.fail_at = disk.calls + dice.randrange(1, 400)
    engine = engine_on(store_on(disk, careless))
    acks = busy(engine, 12)
    return len(acks), check_store(store_on(disk.after_power_cut(dice)), acks)


def test_power_cuts_lose_nothing_that_was_acknowledged() -> None:
    acknowledged = 0
    for seed in range(CUTS):
        acks, cases = cut_once(seed)
        acknowledged += acks
        assert cases > 0
    assert acknowledged > CUTS


def test_the_power_cut_is_real_a_store_that_may_lose_seconds_loses_some() -> None:
    lost = 0
    for seed in range(20):
        try:
            cut_once(seed, careless=True)
        except AssertionError as error:
            lost += "lost" in str(error) or "Break" in str(error)
        except Failed:
            lost += 1
    assert lost > 0, "the negative control must show loss, or the cuts prove nothing"


@pytest.mark.parametrize("how_often", [1, -1])
def test_every_single_failing_call_is_survived(how_often: int) -> None:
    probe = fresh()
    before = probe.calls
    busy(engine_on(store_on(probe)), 2)
    total = probe.calls - before
    step = max(1, total // (total if os.environ.get("GUIJU_FAULTS") else 30))
    for number in range(1, total, step):
        disk = fresh()
        disk.fail_at, disk.failing = disk.calls + number, how_often
        try:
            engine = engine_on(store_on(disk))
        except Failed:
            acks: list[Ack] = []
        else:
            acks = busy(engine, 2)
        disk.fail_at = 0
        assert check_store(store_on(disk.after_power_cut(random.Random(number))), acks) > 0


def test_a_full_disk_refuses_commands_and_still_reads_then_goes_on() -> None:
    disk = fresh()
    now = [NOW]
    engine = Engine(store_on(disk), lambda: now[0], random.Random(1))
    disk.full_at = disk.calls + 1
    refused = engine.start("order", {}, case="x", key="s")
    assert isinstance(refused, Refusal)
    assert refused.code in ("store-degraded", "outcome-unknown")
    assert "full" in str(refused)
    assert engine.record("first") is not None, "reading goes on"
    disk.full_at = 0
    now[0] = now[0].replace(hour=2)
    accepted = engine.start("order", {}, case="x", key="s")
    assert isinstance(accepted, Accepted)
    assert accepted.number == 1


def test_after_a_failure_nothing_is_written_until_the_store_was_opened_again() -> None:
    disk = fresh()
    now = [NOW]
    engine = Engine(store_on(disk), lambda: now[0], random.Random(1))
    disk.fail_at, disk.failing = disk.calls + 1, 1
    assert isinstance(engine.start("order", {}, case="x", key="s"), Refusal)
    calls = disk.calls
    assert isinstance(engine.start("order", {}, case="y", key="s"), Accepted)
    assert engine.degraded is None
    assert disk.calls > calls
    assert isinstance(engine.start("order", {}, case="x", key="s"), Accepted)
