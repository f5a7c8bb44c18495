"""The process is killed, again and again; nothing acknowledged is lost, nothing done twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from guiju.journal.store.crash import POINTS
from tests.run.invariants import check
from tests.run.killing import Nursery, lives

ROUNDS = (
    {"sqlite": 100, "postgres": 40}
    if os.environ.get("GUIJU_FAULTS")
    else {"sqlite": 25, "postgres": 8}
)
"""CI kills as often as the requirements ask; at the desk fewer do."""
MORE = int(os.environ.get("GUIJU_KILLS", "0"))

ELSEWHERE = frozenset({
    "jobs-leased", "head-signed", "backup-written", "migration-begun", "migration-done",
    "before-checkpoint", "after-checkpoint",
})  # fmt: skip
"""Points that the working process does not come by in its short life."""


@pytest.fixture(scope="module")
def forking() -> Iterator[Nursery]:
    """One process that forks all lives of this file."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def nursery(forking: Nursery) -> Nursery:
    """The same, with nothing acknowledged yet."""
    forking.acks.clear()
    return forking


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(
    nursery: Nursery, address: str
) -> None:
    kind = "postgres" if address.startswith("postgres") else "sqlite"
    rounds = MORE or ROUNDS[kind]
    acks, cases = lives(nursery, address, rounds, seed=3)
    assert acks >= rounds // 2
    assert cases > 0


@pytest.mark.parametrize("point", [each for each in POINTS if each not in ELSEWHERE])
def test_a_crash_at_a_named_point_loses_nothing(
    nursery: Nursery, tmp_path: Path, point: str
) -> None:
    address = str(tmp_path / "cases.db")
    nursery.life(address, 0, f"{point}:12", 20)
    assert nursery.status == 9, "it should have died by itself"
    nursery.life(address, 1, "", 0.05, work=True)
    assert check(address, nursery.acks) > 0


@pytest.mark.parametrize("point", ["migration-begun", "migration-done"])
def test_a_crash_while_migrating_leaves_a_store_that_opens(
    nursery: Nursery, tmp_path: Path, point: str
) -> None:
    address = str(tmp_path / "cases.db")
    nursery.life(address, 0, point, 20)
    assert not nursery.ready.is_set()
    nursery.life(address, 1, "", 0.05, work=True)
    assert check(address, nursery.acks) > 0
