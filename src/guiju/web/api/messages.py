"""Messages and signals to cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from guiju.run.commands import SendMessage, SendSignal
from guiju.web.access import actor_of, allow
from guiju.web.api import shapes
from guiju.web.api.door import Bearer
from guiju.web.api.giving import digest_of, give, key_of

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
