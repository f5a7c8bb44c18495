"""Standards: read, checked as they are written, proposed as new versions."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from guiju.run.refusal import Refusal
from guiju.standard import Problem
from guiju.web.access import actor_of, allow
from guiju.web.api import shapes
from guiju.web.api.door import Bearer, tags_in
from guiju.web.api.giving import taken
from guiju.web.api.problems import Trouble, wrong
from guiju.web.engine import engine, now
from guiju.web.policy import can
from guiju.web.reader import language
from guiju.web.standards import library as kept
from guiju.web.standards import lifecycle, linting, zips
from guiju.web.standards import shelf as shelf_of
from guiju.web.standards.models import Standard, Version
from guiju.web.standards.say import problem_data

READ, WRITE = Bearer("standards", "standards.write"), Bearer("standards.write")
router = Router(auth=READ, tags=["standards"])
Number = Annotated[int, Field(ge=0, le=2**31)]
Long = Annotated[str, StringConstraints(max_length=4 << 20)]


class VersionTold(Schema):
    """A version of a standard; `deployed` are digests the engine runs it under."""

    standard: str
    number: int
    label: str
    state: str
    author: str
    made: datetime
    effective: datetime | None
    check_code: str
    revision: int
    case: str
    deployed: list[str]


class StandardTold(Schema):
    """A standard with the versions the caller may see."""

    name: str
    line: str
    title: str
    about: str
    versions: list[VersionTold]


class ProblemTold(Schema):
    """Something wrong in a text."""

    code: str
    severity: str
    element: str | None
    line: int | None
    text: str


class WholeVersion(VersionTold):
    """A version with the paths of its files and what is wrong with them."""

    files: list[str]
    problems: list[ProblemTold]


class FileTold(Schema):
    """One text of a version; `revision` is the tag a save names in If-Match."""

    path: str
    text: str
    revision: int


class Written(shapes.Closed):
    """A text."""

    text: Long


class Advice(Schema):
    """What is wrong inside a text, and what it makes wrong in others."""

    own: list[ProblemTold]
    around: list[ProblemTold]
    stops: bool


class Proposed(shapes.Closed):
    """A pack: its texts by path, or its zip in base64."""

    files: dict[str, Long] | None = None
    zip: Annotated[str, StringConstraints(max_length=zips.MOST_BYTES)] | None = None


class Step(shapes.Closed):
    """A step of a version's life."""

    do: Literal["submit", "review", "approve", "withdraw", "retire"]
    accepted: bool = False
    note: shapes.Text = ""
    effective: datetime | None = None


def _told(version: Version) -> dict[str, Any]:
    digests = [engine().standards.by_no(no).standard.digest for no in version.deployed]
    return {
        "standard": version.standard.name, "number": version.number, "label": version.label,
        "state": version.state, "author": version.author, "made": version.made,
        "effective": version.effective, "check_code": version.check_code,
        "revision": version.revision, "case": version.case, "deployed": digests,
    }  # fmt: skip


def _standard(request: HttpRequest, standard: Standard) -> StandardTold:
    tongue = language()
    seen = [each for each in standard.versions.all() if can(request.user, "standard.see", each)]
    return StandardTold(
        name=standard.name, line=standard.line, title=shelf_of.title_of(standard, tongue),
        about=str(standard.about.get(tongue, "")),
        versions=[VersionTold(**_told(each)) for each in seen],
    )  # fmt: skip


@router.get("/standards", response=list[StandardTold])
def standards(request: HttpRequest) -> Any:
    """Every standard with the versions the caller may see."""
    rows = Standard.objects.prefetch_related("versions").order_by("line", "name")
    found = [_standard(request, each) for each in rows]
    return [each for each in found if each.versions]


@router.post("/standards", response={201: WholeVersion}, auth=WRITE)
def propose(request: HttpRequest, body: Proposed) -> Any:
    """Bring a pack in as a draft; its case of the approval standard begins."""
    allow(request, "standard.edit")
    version, problems = kept.import_files(_files(body), actor_of(request).id, now())
    if version is None:
        raise wrong("pack-wrong", "These texts are no pack.", problems)
    lifecycle.begin(engine(), version)
    return _whole(version)


