"""Tasks: mine and offered, and what their buttons do."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from guiju.run.answer import Accepted
from guiju.run.commands import Assign, Claim, CompleteTask, Return, Unclaim
from guiju.run.commands.tasks import TaskCommand
from guiju.run.naming import is_text
from guiju.run.refusal import Refusal
from guiju.web.access import actor_of, allow
from guiju.web.api import paging, shapes
from guiju.web.api.door import Bearer, unchanged
from guiju.web.api.giving import about, give, key_of, taken
from guiju.web.api.problems import STATUS, Trouble
from guiju.web.engine import engine, now
from guiju.web.people import known
from guiju.web.policy import can, visitor_of
from guiju.web.reader import language
from guiju.web.texts import texts
from guiju.web.work import doing, finding, page
from guiju.web.work import tasks as kept

router = Router(auth=Bearer("tasks"), tags=["tasks"])


@router.get("/tasks", response=shapes.Tasks)
def tasks(
    request: HttpRequest,
    whose: shapes.Whose = "both",
    standard: int = 0,
    due: shapes.Due = "",
    priority: int = 0,
    sort: shapes.Sort = "due",
    cursor: paging.Cursor = "",
) -> Any:
    """Open tasks the caller has or may take, fifty on a page."""
    start = (paging.read(cursor, 1) or (0,))[0]
    standards = (standard,) if standard else ()
    least = max(-1000, min(priority, 1000))
    asked = finding.Asked(whose, standards, due, least, sort, max(0, min(start, 100_000)))
    if abs(standard) > 2**31:
        return shapes.Tasks(items=[], next=None)
    found = finding.find(engine(), visitor_of(request.user), asked, now())
    more = paging.written(asked.start + finding.PAGE) if found.more else None
    return shapes.Tasks(items=[shapes.TaskRow(**_row(each)) for each in found.tasks], next=more)


def _row(task: kept.Task) -> dict[str, Any]:
    said, tongue = texts(task.standard), language()
    return {
        "id": task.id, "case": task.case, "task": task.task, "element": task.element,
        "name": said.name(task.element, tongue), "standard": said.standard.digest,
        "title": said.title(tongue), "assignee": task.assignee, "roles": list(task.roles),
        "users": list(task.users), "created": task.created, "due": task.due,
        "priority": task.priority,
    }  # fmt: skip


@router.post("/tasks/{path:task}/claim", response=shapes.Accepted)
def claim(request: HttpRequest, task: str) -> Any:
    """Take a task."""
    one = _open(request, task, lambda about: Claim(**about), "task.claim")
    return _pressed(request, one, "claim")


@router.post("/tasks/{path:task}/unclaim", response=shapes.Accepted)
def unclaim(request: HttpRequest, task: str) -> Any:
    """Give a task back to all it was offered to."""
    return _pressed(request, _open(request, task, lambda about: Unclaim(**about)), "unclaim")


@router.post("/tasks/{path:task}/complete", response=shapes.Accepted)
def complete(request: HttpRequest, task: str, body: shapes.Filled) -> Any:
    """Hand a task in, or sign it; one that nobody has is taken first."""
    one = _open(request, task, lambda about: CompleteTask(**about, values=body.values))
    return _pressed(request, one, "complete", values=body.values)


@router.post("/tasks/{path:task}/draft", response=shapes.Accepted)
def draft(request: HttpRequest, task: str, body: shapes.Filled) -> Any:
    """Keep what has been filled in so far."""
    return _pressed(request, _open(request, task, None), "save", values=body.values)


@router.post("/tasks/{path:task}/return", response=shapes.Accepted)
def give_back(request: HttpRequest, task: str, body: shapes.ToStep) -> Any:
    """Send the case back to an earlier step of the same branch (退回)."""
    one = _open(
        request, task, lambda about: Return(**about, to=body.to, reason=body.reason)
    )  # fmt: skip
    return _pressed(request, one, "return", step=body.to, text=body.reason)


@router.post("/tasks/{path:task}/forward", response=shapes.Accepted)
def forward(request: HttpRequest, task: str, body: shapes.ToPerson) -> Any:
    """Pass a task on; the other does it in their own name (轉交)."""
    one = _open(request, task, None)
    return _pressed(request, one, "forward", person=body.to, text=body.reason)


@router.post("/tasks/{path:task}/delegate", response=shapes.Accepted)
def delegate(request: HttpRequest, task: str, body: shapes.ToPerson) -> Any:
    """Let another do a task in the caller's name."""
    one = _open(request, task, None)
    return _pressed(request, one, "delegate", person=body.to, text=body.reason)


