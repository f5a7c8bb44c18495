"""Engines over each store, on a clock that tests move."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from guiju.journal.store import open_store
from guiju.run.engine import Engine
from guiju.run.record import Rules
from tests.store.servers import fresh_database

STORES = ("sqlite", "postgres")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: Any) -> None:
        self.now += timedelta(**parts)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=STORES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store is to be, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "cases.db")
    return fresh_database()


@pytest.fixture
def make_engine(address: str, clock: Clock) -> Iterator[Callable[..., Engine]]:
    """Opens engines over the same store; all are closed at the end."""
    made: list[Engine] = []

    def make(rules: Rules | None = None, seed: int = 1) -> Engine:
        dice = random.Random(seed)
        engine = Engine(open_store(address), clock, dice, rules or Rules())
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make_engine: Callable[..., Engine]) -> Engine:
    return make_engine()
