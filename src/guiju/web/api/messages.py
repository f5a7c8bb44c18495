"""Messages and signals to cases, and messages nobody has."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from guiju.run.commands import DropMessage, KeepMessage, SendMessage, SendSignal
from guiju.run.unreceived import unreceived
from guiju.web.access import actor_of, allow
from guiju.web.administration.noting import note
from guiju.web.api import paging, shapes
from guiju.web.api.door import Bearer
from guiju.web.api.giving import digest_of, give, key_of
from guiju.web.engine import engine

router = Router(auth=Bearer("cases"), tags=["messages"])


@router.post("/messages", response=shapes.Accepted)
def send(request: HttpRequest, body: shapes.Message) -> Any:
    """Send a message to the case that waits for it or is started by it, or a signal to all."""
    allow(request, "messages.send")
    key = f"api:{digest_of(request)}" if key_of(request) else ""
    actor = actor_of(request)
    if body.signal:
        return give(SendSignal(name=body.name, values=body.values, actor=actor, key=key))
    command = SendMessage(
        name=body.name, correlation=body.correlation, values=body.values, seconds=body.seconds,
        actor=actor, key=key,
    )  # fmt: skip
    return give(command)


@router.get("/messages", response=list[shapes.Unreceived])
def nobody_has(request: HttpRequest, limit: paging.Limit = 50) -> Any:
    """Messages nobody has: those that were given up, the last first, then those that wait."""
    allow(request, "messages.send")
    return [each._asdict() for each in unreceived(engine().reader(), limit)]


@router.post("/messages/{path:message}/keep", response=shapes.Accepted)
def keep(request: HttpRequest, message: str, body: shapes.Wait) -> Any:
    """Let a message that nobody has wait anew; whom waits for it by now has it at once."""
    allow(request, "messages.send")
    answer = give(KeepMessage(message=message, seconds=body.seconds))
    note(request, "message kept on", message)
    return answer


@router.post("/messages/{path:message}/drop", response=shapes.Accepted)
def drop(request: HttpRequest, message: str) -> Any:
    """Forget a message that nobody has."""
    allow(request, "messages.send")
    answer = give(DropMessage(message=message))
    note(request, "message dropped", message)
    return answer