def _files(body: Proposed) -> dict[str, str]:
    if (body.files is None) == (body.zip is None):
        raise Trouble(422, "not-valid", "Send either files or zip.")
    if body.files is not None:
        return body.files
    try:
        data = b64decode(body.zip or "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Trouble(422, "not-valid", "zip: expected base64.") from error
    files, problems = zips.unpacked(data)
    if problems:
        raise wrong("zip-wrong", "This zip cannot be taken.", problems)
    return files


@router.get("/standards/{name}", response=StandardTold)
def standard(request: HttpRequest, name: str) -> Any:
    """One standard with the versions the caller may see."""
    found = Standard.objects.filter(name=name).first()
    told = _standard(request, found) if found is not None else None
    if told is None or not told.versions:
        raise Http404
    return told


@router.get("/standards/{name}/{int:number}", response=WholeVersion)
def version(request: HttpRequest, name: str, number: Number) -> Any:
    """One version with the paths of its files and what is wrong with them."""
    return _whole(shelf_of.find(request, name, number))


def _problems(found: Iterable[Problem]) -> list[ProblemTold]:
    return [ProblemTold(**problem_data(each)) for each in found]


def _whole(version: Version) -> WholeVersion:
    problems = _problems(linting.lint_all(version))
    return WholeVersion(**_told(version), files=sorted(version.files), problems=problems)


@router.get("/standards/{name}/{int:number}/files/{path:path}", response=FileTold)
def file(request: HttpRequest, response: HttpResponse, name: str, number: Number, path: str) -> Any:
    """One text of a version."""
    found = shelf_of.find(request, name, number)
    if path not in found.files:
        raise Http404
    response.headers["ETag"] = f'"r{found.revision}"'
    return FileTold(path=path, text=found.files[path], revision=found.revision)


@router.put("/standards/{name}/{int:number}/files/{path:path}", response=FileTold, auth=WRITE)
def save(
    request: HttpRequest, response: HttpResponse, name: str, number: Number, path: str,
    body: Written,
) -> Any:  # fmt: skip
    """Put another text in a draft; If-Match names the revision it was made from."""
    found = shelf_of.find(request, name, number, "standard.edit")
    if path not in found.files:
        raise Http404
    if not found.editable:
        raise Trouble(409, "not-a-draft", "Only a draft may change.")
    tags = tags_in(request.headers.get("If-Match", ""))
    if not tags:
        raise Trouble(428, "if-match-missing", "Name the revision you changed in If-Match.")
    if f'"r{found.revision}"' not in tags:
        raise Trouble(412, "changed-meanwhile", "Somebody saved between.")
    saved = kept.save_text(found, path, body.text, found.revision)
    if isinstance(saved, kept.Stale):
        raise Trouble(412, "changed-meanwhile", "Somebody saved between.")
    response.headers["ETag"] = f'"r{saved.revision}"'
    return FileTold(path=path, text=body.text, revision=saved.revision)


@router.post("/standards/{name}/{int:number}/lint/{path:path}", response=Advice)
def lint(request: HttpRequest, name: str, number: Number, path: str, body: Written) -> Any:
    """What is wrong with a text, were it in this version."""
    found = shelf_of.find(request, name, number)
    if path not in found.files:
        raise Http404
    advice = linting.lint_text(found, path, body.text)
    return Advice(
        own=_problems(advice.own), around=_problems(advice.around), stops=advice.stops
    )  # fmt: skip


@router.post("/standards/{name}/{int:number}/draft", response={201: WholeVersion}, auth=WRITE)
def draft(request: HttpRequest, name: str, number: Number) -> Any:
    """A new draft that begins with the texts of a version."""
    found = shelf_of.find(request, name, number)
    allow(request, "standard.edit", found)
    made = kept.draft_of(found, actor_of(request).id, now())
    lifecycle.begin(engine(), made)
    return _whole(made)


@router.post("/standards/{name}/{int:number}/step", response=shapes.Accepted, auth=WRITE)
def step(request: HttpRequest, name: str, number: Number, body: Step) -> Any:
    """Hand in, review, approve, withdraw or retire; approved, it is deployed when effective."""
    found = shelf_of.find(request, name, number)
    if body.do in ("withdraw", "retire"):
        allow(request, "standard.edit", found)
    if body.do == "retire" and found.state != Version.State.FORCE:
        raise Trouble(409, "not-in-force", "Only a version in force is retired.")
    answer = _stepped(request, found, body)
    if isinstance(answer, Refusal) or hasattr(answer, "kind"):
        return taken(answer)
    raise wrong("pack-wrong", "Not handed in: there are mistakes.", answer)


def _stepped(request: HttpRequest, version: Version, body: Step) -> Any:
    actor, at = actor_of(request), engine()
    if body.do == "submit":
        return lifecycle.hand_in(at, version, actor)
    if body.do == "review":
        return lifecycle.review(at, version, actor, body.accepted, body.note)
    if body.do == "approve":
        asked = body.effective
        if asked is not None and asked.tzinfo is None:
            raise Trouble(422, "not-valid", "effective: expected a moment with its zone.")
        effective = max(now(), asked) if asked else now()
        return lifecycle.approve(at, version, actor, body.accepted, body.note, effective)
    if body.do == "withdraw":
        return lifecycle.withdraw(at, version, actor)
    return lifecycle.retire(at, version, actor)
