"""An office of nine people with the refund standard in force, on a database of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PASSWORD = "let-me-in-please"
PACK = Path(__file__).parent / "standards" / "packs" / "refund"
PEOPLE: dict[str, tuple[str, list[str], list[str]]] = {
    "dee": ("Dee Ding", ["desk"], []),
    "don": ("Don Dai", ["desk"], []),
    "carl": ("Carl Chen", ["cashier"], []),
    "cleo": ("Cleo Cui", ["cashier"], []),
    "fay": ("Fay Fan", [], []),
    "mia": ("Mia Mao", [], ["owner"]),
    "otto": ("Otto Ou", [], ["auditor"]),
    "ada": ("Ada An", [], ["administrator"]),
    "ed": ("Ed Er", [], ["engineer"]),
}
"""Name, roles in the house, duties to the system."""


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Office:
    """What a test of pages needs."""

    engine: Any
    clock: Clock
    address: str = ""

    def client(self, name: str = "", language: str = "en") -> Any:
        from django.test import Client

        from guiju.web.accounts.models import Account

        client = Client(SERVER_NAME="localhost")
        if name:
            client.force_login(Account.objects.get(username=name))
        client.cookies["django_language"] = language
        return client

    def actor(self, name: str) -> Any:
        from guiju.run.commands import Actor

        return Actor(name, frozenset(PEOPLE[name][1]))

    def work(self) -> None:
        from guiju.web import engine as of_pages

        of_pages.worker(self.engine).settle()

    def start(self, case: str = "R-1", values: Mapping[str, Any] | None = None) -> str:
        """A new refund; returns the name of its first task."""
        self.engine.start("refund", values or {}, case, actor=self.actor("dee"))
        return self.task(case)

    def task(self, case: str) -> str:
        """The name of the only open task of a case."""
        reader = self.engine.reader()
        (row,) = reader.tasks_of(reader.case(case).no)
        return f"{case}:{row.task}"

    def written(self, case: str = "R-1", by: str = "dee") -> str:
        """A refund whose first step is done; returns the name of the task to pay it."""
        from guiju.run.answer import Accepted
        from guiju.run.commands import CompleteTask

        task = self.start(case)
        answer = self.engine.do(
            CompleteTask(
                case=case, task=int(task.rpartition(":")[2]), actor=self.actor(by),
                values={"amount": 20, "reason": "broken"},
            )
        )  # fmt: skip
        assert isinstance(answer, Accepted), answer
        return self.task(case)


def open_office(path: str) -> Office:
    """An office on a database that has its tables."""
    from django.contrib.auth.hashers import make_password

    from guiju.journal.store import open_store
    from guiju.run.engine import Engine
    from guiju.systems.directory.models import Department, Person
    from guiju.web import engine as of_pages
    from guiju.web.accounts.models import Account
    from guiju.web.standards import library, lifecycle
    from guiju.web.standards.models import Version

    clock = Clock(datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
    engine = Engine(open_store(path), clock, random.Random(1))
    Department.objects.create(code="shop", title="Shop", head="mia")
    password = make_password(PASSWORD, hasher="argon2")
    for code, (name, roles, duties) in PEOPLE.items():
        Person.objects.create(code=code, name=name, department="shop", roles=roles)
        Account.objects.create(username=code, duties=duties, password=password)
    with of_pages.use(engine):
        files = {
            str(each.relative_to(PACK)): each.read_text(encoding="utf-8")
            for each in sorted(PACK.rglob("*"))
            if each.is_file()
        }
        version, problems = library.import_files(files, "mia", clock())
        assert version is not None, [str(each) for each in problems]
        lifecycle.deploy(engine, version)
        Version.objects.filter(pk=version.pk).update(state="force", effective=clock())
    return Office(engine, clock)


@contextmanager
def reopened(address: str) -> Iterator[Office]:
    """The office in a copy of a database that has it, in use for as long as the block lasts."""
    from django.core.cache import cache
    from django.test import override_settings

    from guiju.journal.store import open_store
    from guiju.run.engine import Engine
    from guiju.systems import setup
    from guiju.web import engine as of_pages
    from guiju.web import texts

    setup._exchange(address)
    cache.clear()
    texts._known.clear()
    clock = Clock(datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
    engine = Engine(open_store(address), clock, random.Random(1))
    with (
        # Never beside the database: a server's address is no folder.
        TemporaryDirectory(prefix="guiju-files-") as files,
        of_pages.use(engine),
        override_settings(FILES=Path(files)),
    ):
        yield Office(engine, clock, address)
    engine.close()
