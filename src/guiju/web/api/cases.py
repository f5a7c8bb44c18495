"""Cases: list, start, read, steer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from guiju.run.commands import Cancel, Resume, SetVariables, StartCase, Suspend
from guiju.run.naming import is_text
from guiju.run.refusal import expected
from guiju.web.access import actor_of, allow
from guiju.web.api import caselists, paging, shapes
from guiju.web.api.door import Bearer, unchanged
from guiju.web.api.giving import about, digest_of, give, key_of
from guiju.web.api.problems import Trouble, refused
from guiju.web.cases import looking, starting
from guiju.web.cases.views import may_see
from guiju.web.engine import engine, now
from guiju.web.policy import can, visitor_of
from guiju.web.reader import language
from guiju.web.work import page
from guiju.web.work.tasks import load as load_task

router = Router(auth=Bearer("cases"), tags=["cases"])


def find(request: HttpRequest, case: str) -> looking.Case:
    """A case that the caller may see.

    Raises:
        Http404: there is none for them.
    """
    found = looking.load(engine(), case) if is_text(case) else None
    if found is None or not may_see(request, case):
        raise Http404
    return found


@router.get("/cases", response=shapes.Cases)
def cases(
    request: HttpRequest,
    status: shapes.Status = "",
    process: str = "",
    beginning: str = "",
    text: str = "",
    limit: paging.Limit = 50,
    cursor: paging.Cursor = "",
) -> Any:
    """The cases the caller may see, the newest first.

    `text` finds by the beginning of the name and by a whole business key (an order number).
    """
    asked = caselists.Asked(status, process, beginning, text, limit, paging.read(cursor, 2))
    return caselists.find(engine(), visitor_of(request.user), asked, language())


@router.post("/cases", response={201: shapes.Accepted})
def start(request: HttpRequest, body: shapes.Start) -> Any:
    """Start a case; values are checked against the form of the start, where there is one."""
    one = starting.find(engine(), visitor_of(request.user), body.process, language())
    if one is None:
        if engine().standards.newest(body.process) is None:
            raise refused(expected("process-unknown", "a process that is in force", body.process))
        raise Trouble(403, "not-allowed", "This process is not started by you.")
    values = body.values
    if one.form is not None:
        checked = page.check(one.form, values, one.texts.standard.program.constants, now(), ())
        if not checked.ok:
            raise _unfit(checked.errors)
        values = dict(checked.values)
    command = StartCase(
        case=body.case or _name(request, body.process),
        process=body.process,
        standard=body.standard,
        values=values,
        actor=actor_of(request),
        key=key_of(request),
    )
    return give(command)


def _name(request: HttpRequest, process: str) -> str:
    """A name for a case that got none: the same for the same person and key."""
    return f"{process}-{digest_of(request) if key_of(request) else engine().new_id()}"


def _unfit(errors: Any) -> Trouble:
    told = [
        {"path": str(path), "code": each.code, "text": str(each)}
        for path, problems in errors.items()
        for each in problems
    ]
    return Trouble(422, "form-invalid", "Some fields are not right yet.", errors=told)


@router.get("/processes", response=list[shapes.Startable])
def processes(request: HttpRequest) -> Any:
    """Processes the caller may start, with the form of their start."""
    return [
        shapes.Startable(
            process=each.process, name=each.name, about=each.about, standard=each.title,
            form=dict(each.form.schema) if each.form is not None else None,
        )
        for each in starting.startable(engine(), visitor_of(request.user), language())
    ]  # fmt: skip


@router.get("/cases/{path:case}/steps", response=list[shapes.StepReached])
def steps(request: HttpRequest, case: str) -> Any:
    """The diagram of a case as rows: every step that was reached, in the order it was."""
    return [
        shapes.StepReached(
            element=each.element, name=each.name, times=each.times, open=each.open,
            last=each.last, stuck=each.stuck,
        )
        for each in looking.steps_of(find(request, case), language())
    ]  # fmt: skip


@router.get("/cases/{path:case}/entries", response=shapes.Entries)
def entries(
    request: HttpRequest, case: str, limit: paging.Limit = 100, cursor: paging.Cursor = ""
) -> Any:
    """What was done in a case, the oldest first."""
    found = find(request, case)
    after = (paging.read(cursor, 1) or (0,))[0]
    sees = can(request.user, "case.variables", found.hands)
    rest = [each for each in found.entries if each.number > after]
    items = [entry_of(each, sees) for each in rest[:limit]]
    more = paging.written(items[-1].number) if len(rest) > limit else None
    return shapes.Entries(items=items, next=more)


def entry_of(entry: Any, sees: bool) -> shapes.Entry:
    """An entry as it is answered."""
    return shapes.Entry(
        case=entry.case, number=entry.number, kind=entry.kind, time=entry.time,
        element=entry.element, actor=entry.actor, values=dict(entry.values) if sees else None,
    )  # fmt: skip


@router.get("/cases/{path:case}/deadlines", response=list[shapes.Deadline])
def deadlines(request: HttpRequest, case: str, past: bool = False) -> Any:
    """The deadlines of a case as they stand at this moment."""
    find(request, case)
    return [
        shapes.Deadline(
            instance=each.instance, element=each.element, deadline=each.deadline,
            state=each.reading.state, due=each.reading.due,
            used_seconds=each.reading.used.total_seconds(),
            left_seconds=each.reading.left.total_seconds(),
            overdue_seconds=each.reading.overdue.total_seconds(), told=list(each.told),
        )
        for each in engine().deadlines(case, past)
    ]  # fmt: skip


@router.get("/cases/{path:case}/variables", response=shapes.Values)
def variables(request: HttpRequest, case: str) -> Any:
    """The data of a case, for those who may see it."""
    found = find(request, case)
    allow(request, "case.variables", found.hands)
    return dict(found.record.state.variables) if found.record is not None else {}


@router.post("/cases/{path:case}/variables", response=shapes.Accepted)
def set_variables(request: HttpRequest, case: str, body: shapes.Filled) -> Any:
    """Set data of a case."""
    _steer(request, case)
    return give(SetVariables(**about(request, case), values=body.values))


@router.post("/cases/{path:case}/suspend", response=shapes.Accepted)
def suspend(request: HttpRequest, case: str, body: shapes.Reason) -> Any:
    """Let nothing happen in a case until it is resumed."""
    _steer(request, case)
    return give(Suspend(**about(request, case), reason=body.reason))


@router.post("/cases/{path:case}/resume", response=shapes.Accepted)
def resume(request: HttpRequest, case: str) -> Any:
    """Let a case go on."""
    _steer(request, case)
    return give(Resume(**about(request, case)))


@router.post("/cases/{path:case}/cancel", response=shapes.Accepted)
def cancel(request: HttpRequest, case: str, body: shapes.Reason) -> Any:
    """End a case."""
    _steer(request, case)
    return give(Cancel(**about(request, case), reason=body.reason))


def _steer(request: HttpRequest, case: str) -> None:
    found = find(request, case)
    allow(request, "case.steer", found.hands)
    unchanged(request, lambda: told(request, found))


@router.get("/cases/{path:case}", response=shapes.Case)
def case(request: HttpRequest, case: str) -> Any:
    """A case as it stands."""
    return told(request, find(request, case))


def told(request: HttpRequest, found: looking.Case) -> shapes.Case:
    """A case as it is answered to the caller."""
    record = found.record
    sees = can(request.user, "case.variables", found.hands)
    return shapes.Case(
        id=found.id,
        process=record.state.process if record is not None else "",
        standard=found.texts.standard.digest,
        title=found.texts.title(language()),
        status=found.status,
        suspended=bool(record is not None and record.facts.get("suspended")),
        started=found.started,
        ended=found.ended,
        number=record.number if record is not None else len(found.entries),
        variables=dict(record.state.variables) if sees and record is not None else None,
        tasks=_tasks(request, found),
        incidents=incidents_of(found),
    )


def _tasks(request: HttpRequest, found: looking.Case) -> list[str]:
    rows = engine().reader().tasks_of(found.no)
    loaded = (load_task(engine(), f"{found.id}:{row.task}") for row in rows)
    return [
        one.task.id for one in loaded if one is not None and can(request.user, "task.see", one.task)
    ]


def incidents_of(found: looking.Case) -> list[shapes.Incident]:
    """What is stuck in a case."""
    if found.record is None or found.status != "active":
        return []
    return [
        shapes.Incident(
            case=found.id, instance=number, element=one.element, code=one.code, text=str(one),
            retry_helps=one.retry_helps,
        )
        for number, one in found.record.state.incidents.items()
    ]  # fmt: skip
