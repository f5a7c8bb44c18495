"""Questions and orders over a line, as every part of the client puts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.client.calling import Line, NotAnswered, Reply


class Asking:
    """Puts questions to a house elsewhere.

    Every method raises `NotAnswered` where the house does not answer, or does not do it.
    """

    def __init__(self, line: Line) -> None:
        self.line = line

    def close(self) -> None:
        """Let go of this thread's connection."""
        self.line.close()

    def _get(self, path: str, query: Mapping[str, Any] | None = None) -> Any:
        return self._got(self.line.call("GET", path, query=query))

    def _one(self, path: str) -> dict[str, Any] | None:
        reply = self.line.call("GET", path)
        return None if reply.status == 404 else self._got(reply)

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        return self._got(self.line.call(method, path, body))

    def _bytes(self, path: str) -> bytes:
        reply = self.line.call("GET", path)
        self._got(reply)
        return reply.body

    def _got(self, reply: Reply) -> Any:
        if reply.status not in (200, 201, 204):
            raise not_answered(reply)
        return reply.data

    def _pages(self, path: str, query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        cursor = ""
        while True:
            told = self._get(path, {**query, "cursor": cursor})
            yield from told["items"]
            cursor = told["next"]
            if not cursor:
                return


def not_answered(reply: Reply) -> NotAnswered:
    """What to raise for a reply that is no answer."""
    told = reply.data if isinstance(reply.data, dict) else {}
    code, detail = str(told.get("code", "problem")), str(told.get("detail", ""))
    return NotAnswered(reply.status, code, detail, told)
