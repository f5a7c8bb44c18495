"""Pages of cases."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.run.answer import Accepted
from guiju.run.commands import Cancel, Resume, Retry, StartCase, Suspend
from guiju.web import words
from guiju.web.access import actor_of, allow
from guiju.web.cases import looking
from guiju.web.cases.starting import Startable, startable
from guiju.web.cases.story import shown, tell
from guiju.web.engine import engine, now
from guiju.web.people import names
from guiju.web.policy import can, visitor_of
from guiju.web.public import giving
from guiju.web.public.links import KINDS
from guiju.web.reader import language
from guiju.web.texts import texts
from guiju.web.work import listing, page
from guiju.web.work.models import Attachment, Note
from guiju.web.work.tasks import load as load_task


def may_see(request: HttpRequest, case: str) -> bool:
    """Whether somebody may look at a case."""
    found = looking.load(engine(), case)
    if found is None:
        return False
    who = visitor_of(request.user)
    if can(who, "case.see", found.hands) or Note.objects.filter(case=case, to=who.id).exists():
        return True
    # Whoever may do a task of it may look at what it belongs to.
    tasks = (load_task(engine(), f"{case}:{row.task}") for row in _open_tasks(found.no))
    return any(one is not None and can(who, "task.see", one.task) for one in tasks)


def _open_tasks(number: int) -> Any:
    return engine().reader().tasks_of(number)


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """The list of cases."""
    who, tongue = visitor_of(request.user), language()
    text = request.GET.get("text", "").strip()[:200]
    status = request.GET.get("status", "active" if not request.GET else "")
    number, start = request.GET.get("standard", ""), request.GET.get("start", "")
    standard = int(number) if number.isdecimal() and len(number) < 9 else 0
    begin = int(start) if start.isdecimal() and len(start) < 7 else 0
    rows, more = looking.find(engine(), who, text, status, standard, begin)
    kept = request.GET.copy()
    kept.pop("start", None)
    context = {
        "rows": [(each, *_titles(each, tongue)) for each in rows],
        "text": text,
        "status": status,
        "standard": standard,
        "standards": listing.standards_to_choose(engine(), tongue),
        "states": [(each, words.STATUS[each]) for each in looking.STATES],
        "more": begin + looking.PAGE if more else None,
        "back": max(0, begin - looking.PAGE) if begin else None,
        "query": kept.urlencode(),
        "can_start": bool(startable(engine(), who, tongue)),
    }
    return render(request, "guiju/cases/list.html", context)


def _titles(row: looking.Row, tongue: str) -> tuple[str, str]:
    """What a case's process is called, and its standard.

    Cases that pages and messages start are named after their process; it is not worth reading
    every case of a list, so one with another name is called by its standard.
    """
    told = texts(row.standard)
    ids = [each.id for each in told.standard.definitions.processes]
    process = max((id_ for id_ in ids if row.id.startswith(f"{id_}-")), key=len, default="")
    title = told.title(tongue)
    return told.process_name(process, tongue) if process else title, title


@login_required
def case(request: HttpRequest, id_: str) -> HttpResponse:
    """One case."""
    found = looking.load(engine(), id_)
    if found is None or not may_see(request, id_):
        raise Http404
    return render(request, "guiju/cases/case.html", context_of(request, found))


def context_of(request: HttpRequest, found: looking.Case, link: str = "") -> dict[str, Any]:
    """What the page of a case shows; `link` is the address of a link that was just made."""
    who, tongue = visitor_of(request.user), language()
    reader = engine().reader()
    tasks = [
        one.task
        for row in reader.tasks_of(found.no)
        for one in [load_task(engine(), f"{found.id}:{row.task}")]
        if one is not None
    ]
    rows = looking.steps_of(found, tongue)
    sees = can(who, "case.variables", found.hands)
    notes = list(Note.objects.filter(case=found.id).order_by("at", "pk"))
    variables = dict(found.record.state.variables) if found.record is not None else {}
    shares = can(who, "case.share", found.hands)
    given = giving.given_for(found.id) if shares else []
    said = {"open": _("the case is here"), "stuck": _("stuck")}
    drawing = looking.drawing(found, tongue, rows, said)
    return {
        "case": found,
        "title": found.texts.title(tongue),
        "process": found.texts.process_name(
            found.record.state.process if found.record else "", tongue
        ),
        "tasks": [
            (each, can(who, "task.see", each.task)) for each in _task_rows(tasks, who, tongue)
        ],
        "rows": rows,
        # Our own picture: every text in it is escaped.
        "drawing": mark_safe(_with_nonce(drawing, str(request.csp_nonce))),  # type: ignore[attr-defined]
        "told": tell(found.entries, found.texts, tongue, sees),
        "variables": sorted(shown(variables)) if sees else None,
        "waits": looking.waits_of(found, tongue),
        "clocks": looking.clocks_of(engine(), found.id, found.texts, tongue),
        "troubles": looking.troubles_of(found, tongue),
        "files": Attachment.objects.filter(case=found.id).order_by("-at"),
        "notes": notes,
        "letters": _letters(found.id) if sees else [],
        "names": names(
            [*(n.author for n in notes), *(n.to for n in notes), *(n.made_by for n in given)]
        ),
        "offers": giving.offers(found, who, tongue) if shares else [],
        "links": given,
        "link": link,
        "kinds": KINDS,
        "may_steer": can(who, "case.steer", found.hands),
        "may_mend": can(who, "incident.mend", found.hands),
        "suspended": bool(found.record and found.record.facts.get("suspended")),
        "now": now(),
        "key": secrets.token_urlsafe(12),
    }


def _task_rows(tasks: Any, who: Any, tongue: str) -> Any:
    return listing.rows_of(tasks, who, tongue)


def _with_nonce(svg: str, nonce: str) -> str:
    """The picture brings its own style, which the policy of the page has to know."""
    return svg.replace("<style>", f'<style nonce="{nonce}">', 1)


def _letters(case_id: str) -> list[Any]:
    """Messages kept with the case."""
    from guiju.systems.messages.models import Message

    return list(Message.objects.filter(case=case_id).order_by("at", "pk")[:200])


@login_required
def start(request: HttpRequest, process: str = "") -> HttpResponse:
    """Choose a process to start, or fill in its form."""
    who, tongue = visitor_of(request.user), language()
    found = startable(engine(), who, tongue)
    if not process:
        return render(request, "guiju/cases/choose.html", {"found": found})
    one = next((each for each in found if each.process == process), None)
    if one is None:
        raise Http404
    filled = _filled(request, one) if request.method == "POST" else None
    if filled is not None and filled.ok and not _reshapes(request):
        return _begin(request, one, filled.values)
    return _start_page(request, one, filled)


def _reshapes(request: HttpRequest) -> bool:
    return bool(request.POST.get("add") or request.POST.get("remove"))


def _filled(request: HttpRequest, one: Startable) -> page.Filled:
    if one.form is None:
        return page.check_free(request.POST)
    seen = one.texts.standard.program.constants
    data = page.sent_data(one.form, request.POST, seen, None, now())
    found = page.check(one.form, data, seen, now(), ())
    return page.Filled(found.data, {}, {}) if _reshapes(request) else found


def _start_page(request: HttpRequest, one: Startable, filled: page.Filled | None) -> HttpResponse:
    tongue = language()
    context: dict[str, Any] = {"one": one, "key": secrets.token_urlsafe(12), "free": [("", "")] * 4}
    if one.form is not None:
        seen = one.texts.standard.program.constants
        laid = page.laid_out(one.form, filled.data if filled else {}, seen, now())
        errors = filled.errors if filled else {}
        if laid is not None:
            parts = page.parts_of(one.form, laid, seen, errors, one.texts, tongue)
            context |= {"form": one.form, "parts": parts, "wrong": page.summary(parts, errors)}
    wrong = filled is not None and not filled.ok
    return render(request, "guiju/cases/start.html", context, status=422 if wrong else 200)


def _begin(request: HttpRequest, one: Startable, values: Any) -> HttpResponse:
    key = request.POST.get("key", "")[:40] or secrets.token_urlsafe(12)
    command = StartCase(
        case=f"{one.process}-{key[:8]}",
        process=one.process,
        values=values,
        actor=actor_of(request),
        key=f"web:{key}",
    )
    answer = engine().do(command)
    if isinstance(answer, Accepted):
        messages.success(request, _("The case %(case)s is started.") % {"case": answer.case})
        return redirect("case", id_=answer.case)
    messages.error(request, words.refusal(answer))
    return redirect("start", process=one.process)


@require_POST
@login_required
def steer(request: HttpRequest, id_: str) -> HttpResponse:
    """Suspend, resume or cancel a case, or try again what is stuck."""
    found = looking.load(engine(), id_)
    if found is None or not may_see(request, id_):
        raise Http404
    act = request.POST.get("act", "")
    allow(request, "incident.mend" if act == "retry" else "case.steer", found.hands)
    about: dict[str, Any] = {
        "case": id_,
        "actor": actor_of(request),
        "key": f"web:{request.POST.get('key', '')[:40]}:{act}",
    }
    reason = request.POST.get("text", "")[:1000]
    instance = request.POST.get("instance", "")
    commands: dict[str, Any] = {
        "suspend": lambda: Suspend(**about, reason=reason),
        "resume": lambda: Resume(**about),
        "cancel": lambda: Cancel(**about, reason=reason),
        "retry": lambda: Retry(**about, instance=int(instance) if instance.isdecimal() else 0),
    }
    if act not in commands:
        raise Http404
    if act in ("suspend", "cancel") and not reason.strip():
        messages.error(request, words.REFUSALS["reason-missing"])
        return redirect("case", id_=id_)
    answer = engine().do(commands[act]())
    if isinstance(answer, Accepted):
        messages.success(request, _("Done."))
    else:
        messages.error(request, words.refusal(answer))
    return redirect("case", id_=id_)
