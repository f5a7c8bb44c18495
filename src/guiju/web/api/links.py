"""Links for people without an account: of a case, and of the whole house."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from guiju.web.access import allow
from guiju.web.api import shapes
from guiju.web.api.cases import find
from guiju.web.api.door import Bearer
from guiju.web.api.filled import fit
from guiju.web.api.problems import Trouble
from guiju.web.policy import visitor_of
from guiju.web.public import giving
from guiju.web.public.models import Link
from guiju.web.reader import language

router = Router(tags=["links"])
CASES, HOUSE = Bearer("cases"), Bearer("administration")
Key = Annotated[int, Field(ge=0, le=2**31)]
Days = Annotated[int, Field(ge=1, le=730)]
Line = Annotated[str, StringConstraints(max_length=200)]


class LinkTold(Schema):
    """A link; `address` is shown when it is made and never again."""

    id: int
    kind: str
    case: str
    process: str
    form: str
    made: datetime
    made_by: str
    until: datetime | None
    used: datetime | None
    ended: datetime | None
    address: str | None = None


class OfferTold(Schema):
    """A link that may be given for a case."""

    id: str
    title: str


class LinksOfCase(Schema):
    """The links of a case that are still good, and which others may be given."""

    items: list[LinkTold]
    offers: list[OfferTold]


class OfferTaken(shapes.Closed):
    """Which of the offers, and for how many days."""

    offer: shapes.Name
    days: Days = 90


class LinkSent(shapes.Closed):
    """A link of any kind; a case for tracking and questionnaires, a process for complaints."""

    kind: Literal["tracking", "questionnaire", "complaint"]
    case: Line = ""
    process: Line = ""
    form: Line = ""
    message: Line = ""
    correlation: Line = ""
    days: Days = 90


def _told(row: Link, address: str | None = None) -> LinkTold:
    return LinkTold(
        id=row.pk, kind=row.kind, case=row.case, process=row.process, form=row.form,
        made=row.made, made_by=row.made_by, until=row.until, used=row.used, ended=row.ended,
        address=address,
    )  # fmt: skip


def _end(request: HttpRequest, rows: QuerySet[Link], key: int) -> None:
    row = rows.filter(pk=key, ended=None).first()
    if row is None:
        raise Http404
    giving.take_back(request, row)


@router.get("/cases/{path:case}/links", response=LinksOfCase, auth=CASES)
def of_case(request: HttpRequest, case: str) -> Any:
    """The links of a case, and which may be given."""
    found = find(request, case)
    allow(request, "case.share", found.hands)
    offers = giving.offers(found, visitor_of(request.user), language())
    return LinksOfCase(
        items=[_told(each) for each in giving.given_for(found.id)],
        offers=[OfferTold(id=each.id, title=each.title) for each in offers],
    )


@router.post("/cases/{path:case}/links", response={201: LinkTold}, auth=CASES)
def share(request: HttpRequest, case: str, body: OfferTaken) -> Any:
    """Give a link of a case; its address is shown once."""
    found = find(request, case)
    allow(request, "case.share", found.hands)
    offers = giving.offers(found, visitor_of(request.user), language())
    wanted = next((each for each in offers if each.id == body.offer), None)
    if wanted is None:
        raise Trouble(422, "offer-unknown", "This case has no such link to give at the moment.")
    return _told(*giving.give(request, {**wanted.given, "case": found.id, "days": body.days}))


@router.delete("/cases/{path:case}/links/{int:id}", response={204: None}, auth=CASES)
def take_back(request: HttpRequest, case: str, id: Key) -> Any:
    """Revoke a link of a case: its address leads nowhere any more."""
    found = find(request, case)
    allow(request, "case.share", found.hands)
    _end(request, Link.objects.filter(case=found.id), id)


@router.get("/links", response=list[LinkTold], auth=HOUSE)
def links(request: HttpRequest) -> Any:
    """The links that were made last, a hundred."""
    allow(request, "connections.keep")
    return [_told(each) for each in Link.objects.order_by("-made", "-pk")[:100]]


@router.post("/links", response={201: LinkTold}, auth=HOUSE)
def make(request: HttpRequest, body: LinkSent) -> Any:
    """Make a link of any kind; its address is shown once."""
    allow(request, "connections.keep")
    form = giving.LinkForm(body.model_dump())
    fit(form)
    return _told(*giving.give(request, form.cleaned_data))


@router.delete("/links/{int:id}", response={204: None}, auth=HOUSE)
def end(request: HttpRequest, id: Key) -> Any:
    """Revoke a link."""
    allow(request, "connections.keep")
    _end(request, Link.objects.all(), id)
