"""The world of one scenario: a fresh store, the embedded systems, a clock that only jumps."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from guiju.journal.store import TaskRow, open_store
from guiju.run import Certificates, Engine, Job, Record, Rules, Worker
from guiju.run.commands import Actor
from guiju.run.outside.backoff import Dice
from guiju.run.times import micros, moment
from guiju.scenarios.failure import Unreadable
from guiju.standard import Problem
from guiju.standard.pack import Pack, deployments
from guiju.systems import Surroundings, Systems, wired
from guiju.systems.setup import set_up

BEGIN: Final = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Where a clock stands that nobody set: a Monday morning, 9 o'clock in Shanghai."""

ROUND: Final = timedelta(hours=1)
"""How often what is due between cases is looked at while the clock jumps."""

_MOST_TURNS: Final = 200
_PAGE: Final = 10_000


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment, UTC."""
        return self.now


class Book(Certificates):
    """The certificates of the people of a scenario: valid for ever."""

    def __init__(self, people: Mapping[str, Mapping[str, Any]]) -> None:
        self.people = people

    def holds(self, person: str, certificate: str, now: datetime) -> bool:
        """Whether the scenario says so."""
        return certificate in (self.people.get(person) or {}).get("certificates", ())


class Stage:
    """Everything one scenario plays on.

    Attributes:
        pack: with the scenario's parameters.
        people: who acts, by id, as the scenario tells them.
        names: case ids by the name the scenario gave them.
        kept: answers of systems by the name the scenario gave them.
        last: the case that was started last.
    """

    def __init__(
        self,
        pack: Pack,
        engine: Engine,
        clock: Clock,
        dice: Dice,
        people: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.pack = pack
        self.engine = engine
        self.clock = clock
        self.dice = dice
        self.people = people
        self.names: dict[str, str] = {}
        self.kept: dict[str, Any] = {}
        self.last = ""
        self.settings: dict[str, dict[str, Any]] = {"contacts": {"scripts": pack.scripts}}
        self.notices: list[dict[str, Any]] = []
        self.asked = 0
        self.systems: Systems
        self.worker: Worker
        self.wire()

    def wire(self, settings: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Put the systems together anew, with these settings on top."""
        for system, values in (settings or {}).items():
            self.settings[system] = {**self.settings.get(system, {}), **values}
        around = Surroundings(self.clock, self.dice, self.settings, self.engine)
        self.systems = wired(around)
        senders = {"notice": self._notice}
        self.worker = Worker(self.engine, "scenario", self.systems.handlers, senders)

    def _notice(self, row: Any) -> bool:
        from guiju.journal.store import unpack

        body = unpack(row.body)
        self.notices.append(body if isinstance(body, dict) else {"body": body})
        return True

    # -- time ---------------------------------------------------------------------------------

    def settle(self) -> None:
        """Do all that is due now, in cases and between them."""
        for _ in range(_MOST_TURNS):
            self.worker.settle()
            if not self.systems.go_round():
                return

    def jump(self, target: datetime) -> None:
        """Move the clock to a moment; what is due on the way happens at its time."""
        while self.clock.now < target:
            due = self._next_due()
            stops = [target, self.clock.now + ROUND, *([due] if due else [])]
            self.clock.now = max(min(stops), self.clock.now + timedelta(microseconds=1))
            self.settle()

    def _next_due(self) -> datetime | None:
        """When the next timer, job or delivery may go on, after now."""
        reader: Any = self.engine.reader()
        now = micros(self.clock.now)
        found = [
            reader.one(f"SELECT min({column}) FROM {table} WHERE {column} > ?", (now,))[0]
            for table, column in (("timers", "due"), ("jobs", "ready"), ("outbox", "ready"))
        ]
        times = [each for each in found if each is not None]
        return moment(min(times)) if times else None

    # -- people and cases ---------------------------------------------------------------------

    def actor(self, name: Any) -> Actor | None:
        """The person a step names.

        Raises:
            Unreadable: nobody of that name is among the people.
        """
        if name is None:
            return None
        behalf = None
        if isinstance(name, Mapping):
            name, behalf = name.get("person"), name.get("behalf")
        known = self.people.get(str(name))
        if known is None:
            raise Unreadable(f"expected one of {sorted(self.people)}, found {name}")
        return Actor(str(name), frozenset(known.get("roles", ())), behalf)

    def case(self, name: Any = None) -> str:
        """Id of the case a step means: by its name, its id, or the newest of a process.

        Raises:
            Unreadable: there is none.
        """
        if name is None:
            if not self.last:
                raise Unreadable("expected a case that was started, found none")
            return self.last
        if name in self.names:
            return self.names[name]
        if self.engine.reader().case(str(name)) is not None:
            return str(name)
        of_process = self.cases(str(name))
        if of_process:
            return of_process[-1]
        raise Unreadable(f"expected a case, found none named {name}")

    def cases(self, process: str | None = None) -> list[str]:
        """Ids of all cases, or of those of a process, the oldest first."""
        reader: Any = self.engine.reader()
        rows = reader.ask("SELECT id FROM cases ORDER BY started, no")
        ids = [row[0] for row in rows]
        return ids if process is None else [each for each in ids if self.process(each) == process]

    def process(self, case: str) -> str:
        """Id of the process a case runs."""
        entries = self.engine.entries(case)
        return next((e for what, e, _ in entries[0].path if what == "started"), "")

    def record(self, case: str) -> Record:
        """A case as it stands."""
        found = self.engine.record(case)
        assert found is not None
        return found

    def variables(self, case: str) -> dict[str, Any]:
        """The variables of a case, those of what is open inside it on top."""
        state = self.record(case).state
        seen = dict(state.variables)
        for iid in sorted(state.locals):
            seen.update(state.locals[iid])
        return seen

    def status(self, case: str) -> str:
        """active, completed, failed or cancelled."""
        from guiju.run.packing.states import STATUS

        row = self.engine.reader().case(case)
        return STATUS[row.status] if row is not None else "unknown"

    def stuck(self, case: str) -> str:
        """What keeps a case from going on, for who reads a failure; "" where nothing does."""
        said = [
            f"{one.code} at {one.element}: {one.template.format_map(dict(one.values))}"
            for one in self.record(case).state.incidents.values()
        ]
        waiting: Any = self.engine.reader()
        row = waiting.case(case)
        jobs = waiting.jobs_of(row.no) if row is not None else ()
        said += [f"job {each.topic} of {each.element} waits" for each in jobs]
        said += [
            f"{entry.element} failed: {entry.values.get('reason')}"
            for entry in self.engine.entries(case)
            if entry.kind == "JobFailed"
        ]
        return "; ".join(said)

    def tasks(self, case: str) -> Sequence[Any]:
        """The open tasks of a case, the oldest first."""
        row = self.engine.reader().case(case)
        return () if row is None else self.engine.reader().tasks_of(row.no)

    def worklist(self) -> list[tuple[str, TaskRow]]:
        """The open tasks of all cases that nobody has, each with its case, the oldest first."""
        reader = self.engine.reader()
        pools = [number for number, _ in reader.pools()]
        found = reader.tasks("", pools, 0, _PAGE) if pools else ()
        return [(case, task) for task, case in sorted(found, key=lambda each: each[0].created)]

    # -- systems ------------------------------------------------------------------------------

    def ask(self, topic: str, values: Mapping[str, Any], case: str = "") -> Mapping[str, Any]:
        """What a system does outside a case, as a job would ask it.

        Raises:
            Unreadable: no system answers the topic.
            BusinessError: it refuses.
        """
        handler = self.systems.handlers.get(topic)
        if handler is None:
            known = ", ".join(sorted(self.systems.handlers))
            raise Unreadable(f"expected one of {known}, found {topic}")
        self.asked += 1
        about = case or self.last or "outside"
        job = Job(
            about, -self.asked, topic, "scenario", 0, 1, 0, 0, dict(values), {}, frozenset(values)
        )
        return handler(job) or {}


