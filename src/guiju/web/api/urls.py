"""Addresses of the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from guiju.web.api import (
    audit,
    cases,
    connections,
    copies,
    files,
    hooks,
    incidents,
    jobs,
    links,
    messages,
    mine,
    organisation,
    papers,
    people,
    practice,
    reference,
    standards,
    standing,
    stream,
    talk,
    tasks,
    tokens,
)
from guiju.web.api.door import api
from guiju.web.api.giving import shown

for _room in (
    incidents, files, talk, links, cases, mine, tasks, jobs, messages, papers, standards, practice,
    people, organisation, standing, connections, tokens, audit, copies, hooks, stream,
):  # fmt: skip
    api.add_router("", _room.router)


@api.exception_handler(tasks.Repeated)
def repeated(request: HttpRequest, error: tasks.Repeated) -> HttpResponse:
    """What was done before is answered as it was then."""
    told = shown(error.answer).model_dump()
    return api.create_response(request, told, status=200)


urlpatterns = [
    path("openapi.json", reference.document, name="api_document"),
    path("docs", reference.page, name="api_docs"),
    path("", api.urls),
]
