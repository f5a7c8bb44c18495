"""What is looked at: the ended cases of a process against a version of its standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from guiju.check import Conformance, check_log
from guiju.check.report.heat import Heat, heats
from guiju.front import practised, practised_by_version
from guiju.journal import Entry, Log
from guiju.run.engine import Engine
from guiju.standard import Standard
from guiju.standard.steps import behaviour

MOST: Final = 2000
"""Cases that times and indicators are taken from: the latest ones."""

COMPLETED: Final = 1


@dataclass(frozen=True, slots=True)
class Look:
    """The ended cases of a process, held against one version.

    Attributes:
        process: its id.
        no: the engine's number of the version.
        standard: that version.
        result: what the checker found; None while there is no ended case.
        heats: what happened at each element.
        log: the cases as a log.
    """

    process: str
    no: int
    standard: Standard
    result: Conformance | None
    heats: tuple[Heat, ...]
    log: Log

    @property
    def cases(self) -> int:
        """How many cases have ended."""
        return self.log.cases


@dataclass(frozen=True, slots=True)
class Done:
    """One step of one case that is done: who did it, when, and how long it was open."""

    case: str
    element: str
    time: datetime
    actor: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Ran:
    """One ended case: its beginning and end, its steps, and its variables at the end of each."""

    case: str
    begun: datetime
    ended: datetime
    steps: tuple[Done, ...]
    entries: tuple[Entry, ...]


def versions_of(engine: Engine, process: str) -> list[tuple[int, Standard]]:
    """Every deployed version that has a process, the newest first."""
    rows = sorted(engine.reader().standards(), key=lambda row: -row.no)
    known = ((row.no, engine.standards.by_no(row.no).standard) for row in rows)
    return [(no, standard) for no, standard in known if process in standard.program.bodies]


def look(engine: Engine, process: str, no: int) -> Look:
    """The ended cases of a process against the version with that number."""
    return _look(engine, process, no, ended(engine))


@dataclass(frozen=True, slots=True)
class Version:
    """The ended cases of a version, each held against the version that it ended on.

    Attributes:
        no: the engine's number of the version.
        fitting: how many of its `cases` follow it; `fitness` is their mean.
    """

    no: int
    cases: int
    fitting: int
    fitness: float


def by_version(engine: Engine, process: str) -> Sequence[Version]:
    """How each version of a process was kept, the newest first."""
    return _by_version(engine, process, ended(engine))


@lru_cache(maxsize=32)
def _by_version(engine: Engine, process: str, count: int) -> tuple[Version, ...]:
    return tuple(
        Version(no, each.cases_total, each.fitting_cases, float(each.fitness_mean))
        for no, each in sorted(practised_by_version(engine, process).items(), reverse=True)
    )


def ended(engine: Engine) -> int:
    """How many cases have ended: what is remembered holds as long as this stays."""
    reader: Any = engine.reader()
    return int(reader.ask("SELECT COUNT(*) FROM cases WHERE status = 1")[0][0])


@lru_cache(maxsize=32)
def _look(engine: Engine, process: str, no: int, count: int) -> Look:
    standard = engine.standards.by_no(no).standard
    log = practised(engine, process)
    if not log.cases:
        return Look(process, no, standard, None, (), log)
    result = check_log(behaviour(standard, process), log, digest=standard.digest)
    return Look(process, no, standard, result, tuple(heats(result)), log)


def latest_cases(engine: Engine, process: str) -> Sequence[Ran]:
    """The latest ended cases with their steps."""
    return _latest(engine, process, ended(engine))


@lru_cache(maxsize=16)
def _latest(engine: Engine, process: str, count: int) -> tuple[Ran, ...]:
    reader: Any = engine.reader()
    rows = reader.ask("SELECT id FROM cases WHERE status = 1 ORDER BY no DESC LIMIT 20000")
    found: list[Ran] = []
    for (case,) in rows:
        entries = tuple(engine.entries(case))
        if entries and any(each[:2] == ("started", process) for each in entries[0].path):
            found.append(_ran(case, entries))
            if len(found) == MOST:
                break
    return tuple(found)


def _ran(case: str, entries: tuple[Entry, ...]) -> Ran:
    entered: dict[tuple[str, int], datetime] = {}
    steps = []
    for entry in entries:
        for what, element, instance in entry.path:
            if what == "entered":
                entered[element, instance] = entry.time
            elif what == "completed" and (element, instance) in entered:
                since = entered.pop((element, instance))
                open_for = (entry.time - since).total_seconds()
                steps.append(Done(case, element, entry.time, entry.actor, open_for))
    return Ran(case, entries[0].time, entries[-1].time, tuple(steps), entries)