def deploy_pack(engine: Engine, pack: Pack) -> tuple[Problem, ...]:
    """Keep every file of processes of a pack; the problems that refused one."""
    found: list[Problem] = []
    for one in deployments(pack):
        deployed, problems = engine.deploy(
            one.data, one.tables, timing=one.timing or None, forms=one.forms
        )
        if deployed is None:
            found += problems
    return tuple(found)


@lru_cache(maxsize=1)
def _template() -> Path:
    """A store with every table and nothing in it, made once for each process."""
    folder = Path(tempfile.mkdtemp(prefix="guiju-"))
    path = folder / "empty.db"
    open_store(path).close()
    set_up(path)
    from django.db import connections

    connections.close_all()
    return path


@contextmanager
def stage(
    pack: Pack,
    people: Mapping[str, Mapping[str, Any]],
    at: datetime = BEGIN,
    dice: Dice | None = None,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    folder: Path | None = None,
) -> Iterator[Stage]:
    """A stage with the pack deployed; everything is gone afterwards.

    Args:
        folder: where the store stays, to be gone on with; without one nothing stays.

    Raises:
        Unreadable: the pack cannot be deployed.
    """
    assert dice is not None, "dice are thrown by the door"
    with tempfile.TemporaryDirectory(prefix="guiju-") as passing:
        path = (folder or Path(passing)) / "scenario.db"
        fresh = not path.exists()
        if fresh:
            shutil.copy(_template(), path)
        set_up(path, migrate=not fresh)
        clock = Clock(at)
        engine = Engine(open_store(path), clock, dice, Rules(certificates=Book(people)))
        try:
            made = Stage(pack, engine, clock, dice, people)
            made.wire(settings)
            problems = deploy_pack(engine, pack)
            if problems:
                raise Unreadable("; ".join(str(each) for each in problems))
            yield made
        finally:
            engine.close()
            from django.db import connections

            connections.close_all()
