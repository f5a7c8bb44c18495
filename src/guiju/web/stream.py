"""The event stream: a small process of its own that tells open pages when something changed.

It says no more than that; what changed, pages ask for themselves, with their own rights. One look
at the journal a second serves every listener, and no listener holds a thread that serves pages. A
page comes with a signed token, since a listener in a browser can send no header.

    GUIJU_STREAM=https://events.example.com/ guiju serve --stream 8001
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qs

from django.core import signing

SALT: Final = "guiju.stream"
API: Final = "/api/v1/events/stream"
"""Where programs listen; everybody else is a page."""
GOOD_FOR: Final = 12 * 3600
LOOK: Final = 1.0
"""Seconds between two looks at the journal."""
BEAT: Final = 15.0
"""Seconds after which a listener hears something in any case, so that proxies keep the line."""

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def token_of(account: int) -> str:
    """What a page shows to be let in."""
    return signing.dumps(account, salt=SALT)


def account_of(token: str) -> int | None:
    """Whose token it is; None where it is none of ours, or too old."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def standing() -> int:
    """A number that grows with every entry of the journal."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(seq) FROM shards")
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


class Watch:
    """Looks at the journal once for all listeners."""

    def __init__(self) -> None:
        self.number = 0
        self.news = asyncio.Condition()
        self.threads = ThreadPoolExecutor(4, "guiju-watch")
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin to look, once."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                number = await loop.run_in_executor(self.threads, standing)
            except Exception:
                # A database that is away for a while is looked for again.
                number = self.number
            if number != self.number:
                self.number = number
                async with self.news:
                    self.news.notify_all()
            await asyncio.sleep(LOOK)

    async def after(self, number: int) -> int:
        """The number once it is another one, or the same after a beat."""
        async with self.news:
            try:
                await asyncio.wait_for(self.news.wait_for(lambda: self.number != number), BEAT)
            except TimeoutError:
                return number
        return self.number


_watches: list[Watch] = []


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """ASGI: one listener."""
    if scope["type"] != "http":
        return
    if scope.get("path") == API:
        await _program(scope, receive, send)
        return
    token = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("t", [""])[0]
    if account_of(token) is None:
        await _refuse(send, 403)
        return
    await _open(send, [(b"access-control-allow-origin", b"*")])
    await _until_gone(asyncio.create_task(_tell(send)), receive)


async def _program(scope: Message, receive: Receive, send: Send) -> None:
    """One program, by its token: it is told what happened, as far as it may see that."""
    from guiju.web.api import listening

    asked = listening.asked_of(scope)
    watch, loop = _watch(), asyncio.get_running_loop()
    listener = await loop.run_in_executor(watch.threads, listening.begin, asked)
    if isinstance(listener, int):
        await _refuse(send, listener)
        return
    await _open(send)
    say = partial(_say, send)
    telling = listening.tell(asked, listener, watch.after, watch.threads, say)
    await _until_gone(asyncio.create_task(_to_its_end(telling, send)), receive)


async def _to_its_end(telling: Awaitable[None], send: Send) -> None:
    await telling
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _open(send: Send, more: Sequence[tuple[bytes, bytes]] = ()) -> None:
    headers = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        *more,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _until_gone(telling: asyncio.Task[None], receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    telling.cancel()


def _watch() -> Watch:
    """The one watch of this process, at work."""
    if not _watches:
        _watches.append(Watch())
    _watches[0].begin()
    return _watches[0]


async def _tell(send: Send) -> None:
    watch = _watch()
    number = watch.number
    await _say(send, b": here\n\n")
    while True:
        found = await watch.after(number)
        await _say(send, b": still here\n\n" if found == number else b"event: changed\ndata: 1\n\n")
        number = found


async def _say(send: Send, text: bytes) -> None:
    await send({"type": "http.response.body", "body": text, "more_body": True})


def main(host: str, port: int) -> None:
    """Serve the stream until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "guiju.web.stream:served",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,
        log_access=False,
        websockets=False,
    ).serve()


async def served(scope: Message, receive: Receive, send: Send) -> None:
    """`application`, in a process that has to set Django up by itself."""
    from django.apps import apps

    if not apps.ready:
        import django

        django.setup()
    await application(scope, receive, send)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
