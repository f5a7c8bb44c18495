"""Webhooks out, and CloudEvents in."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from guiju.run.answer import Accepted
from guiju.run.incoming import take_events
from guiju.run.outside.hooks import write_secret
from guiju.web import words
from guiju.web.access import actor_of, allow
from guiju.web.administration.noting import note
from guiju.web.api import connected, shapes, stream
from guiju.web.api.door import Bearer
from guiju.web.api.models import EventRoute, Webhook
from guiju.web.api.problems import Trouble, wrong
from guiju.web.engine import engine, now

router = Router(auth=Bearer("administration"), tags=["webhooks"])
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Feel = Annotated[str, StringConstraints(max_length=500)]


class HookSent(shapes.Closed):
    """A system to be told; without a secret one is made."""

    name: Slug
    url: Annotated[str, StringConstraints(max_length=500)]
    events: Annotated[list[shapes.Name], Field(max_length=100)] = Field(default=["*"])
    values: bool = False
    secret: str | None = None


class Stand(Schema):
    """How a hook stands in one shard."""

    shard: int
    failed: int
    dead: int
    disabled: bool
    problem: str


class HookTold(Schema):
    """A system that is told; `secret` is shown when it is made, and never again."""

    name: str
    url: str
    events: list[str]
    values: bool
    made: datetime
    made_by: str
    secret: str | None = None
    stands: list[Stand] = Field(default_factory=list)


class RouteSent(shapes.Closed):
    """What events of a type mean: FEEL has "=" in front."""

    type: shapes.Name
    source: Annotated[str, StringConstraints(max_length=300)] = "*"
    what: Literal["start", "message", "signal"]
    name: shapes.Name
    correlation: Feel = ""
    data: Feel = ""
    order: Annotated[int, Field(ge=-(2**31), le=2**31 - 1)] = 0


class RouteTold(RouteSent):
    """A route with its number."""

    id: int


class Outcome(Schema):
    """What became of one event."""

    id: str
    source: str
    accepted: bool
    case: str
    code: str
    detail: str


def _told(row: Webhook, secret: str | None = None) -> HookTold:
    states = [each for each in connected.hooks_over(engine()).states() if each.hook == row.name]
    return HookTold(
        name=row.name, url=row.url, events=list(row.events), values=row.values, made=row.made,
        made_by=row.made_by, secret=secret,
        stands=[
            Stand(shard=e.shard, failed=e.failed, dead=e.dead, disabled=e.disabled,
                  problem=e.problem)
            for e in states
        ],
    )  # fmt: skip


def _row(request: HttpRequest, name: str) -> Webhook:
    allow(request, "connections.keep")
    row = Webhook.objects.filter(name=name).first()
    if row is None:
        raise Http404
    return row


@router.get("/webhooks", response=list[HookTold])
def webhooks(request: HttpRequest) -> Any:
    """Systems that are told of what happens in cases."""
    allow(request, "connections.keep")
    return [_told(each) for each in Webhook.objects.order_by("name")]


@router.post("/webhooks", response={201: HookTold})
def make(request: HttpRequest, body: HookSent) -> Any:
    """Tell another system; the secret that letters are signed with is shown once."""
    allow(request, "connections.keep")
    secret = body.secret or write_secret(secrets.token_bytes(32))
    row = Webhook(
        name=body.name, url=body.url, secrets=[secret], events=body.events or ["*"],
        values=body.values, made=now(), made_by=actor_of(request).id,
    )  # fmt: skip
    problems = connected.read({row.name: connected.hook_of(row)}, []).problems
    if problems:
        raise wrong("hook-wrong", "This hook cannot be kept.", problems)
    if Webhook.objects.filter(name=body.name).exists():
        raise Trouble(409, "hook-exists", "There is a hook of that name.")
    row.save()
    note(request, "webhook", row.name, row.url)
    return _told(row, secret)


@router.get("/webhooks/{name}", response=HookTold)
def webhook(request: HttpRequest, name: str) -> Any:
    """One hook, and how it stands."""
    return _told(_row(request, name))


@router.delete("/webhooks/{name}", response={204: None})
def end(request: HttpRequest, name: str) -> Any:
    """Tell a system no longer."""
    row = _row(request, name)
    note(request, "webhook ended", row.name, row.url)
    row.delete()


@router.post("/webhooks/{name}/enable", response=HookTold)
def enable(request: HttpRequest, name: str) -> Any:
    """Let a hook that was disabled go on where it stopped."""
    row = _row(request, name)
    connected.hooks_over(engine()).enable(row.name)
    note(request, "webhook enabled", row.name)
    return _told(row)


@router.get("/event-routes", response=list[RouteTold])
def routes(request: HttpRequest) -> Any:
    """What events of other systems mean here, the first that fits counts."""
    allow(request, "connections.keep")
    return [_route(each) for each in EventRoute.objects.order_by("order", "pk")]


def _route(row: EventRoute) -> RouteTold:
    return RouteTold(
        id=row.pk, type=row.type, source=row.source, what=row.what, name=row.name,
        correlation=row.correlation, data=row.data, order=row.order,
    )  # fmt: skip


@router.post("/event-routes", response={201: RouteTold})
def add_route(request: HttpRequest, body: RouteSent) -> Any:
    """Say what events of a type mean."""
    allow(request, "connections.keep")
    row = EventRoute(**body.model_dump(), made=now(), made_by=actor_of(request).id)
    problems = connected.read({}, [connected.route_of(row)]).problems
    if problems:
        raise wrong("route-wrong", "This route cannot be kept.", problems)
    row.save()
    note(request, "event route", row.type, f"{row.what} {row.name}")
    return _route(row)


@router.delete("/event-routes/{int:id}", response={204: None})
def end_route(request: HttpRequest, id: Annotated[int, Field(ge=0, le=2**31)]) -> Any:
    """Forget a route."""
    allow(request, "connections.keep")
    row = EventRoute.objects.filter(pk=id).first()
    if row is None:
        raise Http404
    note(request, "event route ended", row.type)
    row.delete()


_CLOUD: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "application/cloudevents+json": {"schema": {"type": "object"}},
            "application/cloudevents-batch+json": {
                "schema": {"type": "array", "items": {"type": "object"}}
            },
        },
    }
}


@stream.router.post("/events", response=list[Outcome], openapi_extra=_CLOUD)
def take(request: HttpRequest, response: HttpResponse) -> Any:
    """CloudEvents 1.0, structured, binary or a batch; each event counts once."""
    allow(request, "messages.send")
    headers = dict(request.headers.items())
    taken = take_events(engine(), connected.connections().routes, headers, request.body)
    if taken.problems:
        raise wrong("events-wrong", "These are no CloudEvents.", taken.problems)
    return [
        Outcome(id=event.id, source=event.source, accepted=True, case=each.case, code="", detail="")
        if isinstance(each, Accepted)
        else Outcome(
            id=event.id, source=event.source, accepted=False, case="", code=each.code,
            detail=words.refusal(each),
        )
        for event, each in taken.answers
    ]  # fmt: skip
