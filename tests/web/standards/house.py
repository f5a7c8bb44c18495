"""A house of five people with one standard, on a fresh database, with a clock that is set by hand."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PACK = Path(__file__).parent / "packs" / "refund"
PASSWORD = "let-me-in-please"
PEOPLE: dict[str, tuple[list[str], list[str]]] = {
    "mia": (["desk"], ["owner"]),
    "rob": (["standard-reviewer", "desk"], []),
    "ann": (["standard-approver", "cashier"], []),
    "carl": (["cashier"], []),
    "otto": ([], ["auditor"]),
}
"""Roles in the house and duties to the system, by person."""


def texts(folder: Path = PACK) -> dict[str, str]:
    """The texts of a pack."""
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass
class House:
    """Everything a test needs."""

    engine: Any
    moment: list[datetime] = field(default_factory=list)
    path: str = ""

    def client(self, name: str, language: str = "en") -> Any:
        from django.test import Client

        from guiju.web.accounts.models import Account

        client = Client(HTTP_ACCEPT_LANGUAGE=language)
        client.force_login(
            Account.objects.get(username=name),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        client.cookies["django_language"] = language
        return client

    def actor(self, name: str) -> Any:
        from guiju.run.commands import Actor

        return Actor(name, frozenset(PEOPLE[name][0]))

    def work(self) -> None:
        """Everything that is due is done by the worker of the pages."""
        from guiju.web import engine as of_pages

        of_pages.worker(self.engine).settle()

    def bring_in(self, **changed: str) -> Any:
        """The refund standard as a draft of Mia; `changed` are other texts."""
        from guiju.web.standards import library, lifecycle

        files = {**texts(), **changed}
        version, problems = library.import_files(files, "mia", self.moment[0])
        assert version is not None, [str(each) for each in problems]
        lifecycle.begin(self.engine, version)
        return version

    def put_in_force(self, version: Any) -> Any:
        """A draft goes all the way."""
        from guiju.web.standards import lifecycle

        lifecycle.hand_in(self.engine, version, self.actor("mia"))
        lifecycle.review(self.engine, version, self.actor("rob"), True, "")
        lifecycle.approve(self.engine, version, self.actor("ann"), True, "", self.moment[0])
        self.work()
        version.refresh_from_db()
        return version

    def do(self, case: str, element: str, name: str, **values: Any) -> Any:
        """Complete the open task of an element of a case."""
        from guiju.run.commands import Claim, CompleteTask

        row = self.engine.reader().case(case)
        task = next(
            each.task for each in self.engine.reader().tasks_of(row.no) if each.element == element
        )
        self.engine.do(Claim(case=case, task=task, actor=self.actor(name)))
        return self.engine.do(
            CompleteTask(case=case, task=task, actor=self.actor(name), values=values)
        )


def begin(address: str) -> House:
    """The house on a database whose tables are there."""
    from guiju.journal.store import open_store
    from guiju.run.engine import Engine
    from guiju.systems.directory.models import Person
    from guiju.web.accounts.models import Account

    for code, (roles, duties) in PEOPLE.items():
        Person.objects.create(code=code, name=code.title(), roles=roles)
        account = Account(username=code, duties=duties)
        account.set_unusable_password()
        account.save()
    moment = [datetime(2026, 10, 1, 8, tzinfo=UTC)]
    return House(Engine(open_store(address), lambda: moment[0], random.Random(7)), moment, address)
