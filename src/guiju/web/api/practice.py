"""Practice against the standard: how the ended cases of a process fit its version."""

from __future__ import annotations

import math
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from guiju.web.access import allow
from guiju.web.api.door import Bearer
from guiju.web.engine import engine
from guiju.web.practice.looking import by_version, look, versions_of

router = Router(auth=Bearer("standards"), tags=["practice"])


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


@router.get("/practice/{process}", response=Conformance)
def conformance(
    request: HttpRequest, process: str, version: Annotated[int, Field(ge=0, le=2**31)] = 0
) -> Any:
    """The ended cases of a process held against a version, by its number; 0 for the newest."""
    allow(request, "practice.see")
    known = [no for no, _ in versions_of(engine(), process)]
    if not known or (version and version not in known):
        raise Http404
    seen = look(engine(), process, version or known[0])
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
