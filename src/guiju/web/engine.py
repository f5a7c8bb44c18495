"""The engine of this process, and the worker beside it.

Pages, jobs and tests take the engine from here. It is opened when first asked for and lives as long
as the process; `use` puts another in its place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from random import SystemRandom

from django.conf import settings

from guiju.journal.store import open_store
from guiju.run.engine import Engine
from guiju.run.jobs import Handler, installed_handlers
from guiju.run.worker import Worker

Clock = Callable[[], datetime]

_lock = threading.Lock()
_engine: list[Engine] = []


def _wall_clock() -> datetime:
    return datetime.now(UTC)


def engine() -> Engine:
    """The engine of this process.

    Raises:
        guiju.journal.store.Failed: the database cannot be opened.
    """
    with _lock:
        if not _engine:
            _engine.append(new_engine(_wall_clock))
        return _engine[-1]


def new_engine(clock: Clock) -> Engine:
    """An engine over the database of the settings, on a clock."""
    return Engine(open_store(settings.DATABASE_ADDRESS), clock, SystemRandom())


def now() -> datetime:
    """The moment, UTC, on the clock the engine goes by."""
    return engine().clock()


@contextmanager
def use(other: Engine) -> Iterator[Engine]:
    """Another engine for a while: a demonstration of past weeks, a test."""
    with _lock:
        _engine.append(other)
    try:
        yield other
    finally:
        with _lock:
            _engine.remove(other)


def close() -> None:
    """Let go of the engine of this process."""
    with _lock:
        while _engine:
            _engine.pop().close()


def handlers(of: Engine) -> dict[str, Handler]:
    """What the worker of this process answers: installed ones, the systems', the standards'."""
    from guiju.systems.wiring import Surroundings, wired
    from guiju.web.standards import lifecycle

    systems = wired(Surroundings(of.clock, of.dice, engine=of))
    return {**installed_handlers(), **systems.handlers, **lifecycle.handlers(of)}


def worker(of: Engine, name: str = "web") -> Worker:
    """A worker over an engine with all that this process answers."""
    return Worker(of, name, handlers(of))


@contextmanager
def working(name: str = "web") -> Iterator[None]:
    """A worker in a thread of its own for as long as the block lasts."""
    stop = threading.Event()
    one = worker(engine(), name)
    thread = threading.Thread(target=one.run, args=(stop,), name="guiju-worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
