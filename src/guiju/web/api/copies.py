"""Copies of the database: taken, listed, read back, brought away."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest
from ninja import Router, Schema

from guiju.journal.store import Failed
from guiju.web.access import allow
from guiju.web.administration import copies as kept
from guiju.web.administration.keeping import brought_away
from guiju.web.administration.noting import note
from guiju.web.api.door import Bearer
from guiju.web.api.problems import Trouble
from guiju.web.engine import engine, now

router = Router(auth=Bearer("administration"), tags=["backups"])


class CopyTold(Schema):
    """A copy; `.db` is a SQLite database, `.dump` what PostgreSQL's own tool wrote."""

    name: str
    size: int


class CopyChecked(Schema):
    """What reading a copy back found; `entries` is null for a dump, which a server restores."""

    name: str
    whole: bool
    entries: int | None
    problem: str


BYTES: Final = {
    "responses": {
        200: {
            "description": "The file.",
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    }
}
"""What the document says of a download."""


def _told(path: Path) -> CopyTold:
    return CopyTold(name=path.name, size=path.stat().st_size)


@router.get("/backups", response=list[CopyTold])
def copies(request: HttpRequest) -> Any:
    """Every copy, the newest first."""
    allow(request, "backup.take")
    return [_told(each) for each in kept.copies()]


@router.post("/backups", response={201: CopyTold})
def take(request: HttpRequest) -> Any:
    """Take a copy while cases run; it is read back before it counts."""
    allow(request, "backup.take")
    try:
        made = kept.take(engine(), now())
    except Failed as failed:
        raise Trouble(409, "no-copy", str(failed)) from failed
    note(request, "backup", made.name)
    return _told(made)


def _find(name: str) -> Path:
    found = kept.find(name)
    if found is None:
        raise Http404
    return found


@router.get("/backups/{name}", response={200: None}, openapi_extra=BYTES)
def bring(request: HttpRequest, name: str) -> FileResponse:
    """Bring a copy away."""
    allow(request, "backup.take")
    return brought_away(request, name)


@router.post("/backups/{name}/verify", response=CopyChecked)
def verify(request: HttpRequest, name: str) -> Any:
    """Read a copy back, and verify the journal in it."""
    allow(request, "backup.take")
    path = _find(name)
    found = kept.check(path)
    note(request, "backup verified", path.name, found.problem)
    return CopyChecked(
        name=path.name, whole=found.whole, entries=found.entries, problem=found.problem
    )
