"""Figures of the standards in force: working calendars, and parameters with their bounds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from guiju.standard.pack import Pack, Parameter
from guiju.web.access import allow
from guiju.web.administration.parameters import change_parameter, history
from guiju.web.administration.standing import calendars_in_force, packs_in_force
from guiju.web.api import shapes
from guiju.web.api.door import Bearer
from guiju.web.api.problems import wrong
from guiju.web.policy import can
from guiju.web.reader import language
from guiju.web.standards.models import Version

router = Router(auth=Bearer("administration"), tags=["figures"])


class CalendarTold(Schema):
    """A working calendar of a standard, with the deadlines that go by it."""

    name: str
    standard: str
    zone: str
    country: str
    week: dict[str, str]
    deadlines: list[str]


class ParameterTold(Schema):
    """A parameter of a standard in force; `least` and `most` are its bounds, in its unit."""

    standard: str
    version: int
    id: str
    name: str
    title: str
    unit: str
    value: shapes.Exact
    default: shapes.Exact
    least: shapes.Exact
    most: shapes.Exact
    clause: str
    changed_by: str
    may_change: bool


class ValueSent(shapes.Closed):
    """Another value, in the parameter's unit."""

    value: Annotated[shapes.Exact, Field(max_digits=20, decimal_places=6)]


class ParameterChange(Schema):
    """What was changed by whom."""

    at: datetime
    person: str
    parameter: str
    detail: str


@router.get("/calendars", response=list[CalendarTold])
def calendars(request: HttpRequest) -> Any:
    """Working calendars of the standards in force."""
    allow(request, "parameters.see")
    return [
        CalendarTold(
            name=each.name, standard=each.standard, zone=each.zone, country=each.country,
            week=dict(each.week), deadlines=each.deadlines,
        )
        for each in calendars_in_force()
    ]  # fmt: skip


@router.get("/parameters", response=list[ParameterTold])
def parameters(request: HttpRequest) -> Any:
    """Every parameter of the standards in force."""
    allow(request, "parameters.see")
    return [
        _told(request, version, pack, each)
        for version, pack in packs_in_force()
        for each in pack.parameters.values()
    ]


def _told(request: HttpRequest, version: Version, pack: Pack, one: Parameter) -> ParameterTold:
    return ParameterTold(
        standard=pack.name, version=version.number, id=one.id, name=one.name,
        title=one.title.get(language(), one.name), unit=one.unit, value=one.value,
        default=one.default, least=one.least, most=one.most, clause=one.clause,
        changed_by=one.changed_by, may_change=can(request.user, "parameter.change", one),
    )  # fmt: skip


@router.get("/parameters/changes", response=list[ParameterChange])
def changes(request: HttpRequest) -> Any:
    """What was changed, the newest first; the last fifty."""
    allow(request, "parameters.see")
    return [
        ParameterChange(at=each.at, person=each.person, parameter=each.thing, detail=each.detail)
        for each in history()
    ]


@router.put("/parameters/{standard}/{id}", response=ParameterTold)
def change(request: HttpRequest, standard: str, id: str, body: ValueSent) -> Any:
    """Another value: a new version in force at once; running cases keep theirs."""
    allow(request, "parameters.see")
    version, pack = _find(standard, id)
    allow(request, "parameter.change", pack.parameters[id])
    problems = change_parameter(request, version, pack, id, format(body.value, "f"))
    if problems:
        raise wrong("value-wrong", "The parameter cannot have this value.", problems)
    version, pack = _find(standard, id)
    return _told(request, version, pack, pack.parameters[id])


def _find(standard: str, id_: str) -> tuple[Version, Pack]:
    for version, pack in packs_in_force():
        if pack.name == standard and id_ in pack.parameters:
            return version, pack
    raise Http404
