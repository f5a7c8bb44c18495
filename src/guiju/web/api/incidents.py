"""What is stuck: seen, tried again, mended."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from guiju.run.commands import ResolveIncident, Retry
from guiju.web.access import allow
from guiju.web.api import caselists, paging, shapes
from guiju.web.api.cases import find, incidents_of
from guiju.web.api.door import Bearer
from guiju.web.api.giving import about, give
from guiju.web.cases import looking
from guiju.web.engine import engine

router = Router(auth=Bearer("cases"), tags=["incidents"])
Instance = Annotated[int, Field(ge=0, le=2**31)]


@router.get("/incidents", response=shapes.Incidents)
def incidents(request: HttpRequest, limit: paging.Limit = 50, cursor: paging.Cursor = "") -> Any:
    """What is stuck anywhere, the oldest first."""
    allow(request, "incident.mend")
    places, more = caselists.stuck(engine(), paging.read(cursor, 3), limit)
    loaded = {case: looking.load(engine(), case) for case, _ in places}
    items = [
        each
        for case, instance in places
        for found in [loaded[case]]
        for each in (incidents_of(found) if found is not None else ())
        if each.instance == instance
    ]
    return shapes.Incidents(items=items, next=more)


@router.post("/cases/{path:case}/incidents/{instance}/retry", response=shapes.Accepted)
def retry(request: HttpRequest, case: str, instance: Instance) -> Any:
    """Try again what is stuck, as it is."""
    allow(request, "incident.mend", find(request, case).hands)
    return give(Retry(**about(request, case), instance=instance))


@router.post("/cases/{path:case}/incidents/{instance}/resolve", response=shapes.Accepted)
def resolve(request: HttpRequest, case: str, instance: Instance, body: shapes.Mended) -> Any:
    """Mend the data of what is stuck and try it again."""
    allow(request, "incident.mend", find(request, case).hands)
    command = ResolveIncident(
        **about(request, case), instance=instance, values=body.values, reason=body.reason
    )
    return give(command)
