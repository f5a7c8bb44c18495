"""Files of cases: listed, uploaded at a task, brought away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import File, Router, Schema, UploadedFile

from guiju.web.access import allow
from guiju.web.api.cases import find
from guiju.web.api.copies import BYTES
from guiju.web.api.door import Bearer
from guiju.web.api.problems import Trouble
from guiju.web.api.tasks import find as find_task
from guiju.web.work import uploading, views
from guiju.web.work.models import Attachment

router = Router(tags=["files"])
CASES, TASKS = Bearer("cases"), Bearer("tasks")


class FileKept(Schema):
    """A file of a case; `reference` is what a field of a form keeps of it."""

    id: str
    case: str
    task: int
    name: str
    kind: str
    size: int
    person: str
    at: datetime
    reference: str


def _told(row: Attachment) -> FileKept:
    return FileKept(
        id=row.token, case=row.case, task=row.task, name=row.name, kind=row.kind, size=row.size,
        person=row.person, at=row.at, reference=row.reference,
    )  # fmt: skip


@router.get("/cases/{path:case}/files", response=list[FileKept], auth=CASES)
def files(request: HttpRequest, case: str) -> Any:
    """The files of a case, the newest first."""
    find(request, case)
    return [_told(each) for each in Attachment.objects.filter(case=case).order_by("-at", "-pk")]


@router.post("/tasks/{path:task}/files", response={201: FileKept}, auth=TASKS)
def upload(request: HttpRequest, task: str, file: File[UploadedFile]) -> Any:
    """Keep a file with the case of a task; kinds and sizes are those the page takes."""
    one = find_task(request, task)
    allow(request, "task.do", one.task)
    found = uploading.take(request, one, file)
    if not isinstance(found, Attachment):
        raise Trouble(422, "file-unfit", str(found))
    found.save()
    return _told(found)


@router.get("/files/{id}", response={200: None}, openapi_extra=BYTES, auth=CASES)
def bring(request: HttpRequest, id: str) -> Any:
    """A file of a case that the caller may see."""
    return views.bring(request, id)
