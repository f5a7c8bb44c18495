"""What people tell each other and are told: questions at tasks, notices, messages of a case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from guiju.systems.messages.models import Message
from guiju.web.access import actor_of, allow
from guiju.web.api import paging, shapes
from guiju.web.api.cases import find
from guiju.web.api.door import Bearer
from guiju.web.api.problems import STATUS, Trouble
from guiju.web.api.tasks import find as find_task
from guiju.web.engine import engine, now
from guiju.web.policy import visitor_of
from guiju.web.today import notices as inbox
from guiju.web.work import doing
from guiju.web.work.models import Note

router = Router(tags=["talk"])
CASES, TASKS = Bearer("cases"), Bearer("tasks")
Key = Annotated[int, Field(ge=0, le=2**31)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class Question(shapes.Closed):
    """Whom to ask, and what."""

    to: shapes.Name
    text: Said


class Answer(shapes.Closed):
    """What to say to who asked."""

    text: Said


class NoteTold(Schema):
    """A word about a task: a question, an answer, or a signature that is asked for.

    `done` is when it was answered or given; `about` the question an answer is to.
    """

    id: int
    case: str
    task: int
    kind: str
    author: str
    to: str
    text: str
    at: datetime
    done: datetime | None
    about: int | None


class Notice(Schema):
    """A notice to the caller."""

    id: int
    case: str
    kind: str
    about: str
    text: str
    at: datetime
    read_at: datetime | None


class Notices(Schema):
    """A page of notices."""

    items: list[Notice]
    next: str | None


class Letter(Schema):
    """A message that is kept with a case, out of the house or into it."""

    id: int
    direction: str
    kind: str
    sender: str
    recipient: str
    about: str
    text: str
    channel: str
    state: str
    at: datetime


def _told(note: Note) -> NoteTold:
    about: int | None = note.about_id  # type: ignore[attr-defined]
    return NoteTold(
        id=note.pk, case=note.case, task=note.task, kind=note.kind, author=note.author,
        to=note.to, text=note.text, at=note.at, done=note.done, about=about,
    )  # fmt: skip


@router.post("/tasks/{path:task}/ask", response={201: NoteTold}, auth=TASKS)
def ask(request: HttpRequest, task: str, body: Question) -> Any:
    """Put a question to another person; the task stays where it is."""
    one = find_task(request, task)
    allow(request, "task.do", one.task)
    actor = actor_of(request, one.task.assignee)
    by = doing.Pressed(actor, now(), person=body.to, text=body.text)
    return _told(_done(doing.ask(engine(), one, by)))


@router.get("/me/questions", response=list[NoteTold], auth=TASKS)
def questions(request: HttpRequest) -> Any:
    """What the caller is asked, and the signatures that are waited for; the oldest first."""
    me = visitor_of(request.user).id
    rows = Note.objects.filter(to=me, done=None).exclude(kind="answer").order_by("at", "pk")
    return [_told(each) for each in rows[:200]]


@router.post("/me/questions/{int:id}/answer", response={201: NoteTold}, auth=TASKS)
def answer(request: HttpRequest, id: Key, body: Answer) -> Any:
    """Answer a question."""
    by = doing.Pressed(actor_of(request), now(), step=str(id), text=body.text)
    me = visitor_of(request.user).id
    asked = Note.objects.filter(pk=id, to=me, kind="question").first()
    if asked is None:
        raise Http404
    if asked.done is not None:
        raise Trouble(409, "answered-before", "This question was answered before.")
    one = find_task(request, f"{asked.case}:{asked.task}")
    return _told(_done(doing.answer(engine(), one, by)))


def _done(done: doing.Done) -> Note:
    if done.note is None:
        raise Trouble(STATUS.get(done.code, 409), done.code, done.text)
    return done.note


@router.get("/cases/{path:case}/notes", response=list[NoteTold], auth=CASES)
def notes(request: HttpRequest, case: str) -> Any:
    """What was asked and answered about the tasks of a case, the oldest first."""
    find(request, case)
    return [_told(each) for each in Note.objects.filter(case=case).order_by("at", "pk")]


@router.get("/cases/{path:case}/messages", response=list[Letter], auth=CASES)
def letters(request: HttpRequest, case: str) -> Any:
    """Messages kept with a case, the oldest first, for those who may see its data."""
    allow(request, "case.variables", find(request, case).hands)
    rows = Message.objects.filter(case=case).order_by("at", "pk")[:200]
    return [
        Letter(
            id=each.pk, direction=each.direction, kind=each.kind, sender=each.sender,
            recipient=each.recipient, about=each.about, text=each.text, channel=each.channel,
            state=each.state, at=each.at,
        )
        for each in rows
    ]  # fmt: skip


@router.get("/me/notices", response=Notices, auth=TASKS)
def notices(
    request: HttpRequest, unread: bool = True, limit: paging.Limit = 50, cursor: paging.Cursor = ""
) -> Any:
    """Notices to the caller, the newest first."""
    rows = inbox.of(visitor_of(request.user).id, unread)
    before = paging.read(cursor, 1)
    if before:
        rows = rows.filter(pk__lt=before[0])
    found = list(rows.order_by("-pk")[: limit + 1])
    more = paging.written(found[limit - 1].pk) if len(found) > limit else None
    items = [
        Notice(
            id=each.pk, case=each.case, kind=each.kind, about=each.about, text=each.text,
            at=each.at, read_at=each.read_at,
        )
        for each in found[:limit]
    ]  # fmt: skip
    return Notices(items=items, next=more)


@router.post("/me/notices/{int:id}/read", response={204: None}, auth=TASKS)
def read(request: HttpRequest, id: Key) -> Any:
    """The notice was read."""
    if not inbox.read(visitor_of(request.user).id, id, now()):
        raise Http404
