"""A house with all systems wired over one database, a clock that jumps and dice that are known."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from guiju.run.jobs import Job
from guiju.systems import Surroundings, wired


class House:
    """Asks systems as a worker would."""

    def __init__(
        self, settings: Mapping[str, Mapping[str, Any]] | None = None, engine=None
    ) -> None:
        self.now = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
        self.settings = dict(settings or {})
        self.surroundings = Surroundings(
            lambda: self.now, random.Random(1), self.settings, engine
        )  # fmt: skip
        self.systems = wired(self.surroundings)
        self._numbers = itertools.count(1)

    def __call__(
        self, topic: str, case: str = "case-1", job: int | None = None, **values: Any
    ) -> Any:
        """Ask a system; the same `job` is the same job tried again."""
        number = next(self._numbers) + 1000 if job is None else job
        asked = Job(case, number, topic, "step", 1, 3, 0, 0, values, {}, frozenset(values))
        return self.systems.handlers[topic](asked)

    def give(self, **world: Mapping[str, Any]) -> None:
        self.systems.give(world)

    def go_to(self, moment: str) -> None:
        self.now = datetime.fromisoformat(moment)

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)
