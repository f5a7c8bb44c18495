"""Whether the journal is whole, and what administrators changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from guiju.journal.audit import verify
from guiju.web.access import allow
from guiju.web.administration.models import Change
from guiju.web.administration.noting import note
from guiju.web.api import paging
from guiju.web.api.door import Bearer
from guiju.web.engine import engine

router = Router(auth=Bearer("administration"), tags=["audit"])


class Break(Schema):
    """The first entry of a shard that is not what was written."""

    text: str


class Verdict(Schema):
    """Whether the journal is whole."""

    whole: bool
    entries: int
    heads: int
    breaks: list[Break]


class ChangeTold(Schema):
    """Something that was changed by hand."""

    at: datetime
    person: str
    what: str
    thing: str
    detail: str


class Changes(Schema):
    """A page of changes."""

    items: list[ChangeTold]
    next: str | None


@router.get("/audit", response=dict[str, int])
def counts(request: HttpRequest) -> Any:
    """How much the database holds, by its tables."""
    allow(request, "audit.see")
    return dict(engine().reader().counts())


@router.post("/audit/verify", response=Verdict)
def verified(request: HttpRequest) -> Any:
    """Read the whole journal and compare it with its chain and its signed heads."""
    allow(request, "audit.see")
    found = verify(engine().reader())
    note(request, "verified", str(found.entries), str(len(found.breaks)))
    breaks = [Break(text=str(each)) for each in found.breaks]
    return Verdict(whole=not breaks, entries=found.entries, heads=found.heads, breaks=breaks)


@router.get("/audit/changes", response=Changes)
def changes(request: HttpRequest, limit: paging.Limit = 50, cursor: paging.Cursor = "") -> Any:
    """What was changed by hand, the newest first."""
    allow(request, "audit.see")
    before = paging.read(cursor, 1)
    rows = Change.objects.filter(pk__lt=before[0]) if before else Change.objects.all()
    found = list(rows.order_by("-pk")[: limit + 1])
    more = paging.written(found[limit - 1].pk) if len(found) > limit else None
    items = [
        ChangeTold(at=e.at, person=e.person, what=e.what, thing=e.thing, detail=e.detail)
        for e in found[:limit]
    ]
    return Changes(items=items, next=more)
