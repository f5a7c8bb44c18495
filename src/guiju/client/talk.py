"""Files, questions, notices, messages and links of a house elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.client.asking import Asking
from guiju.client.calling import named

Told = dict[str, Any]


class Talk(Asking):
    """What people tell each other about cases, and are told."""

    def files(self, case: str) -> list[Told]:
        """The files of a case, the newest first."""
        told: list[Told] = self._get(f"/cases/{named(case)}/files")
        return told

    def upload(self, case: str, task: int, name: str, content: bytes) -> Told:
        """Keep a file with the case of a task."""
        path = f"/tasks/{named(f'{case}:{task}')}/files"
        told: Told = self._got(self.line.upload(path, name, content))
        return told

    def file(self, id_: str) -> bytes:
        """The content of a file."""
        return self._bytes(f"/files/{named(id_)}")

    def ask(self, case: str, task: int, to: str, text: str) -> Told:
        """Put a question about a task to another person."""
        body = {"to": to, "text": text}
        told: Told = self._send("POST", f"/tasks/{named(f'{case}:{task}')}/ask", body)
        return told

    def questions(self) -> list[Told]:
        """What the person of the token is asked."""
        told: list[Told] = self._get("/me/questions")
        return told

    def answer(self, question: int, text: str) -> Told:
        """Answer a question."""
        told: Told = self._send("POST", f"/me/questions/{question}/answer", {"text": text})
        return told

    def notes(self, case: str) -> list[Told]:
        """What was asked and answered about a case."""
        told: list[Told] = self._get(f"/cases/{named(case)}/notes")
        return told

    def messages(self, case: str) -> list[Told]:
        """Messages kept with a case."""
        told: list[Told] = self._get(f"/cases/{named(case)}/messages")
        return told

    def notices(self, unread: bool = True) -> Iterator[Told]:
        """Notices to the person of the token, the newest first."""
        return self._pages("/me/notices", {} if unread else {"unread": "false"})

    def read(self, notice: int) -> None:
        """A notice was read."""
        self._send("POST", f"/me/notices/{notice}/read", {})

    def links(self, case: str) -> Told:
        """The links of a case as `items`, and those that may be given as `offers`."""
        told: Told = self._get(f"/cases/{named(case)}/links")
        return told

    def share(self, case: str, offer: str, days: int = 90) -> Told:
        """Give a link of a case; its `address` is told this once."""
        body = {"offer": offer, "days": days}
        told: Told = self._send("POST", f"/cases/{named(case)}/links", body)
        return told

    def take_back(self, case: str, link: int) -> None:
        """Revoke a link of a case."""
        self._send("DELETE", f"/cases/{named(case)}/links/{link}")
