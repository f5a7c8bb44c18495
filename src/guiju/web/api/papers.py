"""Versions of standards as papers: the pack as a zip, the manual as PDF, what changed."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from guiju.web.api.copies import BYTES
from guiju.web.api.door import Bearer
from guiju.web.reader import language
from guiju.web.standards import changes, views
from guiju.web.standards.shelf import find

router = Router(auth=Bearer("standards", "standards.write"), tags=["standards"])
Number = Annotated[int, Field(ge=0, le=2**31)]


class Changed(Schema):
    """What changed in one file: in words, or line by line (`-` is gone, `+` is new)."""

    path: str
    kind: str
    how: str
    told: list[str]
    lines: list[tuple[str, str]]


@router.get("/standards/{name}/compare/{int:old}/{int:new}", response=list[Changed])
def compare(request: HttpRequest, name: str, old: Number, new: Number) -> Any:
    """What changed from one version to another."""
    before, after = find(request, name, old), find(request, name, new)
    return [
        Changed(
            path=each.path, kind=each.kind, how=each.how, told=[str(one) for one in each.told],
            lines=list(each.lines),
        )
        for each in changes.compare(before, after, language())
    ]  # fmt: skip


@router.get(
    "/standards/{name}/{int:number}/pack.zip", response={200: None}, openapi_extra=BYTES
)  # fmt: skip
def pack(request: HttpRequest, name: str, number: Number) -> HttpResponse:
    """The pack of a version as a zip."""
    return views.zipped(request, name, number)


@router.get(
    "/standards/{name}/{int:number}/manual.pdf", response={200: None}, openapi_extra=BYTES
)  # fmt: skip
def manual(request: HttpRequest, name: str, number: Number) -> HttpResponse:
    """The manual of a version as PDF, with version, effective date and check code."""
    return views.pdf(request, name, number)
