"""Backups under load, restoring, servers and connections that go away."""

from __future__ import annotations

import random
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guiju.journal.store import Failed, open_store, restore
from guiju.journal.store.sqlite.connection import check_version
from guiju.run.answer import Accepted
from guiju.run.commands import Command, CompleteJob, CompleteTask, StartCase
from guiju.run.engine import Engine
from tests.run.invariants import check
from tests.run.models import ORDER
from tests.run.walking import ANN
from tests.store.servers import fresh_database, server

PLAN = ((1, False), (2, True), (3, False), (4, True), (5, False))
Ack = tuple[str, str, int]


def commands(case: str) -> Iterator[Command]:
    """A case of the order model from its start to its end."""
    yield StartCase(process="order", case=case, key="s", values={"case": case})
    for iid, person in PLAN:
        if person:
            yield CompleteTask(case=case, task=iid, key=f"k{iid}", actor=ANN)
        else:
            yield CompleteJob(case=case, job=iid, key=f"k{iid}", values={"stock_ok": True})


@contextmanager
def load(engine: Engine, clients: int = 4) -> Iterator[list[Ack]]:
    """Clients that work until the block ends, giving each command again until it is accepted."""
    acks: list[Ack] = []
    stop = threading.Event()

    def insist(command: Command) -> int:
        patience = time.monotonic() + 60
        while time.monotonic() < patience:
            answer = engine.do(command)
            if isinstance(answer, Accepted):
                return answer.number
            assert answer.code in ("store-degraded", "outcome-unknown"), answer
            time.sleep(0.05)
        raise AssertionError(f"never accepted: {command}")

    def client(name: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            for command in commands(f"{name}-{number}"):
                acks.append((command.case, command.key, insist(command)))

    with ThreadPoolExecutor(clients) as pool:
        working = [pool.submit(client, f"c{n}") for n in range(clients)]
        try:
            yield acks
        finally:
            stop.set()
    for done in working:
        done.result()


def real_engine(address: str) -> Engine:
    engine = Engine(open_store(address), lambda: datetime.now(UTC), random.Random(1))
    engine.deploy(ORDER)
    return engine


def test_a_backup_under_load_is_whole_and_goes_on(address: str, tmp_path: Path) -> None:
    engine = real_engine(address)
    with load(engine) as acks:
        while len(acks) < 30:
            time.sleep(0.01)
        before = list(acks)
        engine.store.backup(str(tmp_path / "backup"))
    engine.close()
    other = fresh_database() if address.startswith("postgres") else str(tmp_path / "restored.db")
    restore(tmp_path / "backup", other)
    assert check(other, before) > 0
    with pytest.raises(Failed):
        restore(tmp_path / "backup", other)
    again = real_engine(other)
    assert isinstance(again.start("order", {}, case="later"), Accepted)
    again.close()


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    engine = real_engine(str(tmp_path / "cases.db"))
    for number in range(50):
        engine.start("order", {"n": number}, case=f"c{number}")
    engine.store.backup(str(tmp_path / "backup"))
    engine.close()
    whole = (tmp_path / "backup").read_bytes()
    (tmp_path / "backup").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Failed) as failed:
        restore(tmp_path / "backup", tmp_path / "restored.db")
    assert failed.value.code == "corrupt"
    assert not (tmp_path / "restored.db").exists()


def test_killed_backends_lose_nothing() -> None:
    import psycopg

    address = fresh_database()
    engine = real_engine(address)
    dice = random.Random(5)
    killed = 0
    with load(engine) as acks, psycopg.connect(address, autocommit=True) as other:
        end = time.monotonic() + 4
        while time.monotonic() < end:
            time.sleep(dice.uniform(0.05, 0.2))
            rows = other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " ORDER BY random() LIMIT 2"
            ).fetchall()
            killed += len(rows)
    engine.close()
    assert killed > 10
    assert len(acks) > 10
    assert check(address, acks) > 0


def test_a_server_that_is_restarted_loses_nothing() -> None:
    address = fresh_database()
    _, data, binaries = server()
    user = {"user": "nobody", "group": "nogroup"} if data.owner() == "nobody" else {}
    engine = real_engine(address)
    with load(engine) as acks:
        for _ in range(2):
            time.sleep(0.7)
            subprocess.run(
                [f"{binaries}/pg_ctl", "-D", data, "-m", "immediate", "-w", "-t", "600", "restart",
                 "-l", data.parent / "log"],
                check=True, capture_output=True, cwd=data, **user,  # type: ignore[call-overload]
            )  # fmt: skip
        time.sleep(0.5)
    engine.close()
    assert len(acks) > 10
    assert check(address, acks) > 0


def test_an_old_sqlite_is_refused_by_its_number() -> None:
    with pytest.raises(Failed, match=r"expected SQLite 3\.51\.3 or newer, found 3\.40\.1"):
        check_version((3, 40, 1))


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "cases.db")
    store = open_store(path)
    with store.transaction((0,)) as transaction:
        transaction.ask("INSERT INTO migrations VALUES (9999, 'later.sql')")  # type: ignore[attr-defined]
    store.close()
    with pytest.raises(Failed) as failed:
        open_store(path)
    assert failed.value.code == "newer"


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(Failed, match="expected a file or postgresql"):
        open_store("mysql://somewhere/else")
