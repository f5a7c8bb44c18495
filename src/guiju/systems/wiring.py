"""Puts the systems together: who needs what, and which job types they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from guiju.run.jobs import Handler
from guiju.run.outside.backoff import Dice

NAMES: Final[tuple[str, ...]] = ()
"""The systems there are; each is a package here with a module `jobs`, which has
`handlers(surroundings) -> Mapping[topic, Handler]` and
`given(surroundings, values) -> None`: take over what a scenario says there is."""

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
    """

    clock: Callable[[], datetime]
    dice: Dice
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: NOTHING)

    def of(self, system: str) -> Mapping[str, Any]:
        """The settings of one system; empty where nobody set any."""
        return self.settings.get(system, NOTHING)


@dataclass(frozen=True, slots=True)
class Systems:
    """Systems that are wired.

    Attributes:
        handlers: by job type (`stock.reserve`), for a `guiju.run.Worker`.
        takers: by system; what takes over its part of a described world.
    """

    handlers: Mapping[str, Handler]
    takers: Mapping[str, Taker] = field(default_factory=lambda: NOTHING)

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
    for name in NAMES:
        jobs = import_module(f"guiju.systems.{name}.jobs")
        takers[name] = partial(jobs.given, surroundings)
        offered = jobs.handlers(surroundings)
        twice = handlers.keys() & offered.keys()
        if twice:
            raise ValueError(f"expected each job type once, found {sorted(twice)} again in {name}")
        handlers.update(offered)
    return Systems(handlers, takers)
