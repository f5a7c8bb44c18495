"""A house elsewhere, with the names its engine has here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from guiju.client.administration import Administration
from guiju.client.asking import Asking, not_answered
from guiju.client.calling import Line, NotAnswered, Reply, named
from guiju.client.commands import REQUESTS
from guiju.client.talk import Talk
from guiju.journal.entry import Entry
from guiju.run.answer import Accepted, Answer
from guiju.run.commands import Command, StartCase
from guiju.run.jobs import Job
from guiju.run.refusal import Refusal

_REFUSED: Final = frozenset({403, 404, 409, 412, 422, 503})
"""Statuses under which the engine, or the house before it, has refused a command."""


def connect(url: str, token: str, seconds: float = 60.0) -> House:
    """A house elsewhere; nothing is sent before it is asked.

    Args:
        url: `https://guiju.example.com`.
        token: `guiju_...`, made under Administration; whose person it is gives the commands.
        seconds: how long an answer may take.

    Raises:
        ValueError: the url is none.
    """
    return House(Line(url, token, seconds))


class House(Asking):
    """Commands and questions to a house elsewhere.

    Commands are those of `guiju.run.commands`; who gives them is the person of the token, so
    `actor` and `time` are not sent. An answer is `Accepted` or a `Refusal`, as the engine's is.

    Attributes:
        administration: what administrators keep: people, figures, connections, tokens, copies.
        talk: files, questions, notices, messages, links for people without an account.
    """

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self.administration = Administration(line)
        self.talk = Talk(line)

    # -- commands -----------------------------------------------------------------------------

    def do(self, command: Command) -> Answer:
        """Carry a command out; the answer comes once it is on disk.

        Raises:
            NotAnswered: the house does not answer, or does not know the token.
            TypeError: this command is not given from elsewhere.
        """
        make = REQUESTS.get(type(command))
        if make is None:
            raise TypeError(f"expected one of {len(REQUESTS)} commands, found {type(command)}")
        path, body = make(command)
        headers = {"Idempotency-Key": command.key} if command.key else {}
        reply = self.line.call("POST", path, {} if body is None else body, headers=headers)
        if reply.status in (200, 201):
            return Accepted(**reply.data)
        return _refusal(reply)

    def start(
        self, process: str, values: Mapping[str, Any] | None = None, case: str = "", **more: Any
    ) -> Answer:
        """Start a case; see `StartCase` for what else may be said."""
        return self.do(StartCase(case=case, process=process, values=values or {}, **more))

    def fetch_jobs(
        self,
        topics: Sequence[str],
        worker: str,
        lease: timedelta,
        most: int = 1,
        wait_seconds: float = 0.0,
    ) -> Sequence[Job]:
        """Take jobs; where there is none, waits for one, at most 20 seconds.

        Report with `CompleteJob`, `FailJob` or `ThrowError` and the job's fence.
        """
        body = {
            "topics": list(topics), "worker": worker, "seconds": int(lease.total_seconds()),
            "most": most, "wait_seconds": wait_seconds,
        }  # fmt: skip
        told = self._got(self.line.call("POST", "/jobs/fetch", body))
        return [Job(**{name: each[name] for name in _JOB}) for each in told]

    # -- questions ----------------------------------------------------------------------------

    def case(self, case: str) -> dict[str, Any] | None:
        """A case as it stands; None where there is none for this token."""
        return self._one(f"/cases/{named(case)}")

    def cases(self, **query: Any) -> Iterator[dict[str, Any]]:
        """Cases, the newest first; `status`, `process`, `beginning`, `text` narrow them."""
        return self._pages("/cases", query)

    def entries(self, case: str) -> Sequence[Entry]:
        """The entries of a case, oldest first; none where there is no such case."""
        try:
            told = list(self._pages(f"/cases/{named(case)}/entries", {"limit": 200}))
        except NotAnswered as error:
            if error.status == 404:
                return ()
            raise
        return [
            Entry(
                each["case"], each["number"], each["kind"], datetime.fromisoformat(each["time"]),
                each["element"], each["actor"], values=each["values"] or {},
            )
            for each in told
        ]  # fmt: skip

    def deadlines(self, case: str, past: bool = False) -> list[dict[str, Any]]:
        """What the deadlines of a case show at this moment."""
        query = {"past": "true"} if past else {}
        told: list[dict[str, Any]] = self._get(f"/cases/{named(case)}/deadlines", query)
        return told

    def tasks(self, **query: Any) -> Iterator[dict[str, Any]]:
        """Open tasks that are mine or offered; `whose`, `due`, `sort` ... narrow them."""
        return self._pages("/tasks", query)

    def task(self, case: str, task: int) -> dict[str, Any] | None:
        """An open task with its form; None where there is none for this token."""
        return self._one(f"/tasks/{named(f'{case}:{task}')}")

    def processes(self) -> list[dict[str, Any]]:
        """Processes the person of the token may start, with the form of their start."""
        told: list[dict[str, Any]] = self._get("/processes")
        return told

    def steps(self, case: str) -> list[dict[str, Any]]:
        """Every step of a case that was reached."""
        told: list[dict[str, Any]] = self._get(f"/cases/{named(case)}/steps")
        return told

    def incidents(self) -> Iterator[dict[str, Any]]:
        """What is stuck, the oldest first."""
        return self._pages("/incidents", {})

    def unreceived(self, most: int = 50) -> list[dict[str, Any]]:
        """Messages nobody has, those that were given up first; see `KeepMessage`, `DropMessage`."""
        told: list[dict[str, Any]] = self._get("/messages", {"limit": most})
        return told

    def standards(self) -> list[dict[str, Any]]:
        """Every standard with its versions."""
        told: list[dict[str, Any]] = self._get("/standards")
        return told

    def compare(self, standard: str, old: int, new: int) -> list[dict[str, Any]]:
        """What changed from one version of a standard to another."""
        told: list[dict[str, Any]] = self._get(f"/standards/{named(standard)}/compare/{old}/{new}")
        return told

    def pack(self, standard: str, number: int) -> bytes:
        """The pack of a version as a zip."""
        return self._bytes(f"/standards/{named(standard)}/{number}/pack.zip")

    def manual(self, standard: str, number: int) -> bytes:
        """The manual of a version as PDF."""
        return self._bytes(f"/standards/{named(standard)}/{number}/manual.pdf")

    def conformance(self, process: str) -> dict[str, Any] | None:
        """How the ended cases of a process fit its newest version."""
        return self._one(f"/practice/{named(process)}")

    def versions_kept(self, process: str) -> list[dict[str, Any]]:
        """Each version of a process held against its own ended cases, the newest first."""
        told: list[dict[str, Any]] = self._get(f"/practice/{named(process)}/versions")
        return told

    def indicators(self, process: str, version: int = 0) -> list[dict[str, Any]]:
        """The indicators of a process, with the cases behind each."""
        told: list[dict[str, Any]] = self._get(
            f"/practice/{named(process)}/indicators", {"version": version}
        )
        return told

    def my_figures(self) -> dict[str, Any]:
        """What the person of the token did lately, and how it fits the deadlines."""
        told: dict[str, Any] = self._get("/me/figures")
        return told

    def my_certificates(self) -> list[dict[str, Any]]:
        """The certificates that their steps ask for."""
        told: list[dict[str, Any]] = self._get("/me/certificates")
        return told

    def me(self) -> dict[str, Any]:
        """Who the token acts as."""
        told: dict[str, Any] = self._get("/me")
        return told

    def events(
        self, cursor: str = "", case: str = "", wait_seconds: float = 20.0
    ) -> tuple[list[dict[str, Any]], str]:
        """What happened since a cursor, and the cursor to go on from; waits for something."""
        query = {"cursor": cursor, "case": case, "wait_seconds": wait_seconds}
        told = self._get("/events", query)
        return told["items"], told["next"]

    def verify(self) -> dict[str, Any]:
        """Whether the journal there is whole."""
        told: dict[str, Any] = self._send("POST", "/audit/verify", {})
        return told


_JOB: Final = (
    "case", "job", "topic", "element", "fence", "tries", "until", "failed", "variables", "headers",
)  # fmt: skip


def _refusal(reply: Reply) -> Refusal:
    told = reply.data or {}
    if reply.status not in _REFUSED or "code" not in told:
        raise not_answered(reply)
    template = str(told.get("detail", "")).replace("{", "{{").replace("}", "}}")
    values = {"errors": told["errors"]} if "errors" in told else {}
    return Refusal(told["code"], template, told.get("expected"), told.get("found"), values)
