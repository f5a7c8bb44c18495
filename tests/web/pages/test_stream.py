"""The event stream tells those who may listen that something changed, and nothing else."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.web.office import Office


def page(token: str) -> dict[str, Any]:
    return {"type": "http", "path": "/", "query_string": f"t={token}".encode()}


def program(token: str) -> dict[str, Any]:
    named = [(b"authorization", f"Bearer {token}".encode())]
    return {"type": "http", "path": "/api/v1/events/stream", "headers": named}


async def listen(scope: Any, happens: Any, wanted: bytes) -> tuple[int, bytes]:
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

    listening = asyncio.create_task(stream.application(scope, receive, send))
    await begun.wait()
    await asyncio.sleep(stream.LOOK * 1.5)
    await asyncio.to_thread(happens)
    await asyncio.wait_for(done.wait(), 60)
    await asyncio.wait_for(listening, 10)
    return heard[0]["status"], b"".join(each.get("body", b"") for each in heard)


def test_a_listener_hears_that_something_changed(office: Office) -> None:
    from guiju.web.stream import token_of

    status, heard = asyncio.run(
        listen(page(token_of(1)), lambda: office.start("R-1"), b"event: changed")
    )
    assert status == 200 and b"R-1" not in heard


def test_without_a_token_of_ours_nobody_listens(office: Office) -> None:
    for token in ("", "x", "1:abc:def"):
        assert asyncio.run(listen(page(token), lambda: None, b"changed"))[0] == 403


def test_a_program_hears_what_it_may_see_from_the_same_process(office: Office, call: Any) -> None:
    token = call("otto").token
    status, heard = asyncio.run(listen(program(token), lambda: office.start("R-1"), b"R-1"))
    assert status == 200 and b"CaseStarted" in heard and heard.startswith(b"retry: 1000")
    id_ = heard.decode().split("id: ")[1].split()[0]
    scope = program(token) | {"query_string": f"cursor={id_}".encode()}
    assert b"R-1" in asyncio.run(listen(scope, lambda: None, b"R-1"))[1]


def test_a_program_needs_a_good_token_with_the_scope(office: Office, call: Any) -> None:
    for token, status in (("", 401), ("guiju_x", 401), (call("otto", "tasks").token, 403)):
        assert asyncio.run(listen(program(token), lambda: None, b"x"))[0] == status
    wrong = program(call("otto").token) | {"query_string": b"cursor=x"}
    assert asyncio.run(listen(wrong, lambda: None, b"x"))[0] == 400
