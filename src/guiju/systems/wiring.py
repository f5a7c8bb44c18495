"""Puts the systems together: who needs what, and which job types they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from guiju.run.jobs import Handler
from guiju.run.outside.backoff import Dice

if TYPE_CHECKING:
    from guiju.run.engine import Engine

NAMES: Final[tuple[str, ...]] = (
    "archive",
    "contacts",
    "directory",
    "erp",
    "indicators",
    "messages",
    "shipping",
    "stock",
    "warehouse",
)
"""The systems there are; each is a package here with a module `jobs`, which has
`handlers(surroundings) -> Mapping[topic, Handler]` and
`given(surroundings, values) -> None`: take over what a scenario says there is. It may have
`rounds(surroundings) -> Sequence[Round]` as well."""

Round = Callable[[], int]
"""Does what is due between cases (a queue, an inbox, what expired); returns how much was done."""

Taker = Callable[[Mapping[str, Any]], None]
"""Takes over what a system holds before anything happens."""

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every system may use instead of reaching for it by itself.

    Attributes:
        clock: gives the moment, UTC.
        dice: for new ids, jitter and what is simulated.
        settings: per system, by its name: which adapter, addresses, limits.
        engine: where cases are started and read; without one, nothing of that is done.
    """

    clock: Callable[[], datetime]
    dice: Dice
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: NOTHING)
    engine: Engine | None = None

    def of(self, system: str) -> Mapping[str, Any]:
        """The settings of one system; empty where nobody set any."""
        return self.settings.get(system, NOTHING)


@dataclass(frozen=True, slots=True)
class Systems:
    """Systems that are wired.

    Attributes:
        handlers: by job type (`stock.reserve`), for a `guiju.run.Worker`.
        takers: by system; what takes over its part of a described world.
        rounds: by system; what is due between cases, for whoever runs a worker.
    """

    handlers: Mapping[str, Handler]
    takers: Mapping[str, Taker] = field(default_factory=lambda: NOTHING)
    rounds: Mapping[str, Sequence[Round]] = field(default_factory=lambda: NOTHING)

    def go_round(self) -> int:
        """Do all that is due between cases, once; returns how much was done.

        What fails in one round (a server that is away) keeps no other from being made; the first
        failure is raised when all were made.
        """
        done, failures = 0, []
        for each in (each for rounds in self.rounds.values() for each in rounds):
            try:
                done += each()
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0]
        return done

    def give(self, world: Mapping[str, Mapping[str, Any]]) -> None:
        """Let each system take over its part of a described world (docs/systems).

        Raises:
            ValueError: there is no such system, or it cannot read its part.
        """
        unknown = world.keys() - self.takers.keys()
        if unknown:
            raise ValueError(f"expected systems {sorted(self.takers)}, found {sorted(unknown)}")
        for name, values in world.items():
            self.takers[name](values)


def wired(surroundings: Surroundings) -> Systems:
    """All systems with their handlers; Django must be set up (`guiju.systems.setup`).

    Raises:
        ValueError: two systems answer one job type.
    """
    handlers: dict[str, Handler] = {}
    takers: dict[str, Taker] = {}
    rounds: dict[str, Sequence[Round]] = {}
    for name in NAMES:
        jobs = import_module(f"guiju.systems.{name}.jobs")
        takers[name] = partial(jobs.given, surroundings)
        rounds[name] = jobs.rounds(surroundings) if hasattr(jobs, "rounds") else ()
        offered = jobs.handlers(surroundings)
        twice = handlers.keys() & offered.keys()
        if twice:
            raise ValueError(f"expected each job type once, found {sorted(twice)} again in {name}")
        handlers.update(offered)
    return Systems(handlers, takers, rounds)
