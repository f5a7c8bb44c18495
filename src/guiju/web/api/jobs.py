"""Jobs for programs elsewhere: taken under a lease, reported with its fence."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from guiju.journal.store import Failed
from guiju.run.commands import CompleteJob, ExtendLease, FailJob, ThrowError
from guiju.run.naming import is_text
from guiju.web.access import allow
from guiju.web.api import shapes
from guiju.web.api.door import Bearer
from guiju.web.api.giving import about, give
from guiju.web.api.problems import Trouble
from guiju.web.engine import engine

router = Router(auth=Bearer("jobs"), tags=["jobs"])
Number = Annotated[int, Field(ge=0, le=2**31)]


@router.post("/jobs/fetch", response=list[shapes.Job])
def fetch(request: HttpRequest, body: shapes.Fetch) -> Any:
    """Take jobs of some topics; where there is none, wait for one (long poll)."""
    allow(request, "jobs.do")
    if not all(is_text(each) for each in (*body.topics, body.worker)):
        raise Trouble(422, "name-unreadable", "Names are texts.")
    try:
        found = engine().fetch_jobs(
            body.topics, body.worker, timedelta(seconds=body.seconds), body.most, body.wait_seconds
        )
    except Failed as failed:
        raise Trouble(503, "store-degraded", str(failed)) from failed
    return [
        shapes.Job(
            case=each.case, job=each.job, topic=each.topic, element=each.element,
            fence=each.fence, tries=each.tries, until=each.until, failed=each.failed,
            key=each.key, variables=dict(each.variables), headers=dict(each.headers),
        )
        for each in found
    ]  # fmt: skip


@router.post("/jobs/{path:case}/{job}/complete", response=shapes.Accepted)
def complete(request: HttpRequest, case: str, job: Number, body: shapes.JobDone) -> Any:
    """Report a job done."""
    allow(request, "jobs.do")
    more: dict[str, Any] = {"job": job, "values": body.values, "fence": body.fence}
    return give(CompleteJob(**about(request, case), **more))


@router.post("/jobs/{path:case}/{job}/fail", response=shapes.Accepted)
def fail(request: HttpRequest, case: str, job: Number, body: shapes.JobFailed) -> Any:
    """Report that a job failed for a technical reason; after the last try it is an incident."""
    allow(request, "jobs.do")
    more: dict[str, Any] = {
        "reason": body.reason,
        "again": float(body.again_seconds),
        "final": body.final,
    }
    return give(FailJob(**about(request, case), job=job, fence=body.fence, **more))


@router.post("/jobs/{path:case}/{job}/error", response=shapes.Accepted)
def error(request: HttpRequest, case: str, job: Number, body: shapes.JobError) -> Any:
    """Report that a job ended in a business error, which the model may catch."""
    allow(request, "jobs.do")
    more: dict[str, Any] = {"code": body.code, "values": body.values, "fence": body.fence}
    return give(ThrowError(**about(request, case), job=job, **more))


@router.post("/jobs/{path:case}/{job}/extend", response=shapes.Accepted)
def extend(request: HttpRequest, case: str, job: Number, body: shapes.JobLonger) -> Any:
    """Keep a job for longer."""
    allow(request, "jobs.do")
    more: dict[str, Any] = {"fence": body.fence, "seconds": float(body.seconds)}
    return give(ExtendLease(**about(request, case), job=job, **more))
