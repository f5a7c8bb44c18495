"""The event stream: pages by cursor with a long poll, and server-sent events."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router, Schema
from pydantic import Field

from guiju.journal import Entry
from guiju.run.hooks import type_of
from guiju.run.outside.exact import write_json
from guiju.web.api import paging, shapes
from guiju.web.api.cases import entry_of
from guiju.web.api.door import Bearer
from guiju.web.api.problems import Trouble
from guiju.web.api.telling import Listener, here
from guiju.web.engine import engine
from guiju.web.policy import visitor_of

STREAMS: Final = threading.BoundedSemaphore(4)
"""Each stream holds one of the threads that serve pages."""
LASTS: Final = 25.0
"""Seconds a stream lasts; whoever listens comes back with Last-Event-ID and misses nothing."""

router = Router(auth=Bearer("events"), tags=["events"])


def session(request: HttpRequest) -> Any:
    """Whoever is logged in may listen from a page: it changes nothing."""
    return request.user if request.user.is_authenticated else None


class Happened(Schema):
    """An entry, as an event."""

    type: str
    entry: shapes.Entry


class Events(Schema):
    """What happened since the cursor; `next` is never null."""

    items: list[Happened]
    next: str


def _listener(request: HttpRequest, cursor: str, case: str) -> Listener:
    at = paging.read(cursor, engine().store.shards) or here(engine())
    names = frozenset([case]) if case else frozenset()
    return Listener(engine(), visitor_of(request.user), at, names)


@router.get("/events", response=Events)
def events(
    request: HttpRequest,
    cursor: paging.Cursor = "",
    case: str = "",
    limit: paging.Limit = 100,
    wait_seconds: Annotated[float, Field(ge=0, le=20)] = 0,
) -> Any:
    """What happened since the cursor, as far as the caller may see it; without one, from now on."""
    listener = _listener(request, cursor, case)
    found = listener.wait(limit, float(wait_seconds))
    items = [
        Happened(type=type_of(entry.kind), entry=entry_of(entry, sees)) for entry, sees in found
    ]
    return Events(items=items, next=paging.written(*listener.at))


_SSE: Final = {
    "responses": {
        200: {
            "description": "Server-sent events.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    }
}


@router.get("/events/stream", auth=[Bearer("events"), session], openapi_extra=_SSE)
def stream(
    request: HttpRequest, cursor: paging.Cursor = "", case: str = ""
) -> StreamingHttpResponse:
    """The same as server-sent events; `id` is the cursor to go on from (Last-Event-ID)."""
    listener = _listener(request, request.headers.get("Last-Event-ID") or cursor, case)
    if not STREAMS.acquire(blocking=False):
        raise Trouble(503, "streams-full", "All streams are taken; poll meanwhile.")
    response = StreamingHttpResponse(_Told(listener), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


class _Told:
    """The chunks of a stream; gives its place back when it ends, however it ends."""

    def __init__(self, listener: Listener) -> None:
        self.chunks = _chunks(listener)
        self.open = True

    def __iter__(self) -> Iterator[str]:
        try:
            yield from self.chunks
        finally:
            self.close()

    def close(self) -> None:
        """Give the place back, once."""
        if self.open:
            self.open = False
            STREAMS.release()


def _chunks(listener: Listener) -> Iterator[str]:
    end = time.monotonic() + LASTS
    yield f"retry: 1000\nid: {paging.written(*listener.at)}\n\n"
    while (left := end - time.monotonic()) > 0:
        found = listener.wait(50, min(5.0, left))
        yield told(found, listener) if found else ": still here\n\n"


def told(found: Sequence[tuple[Entry, bool]], listener: Listener) -> str:
    """Entries as server-sent events; the last one bears the place to go on from."""
    chunks = []
    for entry, sees in found:
        data = write_json(entry_of(entry, sees).model_dump())
        chunks.append(f"event: {type_of(entry.kind)}\ndata: {data}\n")
    place = paging.written(*listener.at)
    return "\n".join(chunks) + f"id: {place}\n\n"
