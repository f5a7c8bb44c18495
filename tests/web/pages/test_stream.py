"""The event stream tells those who may listen that something changed, and nothing else."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.web.office import Office


async def listen(token: str, happens: Any, wanted: bytes) -> tuple[int, bytes]:
    """What a listener hears until `wanted`; `happens` goes on beside it."""
    from guiju.web import stream

    stream._watches.clear()
    heard, begun, done = [], asyncio.Event(), asyncio.Event()

    async def send(message: Any) -> None:
        heard.append(message)
        begun.set()
        if wanted in message.get("body", b"") or message.get("status", 200) != 200:
            done.set()

    async def receive() -> Any:
        await done.wait()
        return {"type": "http.disconnect"}

    scope = {"type": "http", "query_string": f"t={token}".encode()}
    listening = asyncio.create_task(stream.application(scope, receive, send))
    await begun.wait()
    await asyncio.sleep(stream.LOOK * 1.5)
    await asyncio.to_thread(happens)
    await asyncio.wait_for(done.wait(), 60)
    await asyncio.wait_for(listening, 10)
    return heard[0]["status"], b"".join(each.get("body", b"") for each in heard)


def test_a_listener_hears_that_something_changed(office: Office) -> None:
    from guiju.web.stream import token_of

    status, heard = asyncio.run(listen(token_of(1), lambda: office.start("R-1"), b"event: changed"))
    assert status == 200 and b"R-1" not in heard


def test_without_a_token_of_ours_nobody_listens(office: Office) -> None:
    for token in ("", "x", "1:abc:def"):
        assert asyncio.run(listen(token, lambda: None, b"changed"))[0] == 403
