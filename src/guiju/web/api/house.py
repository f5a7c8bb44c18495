"""The house: people, departments; and whether its journal is whole."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from guiju.journal.audit import verify
from guiju.systems.directory.models import Department, Person
from guiju.web.access import allow
from guiju.web.administration.noting import note
from guiju.web.api import paging
from guiju.web.api.door import Bearer
from guiju.web.engine import engine
from guiju.web.policy import visitor_of

router = Router(auth=Bearer("administration"), tags=["house"])


class PersonTold(Schema):
    """A person of the directory."""

    id: str
    name: str
    department: str
    superior: str
    roles: list[str]
    deputies: list[str]
    left: bool


class People(Schema):
    """A page of people, by id."""

    items: list[PersonTold]
    next: str | None


class DepartmentTold(Schema):
    """A department; `above` empty is the top."""

    id: str
    title: str
    above: str
    head: str


class Break(Schema):
    """The first entry of a shard that is not what was written."""

    text: str


class Verdict(Schema):
    """Whether the journal is whole."""

    whole: bool
    entries: int
    heads: int
    breaks: list[Break]


class Me(Schema):
    """Who the token acts as."""

    id: str
    roles: list[str]
    duties: list[str]
    scopes: list[str]


def _person(row: Person) -> PersonTold:
    return PersonTold(
        id=row.code, name=row.name, department=row.department, superior=row.superior,
        roles=list(row.roles), deputies=list(row.deputies), left=row.left,
    )  # fmt: skip


@router.get("/me", response=Me, auth=Bearer())
def me(request: HttpRequest) -> Any:
    """Who the token acts as, and what it may be used for."""
    who = visitor_of(request.user)
    scopes = sorted(request.auth.scopes)  # type: ignore[attr-defined]
    return Me(id=who.id, roles=sorted(who.roles), duties=sorted(who.duties), scopes=scopes)


@router.get("/people", response=People)
def people(request: HttpRequest, limit: paging.Limit = 100, after: str = "") -> Any:
    """People of the directory; `next` is what `after` is to be for the page behind it."""
    allow(request, "people.see")
    rows = list(Person.objects.filter(code__gt=after).order_by("code")[: limit + 1])
    more = rows[limit - 1].code if len(rows) > limit else None
    return People(items=[_person(each) for each in rows[:limit]], next=more)


@router.get("/people/{id}", response=PersonTold)
def person(request: HttpRequest, id: str) -> Any:
    """One person."""
    allow(request, "people.see")
    row = Person.objects.filter(code=id).first()
    if row is None:
        raise Http404
    return _person(row)


@router.get("/organisation", response=list[DepartmentTold])
def organisation(request: HttpRequest) -> Any:
    """All departments."""
    allow(request, "people.see")
    return [
        DepartmentTold(id=each.code, title=each.title, above=each.above, head=each.head)
        for each in Department.objects.order_by("code")
    ]


@router.post("/audit/verify", response=Verdict)
def verified(request: HttpRequest) -> Any:
    """Read the whole journal and compare it with its chain and its signed heads."""
    allow(request, "audit.see")
    found = verify(engine().reader())
    note(request, "verified", str(found.entries), str(len(found.breaks)))
    breaks = [Break(text=str(each)) for each in found.breaks]
    return Verdict(whole=not breaks, entries=found.entries, heads=found.heads, breaks=breaks)
