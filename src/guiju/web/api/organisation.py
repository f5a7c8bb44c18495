"""The organisation: departments, absences with their deputies, authority limits."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field, StringConstraints

from guiju.systems.directory.models import Absence, Department, Limit
from guiju.web.access import allow
from guiju.web.administration import directory
from guiju.web.administration.forms import AbsenceForm, DepartmentForm, LimitForm
from guiju.web.api import shapes
from guiju.web.api.door import Bearer, unchanged
from guiju.web.api.filled import fit
from guiju.web.engine import now

router = Router(auth=Bearer("administration"), tags=["people"])
Code = Annotated[str, StringConstraints(max_length=64)]


class DepartmentTold(Schema):
    """A department; `above` empty is the top."""

    id: str
    title: str
    above: str
    head: str


class DepartmentChanged(shapes.Closed):
    """What is to be otherwise; what is not named stays."""

    title: shapes.Name | None = None
    above: Code | None = None
    head: Code | None = None


class DepartmentSent(DepartmentChanged):
    """A new department."""

    id: Code
    title: shapes.Name


class AbsenceSent(shapes.Closed):
    """Somebody is away from `since` up to, not including, `until`; deputies in their order."""

    person: Code
    since: AwareDatetime
    until: AwareDatetime
    reason: Annotated[str, StringConstraints(max_length=400)] = ""
    deputies: Annotated[list[shapes.Name], Field(max_length=100)] = Field(default_factory=list)


class AbsenceTold(Schema):
    """An absence."""

    person: str
    since: datetime
    until: datetime
    reason: str
    deputies: list[str]


class LimitSent(shapes.Closed):
    """What a role may decide about a subject alone; null is without limit."""

    role: Code
    subject: Code
    up_to: Annotated[shapes.Exact, Field(max_digits=30, decimal_places=6)] | None = None


class LimitTold(Schema):
    """What a role may decide about a subject alone; null is without limit."""

    role: str
    subject: str
    up_to: shapes.Exact | None


def _department(row: Department) -> DepartmentTold:
    return DepartmentTold(id=row.code, title=row.title, above=row.above, head=row.head)


@router.get("/organisation", response=list[DepartmentTold])
def organisation(request: HttpRequest) -> Any:
    """All departments."""
    allow(request, "people.see")
    return [_department(each) for each in Department.objects.order_by("code")]


@router.post("/organisation", response={201: DepartmentTold})
def add(request: HttpRequest, body: DepartmentSent) -> Any:
    """A new department."""
    allow(request, "people.keep")
    form = DepartmentForm({**body.model_dump(exclude_none=True), "code": body.id})
    fit(form)
    return _department(directory.keep_department(request, form))


@router.patch("/organisation/{id}", response=DepartmentTold)
def change(request: HttpRequest, id: str, body: DepartmentChanged) -> Any:
    """A department otherwise."""
    allow(request, "people.keep")
    row = Department.objects.filter(code=id).first()
    if row is None:
        raise Http404
    before = _department(row)
    unchanged(request, lambda: before)
    given = {**before.model_dump(), **body.model_dump(exclude_none=True), "code": id}
    form = DepartmentForm(given, instance=row)
    fit(form)
    return _department(directory.keep_department(request, form))


@router.get("/absences", response=list[AbsenceTold])
def absences(request: HttpRequest) -> Any:
    """Who is away, now or later; the first hundred."""
    allow(request, "people.see")
    rows = Absence.objects.filter(until__gt=now()).order_by("since", "pk")[:100]
    return [_absence(each) for each in rows]


def _absence(row: Absence) -> AbsenceTold:
    return AbsenceTold(
        person=row.person, since=row.since, until=row.until, reason=row.reason,
        deputies=list(row.deputies),
    )  # fmt: skip


@router.post("/absences", response={201: AbsenceTold})
def absent(request: HttpRequest, body: AbsenceSent) -> Any:
    """Somebody is away; the same person from the same moment is the same absence."""
    allow(request, "people.keep")
    form = AbsenceForm({**body.model_dump(), "deputies": ", ".join(body.deputies)})
    fit(form)
    return _absence(directory.keep_absence(request, form))


@router.get("/limits", response=list[LimitTold])
def limits(request: HttpRequest) -> Any:
    """Authority limits."""
    allow(request, "people.see")
    rows = Limit.objects.order_by("subject", "role")
    return [LimitTold(role=e.role, subject=e.subject, up_to=e.up_to) for e in rows]


@router.put("/limits", response=LimitTold)
def limit(request: HttpRequest, body: LimitSent) -> Any:
    """What a role may decide about a subject; there is one limit for both."""
    allow(request, "people.keep")
    form = LimitForm(body.model_dump())
    fit(form)
    row = directory.keep_limit(request, form)
    return LimitTold(role=row.role, subject=row.subject, up_to=row.up_to)
