"""When the write-ahead log is copied into the file."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3

from guiju.journal.store import open_store
from guiju.journal.store.sqlite.store import WAL_PAGES
from guiju.run.engine import Engine

MODEL = Path(__file__).resolve().parents[2] / "examples" / "purchase" / "purchase.bpmn"


def waiting_pages(path: str) -> int:
    connection = pysqlite3.connect(path)
    _, pages, copied = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    connection.close()
    return pages - copied


def test_the_log_is_copied_once_it_is_long_and_not_again_with_every_command(tmp_path) -> None:
    store = open_store(tmp_path / "cases.db")
    engine = Engine(store, lambda: datetime.now(UTC), random.Random(1))
    engine.deploy(MODEL.read_bytes())
    copied = []
    really = store.checkpoint
    store.checkpoint = lambda mode="RESTART": (copied.append(mode), really(mode))[1]
    longest = started = 0
    while len(copied) < 2:
        tickets = [
            engine.submit(start(f"{started}-{number}", "x" * 20_000)) for number in range(20)
        ]
        for ticket in tickets:
            ticket.wait()
        longest = max(longest, waiting_pages(store.path))
        started += 1
        assert started < 200
    assert longest < 2 * WAL_PAGES
    before = len(copied)
    for number in range(10):
        engine.do(start(f"after-{number}", "x"))
    assert len(copied) == before
    engine.close()


def start(case: str, text: str):
    from guiju.run.commands import StartCase

    return StartCase(case=case, process="purchase", values={"text": text})
