"""The API's event stream on the process of the event stream: a listener there holds no thread.

Same address, same tokens and same chunks as on the server of pages; it lasts until somebody ends
it, and ends by itself when the token does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs

from guiju.journal import Entry
from guiju.web.api import acting, paging
from guiju.web.api.problems import Trouble
from guiju.web.api.stream import told
from guiju.web.api.telling import Listener, here
from guiju.web.engine import engine, now

SCOPE: Final = "events"
PAGE: Final = 50

After = Callable[[int], Awaitable[int]]
"""Waits until the journal has grown beyond a number, or for a beat; gives the number then."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a listener came with."""

    token: str
    cursor: str
    case: str


def asked_of(scope: Mapping[str, Any]) -> Asked:
    """What an ASGI request asks for."""
    headers = {name.lower(): value.decode("latin-1") for name, value in scope.get("headers", ())}
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    kind, _, token = headers.get(b"authorization", "").partition(" ")
    cursor = headers.get(b"last-event-id") or query.get("cursor", [""])[0]
    return Asked(token if kind.lower() == "bearer" else "", cursor, query.get("case", [""])[0])


def begin(asked: Asked) -> Listener | int:
    """A listener, or the status that says why there is none: 401, 403 or 400."""
    found = acting.find(asked.token, now())
    if found is None:
        return 401
    if SCOPE not in found.token.scopes:
        return 403
    try:
        at = paging.read(asked.cursor, engine().store.shards) or here(engine())
    except Trouble as trouble:
        return trouble.status
    names = frozenset([asked.case]) if asked.case else frozenset()
    return Listener(engine(), found.user.visitor, at, names)


def look(asked: Asked, listener: Listener) -> list[tuple[Entry, bool]] | None:
    """What happened, up to a page; None once the token is no longer good."""
    while acting.find(asked.token, now()) is not None:
        found = listener.next(PAGE)
        if found or listener.at == here(engine()):
            return found
    return None


async def tell(
    asked: Asked, listener: Listener, after: After, threads: Executor,
    say: Callable[[bytes], Awaitable[None]],
) -> None:  # fmt: skip
    """Tell a listener what happens, for as long as their token is good."""
    loop = asyncio.get_running_loop()
    number = 0
    await say(f"retry: 1000\nid: {paging.written(*listener.at)}\n\n".encode())
    while (found := await loop.run_in_executor(threads, look, asked, listener)) is not None:
        if found:
            await say(told(found, listener).encode())
            continue
        before, number = number, await after(number)
        if before == number:
            await say(b": still here\n\n")
