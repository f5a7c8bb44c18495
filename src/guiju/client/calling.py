"""One call to the API: a kept connection, JSON with exact numbers, problems as values."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from guiju.run.outside.exact import write_json

PREFIX: Final = "/api/v1"


class NotAnswered(Exception):
    """The house cannot be reached, or does not do what was asked.

    Attributes:
        status: of HTTP; 0 where there was no answer.
        code: of the problem.
        problem: as it was answered.
    """

    def __init__(self, status: int, code: str, detail: str, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status, self.code, self.problem = status, code, problem


class Reply(NamedTuple):
    """What came back: `data` is None where nothing did, `body` the bytes of what is no JSON."""

    status: int
    data: Any
    tag: str
    body: bytes = b""


class Line:
    """Calls to one house, one connection for each thread.

    Args:
        url: of the house, `https://guiju.example.com`.
        token: `guiju_...`.
        seconds: how long an answer may take.

    Raises:
        ValueError: the url is none.
    """

    def __init__(self, url: str, token: str, seconds: float = 60.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"expected http:// or https:// and a host, found {url}")
        self._host, self._port = parts.hostname, parts.port
        self._secure = parts.scheme == "https"
        self._base = parts.path.rstrip("/")
        self._token, self._seconds = token, seconds
        self._kept = threading.local()

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Call an operation; any status is a reply.

        Raises:
            NotAnswered: nobody answers.
        """
        named = {
            name: str(value) for name, value in (query or {}).items() if value not in ("", None)
        }
        target = f"{self._base}{PREFIX}{path}" + (f"?{urlencode(named)}" if named else "")
        told = {"Authorization": f"Bearer {self._token}", **(headers or {})}
        data = None if body is None else write_json(body).encode()
        if data is not None:
            told["Content-Type"] = "application/json"
        return self._sent(method, target, data, told)

    def upload(self, path: str, name: str, content: bytes) -> Reply:
        """Send a file in the field `file`.

        Raises:
            NotAnswered: nobody answers.
        """
        edge = sha256(content).hexdigest()
        plain = quote(name, safe=" ")
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{plain}"'
        head += f"; filename*=UTF-8''{quote(name)}\r\n"
        head += "Content-Type: application/octet-stream\r\n\r\n"
        data = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = "multipart/form-data;boundary=" + edge
        told = {"Authorization": f"Bearer {self._token}", "Content-Type": kind}
        return self._sent("POST", f"{self._base}{PREFIX}{path}", data, told)

    def _sent(
        self, method: str, target: str, data: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        # A kept connection may have ended meanwhile. What can be asked twice is then asked again
        # on a new one; what cannot has a new one from the start.
        again = method == "GET" or "Idempotency-Key" in headers
        if not again:
            self.close()
        for last in (False, True):
            try:
                connection = self._connection()
                connection.request(method, target, data, dict(headers))
                answer = connection.getresponse()
                read = answer.read()
                kind = answer.headers.get_content_type()
                data = _read(read, kind)
                tag = answer.headers.get("ETag", "")
                return Reply(answer.status, data, tag, read if data is None else b"")
            except (OSError, HTTPException) as error:
                self.close()
                if last or not again:
                    raise NotAnswered(0, "unreached", str(error), {}) from error
        raise AssertionError

    def _connection(self) -> HTTPConnection:
        kept: HTTPConnection | None = getattr(self._kept, "connection", None)
        if kept is None:
            if self._secure:
                trust = ssl.create_default_context()
                kept = HTTPSConnection(self._host, self._port, timeout=self._seconds, context=trust)
            else:
                kept = HTTPConnection(self._host, self._port, timeout=self._seconds)
            self._kept.connection = kept
        return kept

    def close(self) -> None:
        """Let go of this thread's connection."""
        kept = getattr(self._kept, "connection", None)
        if kept is not None:
            kept.close()
            self._kept.connection = None


def _read(data: bytes, kind: str) -> Any:
    if not data or not kind.endswith("json"):
        return None
    try:
        return json.loads(data, parse_float=Decimal)
    except ValueError:
        return None


def named(text: str) -> str:
    """A name as part of a path."""
    return quote(text, safe="")
