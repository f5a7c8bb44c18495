"""The engine of this process, and the worker beside it.

Pages, jobs and tests take the engine from here. It is opened when first asked for and lives as long
as the process; `use` puts another in its place.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from typing import TYPE_CHECKING, Any

from django.conf import settings

from guiju.journal.store import open_store
from guiju.run.engine import Engine
from guiju.run.jobs import installed_handlers
from guiju.run.worker import Worker
from guiju.standard.pack import Script

if TYPE_CHECKING:
    from guiju.systems import Surroundings

Clock = Callable[[], datetime]

_log = logging.getLogger(__name__)
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


def worker(
    of: Engine, name: str = "web", fixed: Mapping[str, Mapping[str, Any]] | None = None
) -> Worker:
    """A worker over an engine with all that this process answers.

    Args:
        fixed: settings of systems beside the connections of Administration.
    """
    from guiju.systems import wired
    from guiju.web.api.connected import LiveHooks
    from guiju.web.notices import bring
    from guiju.web.standards import lifecycle

    systems = wired(surroundings(of, fixed))
    handlers = {**installed_handlers(), **systems.handlers, **lifecycle.handlers(of)}
    return HouseWorker(
        of, name, handlers, {"notice": bring(of)}, rounds=systems.go_round, hooks=LiveHooks(of)
    )


def surroundings(of: Engine, fixed: Mapping[str, Mapping[str, Any]] | None = None) -> Surroundings:
    """What the systems use: the engine, and the connections of Administration as they are now."""
    from guiju.systems import Surroundings
    from guiju.web.administration.connections import LiveSettings

    live = LiveSettings({"contacts": {"scripts": scripts_of(of)}, **(fixed or {})})
    return Surroundings(of.clock, of.dice, live, engine=of)


def scripts_of(of: Engine) -> Callable[[str], Mapping[str, Script] | None]:
    """Gives the scripts of the version a case runs on; None where it came from no pack."""

    def found(case: str) -> Mapping[str, Script] | None:
        from guiju.web.texts import texts_of

        row = of.reader().case(case)
        pack = texts_of(of.standards.by_no(row.standard)).pack if row is not None else None
        return pack.scripts if pack is not None else None

    return found


class HouseWorker(Worker):
    """A worker that does what is due between cases as well, now and then."""

    EVERY = timedelta(seconds=30)

    def __init__(self, *args: Any, rounds: Callable[[], int], **named: Any) -> None:
        super().__init__(*args, **named)
        self._rounds = rounds
        self._last: datetime | None = None

    def turn(self) -> int:
        """Do what can be done now, in cases and between them."""
        done = super().turn() + self._beside()
        now = self.engine.clock()
        if self._last is None or now - self._last >= self.EVERY:
            self._last = now
            try:
                done += self._rounds()
            except Exception:
                # What goes wrong between cases must not keep cases waiting.
                _log.exception("a round between cases failed")
        return done

    def _beside(self) -> int:
        """Read the journal behind the cases, for what they are found by."""
        from guiju.web.cases import keys

        try:
            return keys.read_on(self.engine)
        except Exception:
            # A list that lags is no reason to let cases wait.
            _log.exception("keys of cases were not read")
            return 0


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
