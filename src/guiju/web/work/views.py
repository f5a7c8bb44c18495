"""Pages of tasks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guiju.run.answer import Accepted
from guiju.run.commands import Claim
from guiju.web.access import actor_of, allow
from guiju.web.cases import looking
from guiju.web.cases.story import hands_of, tell
from guiju.web.engine import engine, now
from guiju.web.people import names, present
from guiju.web.policy import can, visitor_of
from guiju.web.reader import language
from guiju.web.work import doing, files, listing, page
from guiju.web.work.finding import counts
from guiju.web.work.models import Attachment, Note
from guiju.web.work.phrases import said
from guiju.web.work.tasks import Open, load
from guiju.web.work.uploading import Taken, take, take_files


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """The list of tasks; asked for its rows alone, it answers by tag."""
    who, tongue = visitor_of(request.user), language()
    asked = listing.asked_of(request.GET)
    found = listing.page_of(engine(), who, asked, now(), tongue)
    if "X-Part" in request.headers:
        return _part(request, found, tongue)
    found |= {
        "counts": counts(engine(), who, now()),
        "whose": listing.WHOSE,
        "dues": listing.DUE_WORDS,
        "sorts": listing.SORT_WORDS,
        "standards": listing.standards_to_choose(engine(), tongue),
        "query": _query(request),
    }
    return render(request, "guiju/work/list.html", found)


def _part(request: HttpRequest, found: Any, tongue: str) -> HttpResponse:
    tag = listing.tag_of(found, tongue)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    found["query"] = _query(request)
    html = render_to_string("guiju/work/rows.html", found, request)
    return HttpResponse(html, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("start", None)
    return kept.urlencode()


@require_POST
@login_required
def claim_many(request: HttpRequest) -> HttpResponse:
    """Take every task that was marked."""
    taken, refused = 0, []
    for each in request.POST.getlist("task")[:200]:
        one = load(engine(), each)
        if one is None or not can(request.user, "task.claim", one.task):
            refused.append(each)
            continue
        command = Claim(case=one.task.case, task=one.task.task, actor=actor_of(request))
        if isinstance(engine().do(command), Accepted):
            taken += 1
        else:
            refused.append(each)
    if taken:
        text = ngettext("%(count)d task is yours now.", "%(count)d tasks are yours now.", taken)
        messages.success(request, text % {"count": taken})
    if refused:
        text = ngettext(
            "%(count)d task could not be taken: somebody was quicker.",
            "%(count)d tasks could not be taken: somebody was quicker.",
            len(refused),
        )
        messages.warning(request, text % {"count": len(refused)})
    if not taken and not refused:
        messages.warning(request, _("Mark the tasks you want to take first."))
    query = request.POST.get("query", "")
    return redirect(f"{reverse('work')}?{query}" if query else reverse("work"))


def _open(request: HttpRequest, id_: str, right: str = "task.see") -> Open:
    one = load(engine(), id_)
    if one is None:
        raise Http404
    asked = doing.was_asked(one, visitor_of(request.user).id)
    if not can(request.user, right, one.task) and not asked:
        # Whether there is such a task is not for everybody to know.
        raise Http404
    return one


@login_required
def task(request: HttpRequest, id_: str) -> HttpResponse:
    """The page of one task."""
    if load(engine(), id_) is None:
        return _gone(request)
    one = _open(request, id_)
    if request.method == "POST":
        return _press(request, one)
    return render(request, "guiju/work/task.html", _context(request, one))


def _gone(request: HttpRequest) -> HttpResponse:
    """A task that is no longer open, or never was: which cases there are is not told."""
    messages.warning(
        request, _("This task is no longer open: somebody was quicker, or the case went on.")
    )
    return redirect("work")


def _context(request: HttpRequest, one: Open, filled: page.Filled | None = None) -> Any:
    tongue, at = language(), now()
    who = visitor_of(request.user)
    entries = engine().entries(one.task.case)
    variables = page.scope_of(one)
    form = page.form_of(one)
    uploads = page.uploads(one)
    extras = one.place.node.extras
    seen = can(request.user, "case.variables", hands_of(entries, [one.task.assignee], one.texts))
    sees = seen or can(request.user, "task.do", one.task)
    told = tell(entries, one.texts, tongue, sees, programs=False)
    script = one.texts.script(extras.other.get("script", ""), tongue)
    notes = Note.objects.filter(case=one.task.case).order_by("at", "pk")
    context: dict[str, Any] = {
        "one": one,
        "task": one.task,
        "name": one.texts.name(one.task.element, tongue),
        "title": one.texts.title(tongue),
        "about": one.texts.about(one.place.node.documentation, tongue),
        "clause": one.texts.clause(extras.clause, tongue),
        "script": script,
        "said": said(
            script, {**(variables if sees else {}), "name": names([who.id]).get(who.id, "")}
        ),
        "article": page.article_html(one.texts.article(extras.other.get("article", ""), tongue)),
        "now": at,
        "used": page.share_used(one.task, at),
        "clocks": looking.clocks_of(engine(), one.task.case, one.texts, tongue, one.task.element),
        "told": list(told)[-12:],
        "notes": notes,
        "names": names([*(n.author for n in notes), *(n.to for n in notes), one.task.assignee]),
        "questions": [n for n in notes if n.to == who.id and n.kind == "question" and not n.done],
        "roles": ", ".join(one.texts.role(each, tongue) for each in one.task.roles),
        "people": present(one.task.roles),
        "back": [(e, one.texts.name(e, tongue)) for e in page.ways_back(one, entries)],
        "uploads": uploads,
        "may": _may(request, one),
        "live": page.is_live(form),
        "key": secrets.token_urlsafe(12),
        "accepts": ",".join(f".{each}" for each in files.KINDS),
        "me": who.id,
    }
    context |= _form_context(one, form, filled, variables, at, tongue, uploads)
    return context


def _may(request: HttpRequest, one: Open) -> dict[str, bool]:
    user = request.user
    who = visitor_of(user)
    does = can(user, "task.do", one.task)
    signs = who.id in one.task.signers
    return {
        "do": does,
        "sign": signs,
        "claim": can(user, "task.claim", one.task),
        "hold": does and bool(one.task.assignee) and not signs,
        "waits": bool(one.task.signers) and not signs,
    }


def _form_context(
    one: Open, form: Any, filled: Any, variables: Any, at: Any, tongue: str, uploads: Any
) -> dict[str, Any]:
    errors = filled.errors if filled is not None else {}
    if form is None:
        pairs = list((filled.data if filled else one.draft or {}).items())
        rows = [*pairs, *[("", "")] * max(1, page.FREE - len(pairs))]
        return {"form": None, "free": rows, "wrong": list(errors.values())}
    data = filled.data if filled else page.start_data(form, one.draft, variables)
    laid = page.laid_out(form, data, variables, at)
    if laid is None:
        return {"form": None, "free": [], "broken": True}
    known = {each.reference: each.name for each in uploads}
    parts = page.parts_of(form, laid, variables, errors, one.texts, tongue, known)
    return {"form": form, "parts": parts, "wrong": page.summary(parts, errors)}


def _press(request: HttpRequest, one: Open) -> HttpResponse:
    """A button of the task's page."""
    name = request.POST.get("act", "complete")
    if request.POST.get("add") or request.POST.get("remove"):
        name = "reshape"
    if name == "answer":
        return _answered(request, one)
    if name == "upload":
        return _upload(request, one)
    if name == "claim" and one.task.assignee and can(request.user, "task.see", one.task):
        return _after(request, one, doing.quicker())
    allow(request, "task.claim" if name == "claim" else "task.do", one.task)
    if name in ("complete", "save", "reshape"):
        return _fill(request, one, name)
    button = doing.BUTTONS.get(name)
    if button is None:
        raise Http404
    return _after(request, one, button(engine(), one, _pressed(request, one)))


