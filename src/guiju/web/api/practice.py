"""Practice against the standard: how the ended cases of a process fit its version."""

from __future__ import annotations

import math
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from guiju.web.access import allow
from guiju.web.api import shapes
from guiju.web.api.door import Bearer
from guiju.web.engine import engine
from guiju.web.practice import figures
from guiju.web.practice.looking import Look, by_version, latest_cases, look, versions_of
from guiju.web.practice.views import names_of
from guiju.web.reader import language
from guiju.web.texts import texts

router = Router(auth=Bearer("standards"), tags=["practice"])
Number = Annotated[int, Field(ge=0, le=2**31)]


class Deviation(Schema):
    """One way in which cases leave the standard."""

    kind: str
    element: str | None
    name: str
    activity: str | None
    cases: int


class Conformance(Schema):
    """How the ended cases of a process fit a version; null where there is no ended case."""

    process: str
    standard: str
    cases: int
    fitting_cases: int | None
    decided_cases: int | None
    cost_total: int | None
    fitness_mean: float | None
    method: str | None
    deviations: list[Deviation]


class VersionKept(Schema):
    """How a version was kept by the cases that ended on it."""

    version: int
    cases: int
    fitting_cases: int
    fitness_mean: float | None


@router.get("/practice/{process}/versions", response=list[VersionKept])
def versions(request: HttpRequest, process: str) -> Any:
    """Each version of a process held against its own ended cases, the newest first."""
    allow(request, "practice.see")
    if not versions_of(engine(), process):
        raise Http404
    return [
        VersionKept(
            version=each.no, cases=each.cases, fitting_cases=each.fitting,
            fitness_mean=None if math.isnan(each.fitness) else each.fitness,
        )
        for each in by_version(engine(), process)
    ]  # fmt: skip


class StepTimed(Schema):
    """How long a step was open over the latest ended cases, in seconds."""

    element: str
    count: int
    median: float
    p90: float


class Behind(Schema):
    """A case behind a figure, and its own value."""

    case: str
    value: shapes.Exact


class IndicatorMeasured(Schema):
    """An indicator over the latest ended cases; `met` is null where it cannot be said."""

    id: str
    title: str
    element: str
    unit: str
    value: shapes.Exact | None
    target: shapes.Exact | None
    met: bool | None
    count: int
    cases: list[Behind]


@router.get("/practice", response=list[str])
def processes(request: HttpRequest) -> Any:
    """Every process in force, by its id."""
    allow(request, "practice.see")
    return sorted(engine().standards.each_newest())


@router.get("/practice/{process}/deviations/{int:number}/cases", response=list[str])
def cases(request: HttpRequest, process: str, number: Number, version: Number = 0) -> Any:
    """The cases behind a deviation, by its place in the list."""
    found = _look(request, process, version).result
    if found is None or number >= len(found.deviations):
        raise Http404
    mask = found.has(found.deviations[number])
    ids = found.cases["case"].to_pylist()
    return [str(id_) for id_, has in zip(ids, mask, strict=True) if has]


@router.get("/practice/{process}/steps", response=list[StepTimed])
def steps(request: HttpRequest, process: str) -> Any:
    """How long each step was open, the longest first."""
    _look(request, process, 0)
    return [
        StepTimed(element=each.element, count=each.count, median=each.median, p90=each.p90)
        for each in figures.step_times(latest_cases(engine(), process), {})
    ]


@router.get("/practice/{process}/indicators", response=list[IndicatorMeasured])
def indicators(request: HttpRequest, process: str, version: Number = 0) -> Any:
    """The indicators of a version's standard, with the cases behind each, the worst first."""
    seen = _look(request, process, version)
    pack = texts(seen.no).pack
    if pack is None:
        return []
    elements = set(names_of(seen, pack))
    told = figures.measured(engine(), seen.no, pack, elements, latest_cases(engine(), process))
    return [
        IndicatorMeasured(
            id=each.indicator.id, title=each.indicator.title[language()],
            element=each.indicator.element, unit=each.indicator.unit, value=each.value,
            target=each.target, met=each.met, count=each.count,
            cases=[Behind(case=case, value=value) for case, value in each.cases],
        )
        for each in told
    ]  # fmt: skip


def _look(request: HttpRequest, process: str, version: int) -> Look:
    """What is looked at: against the version with that number, or the newest.

    Raises:
        Http404: there is no such process, or it is in no such version.
    """
    allow(request, "practice.see")
    known = [no for no, _ in versions_of(engine(), process)]
    if not known or (version and version not in known):
        raise Http404
    return look(engine(), process, version or known[0])


@router.get("/practice/{process}", response=Conformance)
def conformance(request: HttpRequest, process: str, version: Number = 0) -> Any:
    """The ended cases of a process held against a version, by its number; 0 for the newest."""
    seen = _look(request, process, version)
    found = seen.result
    mean = found.fitness_mean if found is not None else math.nan
    return Conformance(
        process=process, standard=seen.standard.digest, cases=seen.cases,
        fitting_cases=found.fitting_cases if found else None,
        decided_cases=found.decided_cases if found else None,
        cost_total=found.cost_total if found else None,
        fitness_mean=None if math.isnan(mean) else float(mean),
        method=found.method if found else None,
        deviations=[
            Deviation(
                kind=str(each.kind), element=each.element, name=each.name or "",
                activity=each.activity, cases=each.cases,
            )
            for each in (found.deviations if found else ())
        ],
    )  # fmt: skip
