"""People of the house: listed, kept, invited; and the roles they hold."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from guiju.systems.directory.models import Person
from guiju.web.access import allow
from guiju.web.accounts.models import Account
from guiju.web.administration import directory
from guiju.web.administration.forms import NewPersonForm, PersonForm
from guiju.web.administration.standing import roles_and_holders
from guiju.web.api import paging, shapes
from guiju.web.api.door import Bearer, unchanged
from guiju.web.api.filled import fit

router = Router(auth=Bearer("administration"), tags=["people"])
Line = Annotated[str, StringConstraints(max_length=254)]
Words = Annotated[list[shapes.Name], Field(max_length=100)]


class PersonTold(Schema):
    """A person of the directory; `duties` is null where they have no account."""

    id: str
    name: str
    department: str
    superior: str
    mail: str
    phone: str
    roles: list[str]
    deputies: list[str]
    left: bool
    duties: list[str] | None


class People(Schema):
    """A page of people, by id."""

    items: list[PersonTold]
    next: str | None


class PersonChanged(shapes.Closed):
    """What is to be otherwise; what is not named stays. Who has left cannot log in."""

    name: shapes.Name | None = None
    department: Line | None = None
    superior: Line | None = None
    mail: Line | None = None
    phone: Line | None = None
    roles: Words | None = None
    deputies: Words | None = None
    left: bool | None = None
    duties: Words | None = None


class PersonSent(PersonChanged):
    """A new person; `id` is theirs for ever."""

    id: shapes.Name
    name: shapes.Name


class Invited(Schema):
    """The address by which somebody sets their password, once, within three days."""

    person: str
    link: str


class RoleTold(Schema):
    """A role that a standard in force asks for, or that somebody holds."""

    id: str
    title: str
    standard: str
    holders: list[str]


def _told(row: Person, account: Account | None) -> PersonTold:
    return PersonTold(
        id=row.code, name=row.name, department=row.department, superior=row.superior,
        mail=row.mail, phone=row.phone, roles=list(row.roles), deputies=list(row.deputies),
        left=row.left, duties=list(account.duties) if account is not None else None,
    )  # fmt: skip


def _account(code: str) -> Account | None:
    return Account.objects.filter(username=code).first()


def _find(code: str) -> Person:
    row = Person.objects.filter(code=code).first()
    if row is None:
        raise Http404
    return row


@router.get("/people", response=People)
def people(request: HttpRequest, limit: paging.Limit = 100, after: str = "") -> Any:
    """People of the directory; `next` is what `after` is to be for the page behind it."""
    allow(request, "people.see")
    rows = list(Person.objects.filter(code__gt=after).order_by("code")[: limit + 1])
    more = rows[limit - 1].code if len(rows) > limit else None
    shown = rows[:limit]
    accounts = Account.objects.in_bulk([each.code for each in shown], field_name="username")
    items = [_told(each, accounts.get(each.code)) for each in shown]
    return People(items=items, next=more)


@router.post("/people", response={201: PersonTold})
def add(request: HttpRequest, body: PersonSent) -> Any:
    """Keep a new person; duties are given with the invitation."""
    allow(request, "people.keep")
    form = NewPersonForm(_data({**body.model_dump(exclude_none=True), "code": body.id}))
    fit(form)
    return _told(directory.keep_person(request, form, None), None)


@router.get("/people/{id}", response=PersonTold)
def person(request: HttpRequest, id: str) -> Any:
    """One person."""
    allow(request, "people.see")
    return _told(_find(id), _account(id))


@router.patch("/people/{id}", response=PersonTold)
def change(request: HttpRequest, id: str, body: PersonChanged) -> Any:
    """Keep a person otherwise; `left` closes their account."""
    allow(request, "people.keep")
    row, account = _find(id), _account(id)
    before = _told(row, account)
    unchanged(request, lambda: before)
    form = PersonForm(
        _data({**before.model_dump(), **body.model_dump(exclude_none=True)}), instance=row
    )
    fit(form)
    return _told(directory.keep_person(request, form, account), account)


def _data(values: dict[str, Any]) -> dict[str, Any]:
    """What a page would send: lists of words have commas."""
    lists = {name: ", ".join(values.get(name) or ()) for name in ("roles", "deputies")}
    return {**values, **lists, "duties": values.get("duties") or []}


class Duties(shapes.Closed):
    """What the account may do beside its person's roles."""

    duties: Words = Field(default_factory=list)


@router.post("/people/{id}/invite", response={201: Invited})
def invite(request: HttpRequest, id: str, body: Duties) -> Any:
    """Give a person an account, or another address to set its password by; shown once."""
    allow(request, "people.keep")
    row = _find(id)
    before = _told(row, _account(id)).model_dump()
    form = PersonForm(_data({**before, "duties": body.duties}), instance=row)
    fit(form)
    return Invited(person=id, link=directory.invite(request, id, form.cleaned_data["duties"]))


@router.get("/roles", response=list[RoleTold])
def roles(request: HttpRequest) -> Any:
    """Every role, and who holds it."""
    allow(request, "people.see")
    return [
        RoleTold(id=id_, title=title, standard=where, holders=[each.code for each in holders])
        for id_, title, where, holders in roles_and_holders()
    ]