def _answered(request: HttpRequest, one: Open) -> HttpResponse:
    return _after(request, one, doing.answer(engine(), one, _pressed(request, one)))


def _pressed(
    request: HttpRequest, one: Open, values: Any = None, rows: Sequence[Attachment] = ()
) -> doing.Pressed:
    sent = request.POST
    return doing.Pressed(
        actor_of(request, one.task.assignee),
        now(),
        sent.get("key", "")[:40],
        sent.get("person", ""),
        sent.get("step", ""),
        sent.get("text", "")[:4000],
        values,
        rows,
    )


def _fill(request: HttpRequest, one: Open, name: str) -> HttpResponse:
    taken = take_files(request, one)
    filled = _filled(request, one, taken.fields)
    if taken.refused:
        messages.error(request, " ".join(taken.refused))
        return _anew(request, one, filled, taken, 422)
    if name == "reshape":
        return _anew(request, one, page.Filled(filled.data, {}, {}), taken, 200)
    if name == "save":
        by = _pressed(request, one, filled.data, taken.rows)
        return _after(request, one, doing.save(engine(), one, by))
    if not filled.ok:
        return _anew(request, one, filled, taken, 422)
    by = _pressed(request, one, filled.values, taken.rows)
    done = doing.complete(engine(), one, by)
    if not done.ok and not done.gone:
        messages.error(request, done.text)
        return _anew(request, one, filled, taken, 409)
    return _after(request, one, done)


