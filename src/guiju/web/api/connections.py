"""Ways to the outside: mail, inboxes, chats, robots that are written to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import StringConstraints

from guiju.web.access import allow
from guiju.web.administration import connections as ways
from guiju.web.administration.forms import ConnectionForm
from guiju.web.administration.models import Connection
from guiju.web.api import shapes
from guiju.web.api.door import Bearer
from guiju.web.api.filled import fit

router = Router(auth=Bearer("administration"), tags=["connections"])


class AddressSent(shapes.Closed):
    """What the connection reaches, with its secrets; those are never shown again."""

    address: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class ConnectionTold(Schema):
    """A connection; `address` is without what is secret in it."""

    kind: str
    name: str
    address: str
    changed: datetime
    changed_by: str


def _told(row: Connection) -> ConnectionTold:
    return ConnectionTold(
        kind=row.kind, name=row.name, address=ways.shown(row.address), changed=row.changed,
        changed_by=row.changed_by,
    )  # fmt: skip


@router.get("/connections", response=list[ConnectionTold])
def connections(request: HttpRequest) -> Any:
    """Every connection."""
    allow(request, "connections.keep")
    return [_told(each) for each in Connection.objects.order_by("kind", "name")]


@router.put("/connections/{kind}/{name}", response=ConnectionTold)
def keep(request: HttpRequest, kind: str, name: str, body: AddressSent) -> Any:
    """Keep a connection; kinds are those of the page, addresses as it shows them."""
    allow(request, "connections.keep")
    form = ConnectionForm({"kind": kind, "name": name, "address": body.address})
    fit(form)
    return _told(ways.keep(request, kind, name, form.cleaned_data["address"]))


@router.delete("/connections/{kind}/{name}", response={204: None})
def end(request: HttpRequest, kind: str, name: str) -> Any:
    """End a connection."""
    allow(request, "connections.keep")
    row = Connection.objects.filter(kind=kind, name=name).first()
    if row is None:
        raise Http404
    ways.end(request, row)