@router.post("/tasks/{path:task}/add-signer", response=shapes.Accepted)
def add_signer(request: HttpRequest, task: str, body: shapes.ToPerson) -> Any:
    """Ask another person to sign first (加簽)."""
    one = _open(request, task, None)
    return _pressed(request, one, "add-signer", person=body.to, text=body.reason)


@router.post("/tasks/{path:task}/assign", response=shapes.Accepted)
def assign(request: HttpRequest, task: str, body: shapes.ToPerson) -> Any:
    """Give a task to a person."""
    one = _open(request, task, None, "task.manage")
    if not known(body.to):
        raise Trouble(422, "person-unknown", "There is nobody of that id.")
    return give(Assign(**about(request, one.task.case), task=one.task.task, to=body.to))


@router.get("/tasks/{path:task}", response=shapes.Task)
def task(request: HttpRequest, task: str) -> Any:
    """One open task with its form, its draft and what may be done."""
    return _told(request, find(request, task))


def find(request: HttpRequest, id_: str) -> kept.Open:
    """An open task that the caller may look at.

    Raises:
        Http404: there is none for them.
    """
    one = kept.load(engine(), id_) if is_text(id_) else None
    if one is None or not _sees(request, one):
        raise Http404
    return one


def _sees(request: HttpRequest, one: kept.Open) -> bool:
    return can(request.user, "task.see", one.task) or doing.was_asked(
        one, visitor_of(request.user).id
    )


def _open(request: HttpRequest, id_: str, again: Any, right: str = "task.do") -> kept.Open:
    """A task for somebody who may; where it is closed, the answer to the same key is given again.

    Raises:
        Http404: there is none for them.
        PermissionDenied: they may not.
        Trouble: If-Match names another state.
    """
    one = kept.load(engine(), id_) if is_text(id_) else None
    if key_of(request) and again is not None:
        _again(request, id_, one, again)
    if one is None or not _sees(request, one):
        raise Http404
    allow(request, right, one.task)
    unchanged(request, lambda: _told(request, one))
    return one


class Repeated(Exception):
    """A command was carried out before; `answer` is the first one's."""

    def __init__(self, answer: Accepted) -> None:
        super().__init__(answer.kind)
        self.answer = answer


def _again(request: HttpRequest, id_: str, one: kept.Open | None, make: Any) -> None:
    """Look whether a command that names a task with its key was carried out before."""
    case, _, number = id_.rpartition(":")
    if one is not None or not number.isdecimal() or len(number) > 9:
        return
    command: TaskCommand = make(
        {"case": case, "task": int(number), "actor": actor_of(request),
         "key": f"web:{key_of(request)}"}
    )  # fmt: skip
    answer = engine().do(command)
    if isinstance(answer, Accepted) and answer.repeated:
        raise Repeated(answer)


def _pressed(request: HttpRequest, one: kept.Open, button: str, **more: Any) -> shapes.Accepted:
    by = doing.Pressed(actor_of(request, one.task.assignee), now(), key_of(request), **more)
    done = doing.BUTTONS[button](engine(), one, by)
    if done.answer is None:
        raise Trouble(STATUS.get(done.code, 409), done.code, done.text)
    if isinstance(done.answer, Refusal) and done.code == "not-open":
        raise Trouble(409, done.code, done.text)
    return taken(done.answer)


def _told(request: HttpRequest, one: kept.Open) -> shapes.Task:
    does = can(request.user, "task.do", one.task)
    form = page.form_of(one)
    may = [
        name
        for name, right in (("claim", "task.claim"), ("do", "task.do"), ("assign", "task.manage"))
        if can(request.user, right, one.task)
    ]
    return shapes.Task(
        **_row(one.task),
        about=one.texts.say("processes", one.place.node.documentation or "", language()),
        signers=list(one.task.signers),
        draft=one.draft if does else None,
        form=dict(form.schema) if form is not None else None,
        variables=_plain(page.scope_of(one)) if does else None,
        may=may,
        back_to=page.ways_back(one, engine().entries(one.task.case)) if does else [],
    )


def _plain(seen: Any) -> dict[str, Any]:
    return {str(name): seen[name] for name in seen}