def _anew(
    request: HttpRequest, one: Open, filled: page.Filled, taken: Taken, status: int
) -> HttpResponse:
    """The form as it was filled in; its files are kept with the draft, where there may be one."""
    if taken.rows and one.task.assignee == visitor_of(request.user).id:
        doing.save(engine(), one, _pressed(request, one, filled.data, taken.rows))
    return render(request, "guiju/work/task.html", _context(request, one, filled), status=status)


def _filled(
    request: HttpRequest, one: Open, fields: Mapping[str, str] | None = None
) -> page.Filled:
    """What was filled in.

    Args:
        fields: references of files that come with it, by field.
    """
    fields = fields or {}
    form = page.form_of(one)
    if form is None:
        return page.check_free(request.POST)
    variables = page.scope_of(one)
    sent = request.POST.copy()
    mine = {*(each.reference for each in page.uploads(one)), *fields.values()}
    for name, reference in fields.items():
        sent[name] = reference
    data = page.sent_data(form, sent, variables, one.draft, now())
    return page.check(form, data, variables, now(), sorted(mine))


def _upload(request: HttpRequest, one: Open) -> HttpResponse:
    """A file beside the form."""
    allow(request, "task.do", one.task)
    uploads = request.FILES.getlist("file")
    if not uploads:
        messages.error(request, _("Choose a file."))
    for upload in uploads[:10]:
        found = take(request, one, upload)
        if isinstance(found, Attachment):
            found.save()
            messages.success(request, _("%(name)s is kept with the case.") % {"name": found.name})
        else:
            messages.error(request, str(found))
    return redirect("task", id_=one.task.id)


def _after(request: HttpRequest, one: Open, done: doing.Done) -> HttpResponse:
    (messages.success if done.ok else messages.error)(request, done.text)
    if done.gone:
        return redirect("work")
    return redirect("task", id_=one.task.id)


@require_POST
@login_required
def draft(request: HttpRequest, id_: str) -> HttpResponse:
    """Keep what is being filled in, while it is; answers with the fields as they stand now."""
    one = _open(request, id_, "task.do")
    filled = _filled(request, one)
    if one.task.assignee == visitor_of(request.user).id:
        done = doing.save(engine(), one, _pressed(request, one, filled.data))
        if not done.ok:
            return HttpResponse(status=409)
    form = page.form_of(one)
    if form is None:
        return HttpResponse(status=204)
    tongue, variables = language(), page.scope_of(one)
    laid = page.laid_out(form, filled.data, variables, now())
    if laid is None:
        return HttpResponse(status=204)
    known = {each.reference: each.name for each in page.uploads(one)}
    parts = page.parts_of(form, laid, variables, {}, one.texts, tongue, known)
    return render(request, "guiju/form/parts.html", {"parts": parts})


@login_required
def file(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """A file of a case."""
    return bring(request, token)


def bring(request: HttpRequest, token: str) -> FileResponse:
    """A file of a case, in a sandbox, for whoever may see the case.

    Raises:
        Http404: there is none for them.
    """
    from guiju.web.cases.views import may_see

    found = Attachment.objects.filter(token=token).first()
    if found is None or not may_see(request, found.case):
        raise Http404
    place = files.place_of(found.digest)
    if not place.exists():
        raise Http404
    response = FileResponse(
        place.open("rb"), as_attachment=True, filename=found.name, content_type=found.kind
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
