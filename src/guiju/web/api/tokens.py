"""Tokens of programs: listed, made, ended."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from guiju.web.access import allow
from guiju.web.administration import tokens as kept
from guiju.web.administration.forms import TokenForm
from guiju.web.administration.models import ApiToken
from guiju.web.api import shapes
from guiju.web.api.door import Bearer
from guiju.web.api.filled import fit
from guiju.web.api.problems import Trouble
from guiju.web.policy import can, visitor_of

router = Router(auth=Bearer("administration"), tags=["tokens"])


class TokenSent(shapes.Closed):
    """A token to be made; without a person it acts as the caller."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    person: Annotated[str, StringConstraints(max_length=64)] = ""
    scopes: Annotated[list[shapes.Name], Field(min_length=1, max_length=20)]
    days: Annotated[int, Field(ge=1, le=730)] = 90


class TokenTold(Schema):
    """A token; `token` is its text, shown when it is made and never again."""

    id: int
    name: str
    person: str
    scopes: list[str]
    made: datetime
    made_by: str
    until: datetime | None
    last_used: datetime | None
    token: str | None = None


def _told(row: ApiToken, text: str | None = None) -> TokenTold:
    return TokenTold(
        id=row.pk, name=row.name, person=row.person, scopes=list(row.scopes), made=row.made,
        made_by=row.made_by, until=row.until, last_used=row.last_used, token=text,
    )  # fmt: skip


@router.get("/tokens", response=list[TokenTold])
def tokens(request: HttpRequest) -> Any:
    """Tokens that have not ended: one's own, and all of them for who keeps them."""
    return [_told(each) for each in _seen(request).order_by("-made", "-pk")[:200]]


def _seen(request: HttpRequest) -> Any:
    rows = ApiToken.objects.filter(ended=None)
    if can(request.user, "tokens.keep"):
        return rows
    return rows.filter(person=visitor_of(request.user).id)


@router.post("/tokens", response={201: TokenTold})
def make(request: HttpRequest, body: TokenSent) -> Any:
    """Make a token; it opens no scope that the caller's own does not."""
    allow(request, "tokens.keep")
    person = body.person or visitor_of(request.user).id
    allow(request, "token.make", person)
    form = TokenForm({**body.model_dump(), "person": person})
    fit(form)
    more = set(body.scopes) - set(request.auth.scopes)  # type: ignore[attr-defined]
    if more:
        detail = f"The token lacks the scope {', '.join(sorted(more))}, so it cannot give it."
        raise Trouble(403, "scope-missing", detail)
    return _told(*kept.keep(request, form.cleaned_data))


@router.delete("/tokens/{int:id}", response={204: None})
def end(request: HttpRequest, id: Annotated[int, Field(ge=0, le=2**31)]) -> Any:
    """End a token; its next call is refused."""
    row = _seen(request).filter(pk=id).first()
    if row is None:
        raise Http404
    kept.end(request, row)
