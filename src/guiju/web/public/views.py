"""Pages for people without an account."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guiju.run.answer import Accepted
from guiju.run.commands import SendMessage, StartCase
from guiju.run.lanes import Statement
from guiju.web.access import needs
from guiju.web.accounts.adapter import address_of
from guiju.web.cases import looking
from guiju.web.cases.starting import start_form, startable
from guiju.web.engine import engine, now
from guiju.web.people import names
from guiju.web.policy import visitor_of
from guiju.web.public import giving, links
from guiju.web.public.models import Link
from guiju.web.reader import language
from guiju.web.texts import FormText, Texts, form_text, texts, texts_of
from guiju.web.together import change
from guiju.web.work import page

View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """A page that one address may not ask for without end."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        address = address_of(request)
        sends = request.method == "POST" and links.too_often(
            address, "send", links.SENT_PER_HOUR, 3600
        )
        if sends or links.too_often(address, "look", links.PER_MINUTE, 60):
            text = _("Too often. Wait a little, then try again.")
            uses = {"title": _("Too often"), "text": text}
            return render(request, "guiju/trouble.html", uses, status=429)
        response = view(request, *args, **named)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return counted


def _link(kind: str, token: str) -> Link:
    found = links.find(kind, token, now())
    if found is None:
        raise Http404
    return found


@limited
def track(request: HttpRequest, token: str) -> HttpResponse:
    """Where a case is: its steps and times, and nothing about people."""
    link = _link("tracking", token)
    case = looking.load(engine(), link.case)
    if case is None:
        raise Http404
    links.looked_at(link, now())
    tongue = language()
    rows = [each for each in looking.steps_of(case, tongue) if each.name != each.element]
    uses = {"case": case, "rows": rows, "title": case.texts.title(tongue)}
    return render(request, "guiju/public/track.html", uses)


@limited
def complaint(request: HttpRequest, token: str) -> HttpResponse:
    """A form that starts a case."""
    link = _link("complaint", token)
    deployed = engine().standards.newest(link.process)
    if deployed is None:
        raise Http404
    return _form(request, link, texts_of(deployed), _start)


@limited
def questionnaire(request: HttpRequest, token: str) -> HttpResponse:
    """A form whose answer goes to a case."""
    link = _link("questionnaire", token)
    row = engine().reader().case(link.case)
    if row is None:
        raise Http404
    if link.once and link.used is not None:
        return _thanks(request)
    return _form(request, link, texts(row.standard), _send)


def _form(
    request: HttpRequest, link: Link, told: Texts, hand_in: Callable[[Link, Any, str], Any]
) -> HttpResponse:
    form = _asked(link, told)
    if form is None:
        raise Http404
    seen = told.standard.program.constants
    filled = None
    if request.method == "POST":
        data = page.sent_data(form, request.POST, seen, None, now())
        filled = page.check(form, data, seen, now(), ())
        if request.POST.get("add") or request.POST.get("remove"):
            filled = page.Filled(data, {}, {})
        elif filled.ok:
            key = request.POST.get("key", "")[:40] or secrets.token_urlsafe(12)
            if isinstance(hand_in(link, filled.values, key), Accepted):
                return _thanks(request)
            messages.error(request, _("It could not be taken. Try again later."))
    laid = page.laid_out(form, filled.data if filled else {}, seen, now())
    if laid is None:
        raise Http404
    tongue, errors = language(), filled.errors if filled else {}
    parts = page.parts_of(form, laid, seen, errors, told, tongue)
    uses = {
        "title": links.KINDS[link.kind],
        "about": told.title(tongue),
        "parts": parts,
        "wrong": page.summary(parts, errors),
        "key": secrets.token_urlsafe(12),
    }
    status = 422 if filled is not None and not filled.ok else 200
    return render(request, "guiju/public/form.html", uses, status=status)


def _asked(link: Link, told: Texts) -> FormText | None:
    """What a link asks: its own form, or the usual one of its kind."""
    if link.form:
        return told.form(link.form)
    if link.kind == "complaint":
        return start_form(told, link.process)
    return form_text(giving.opinion())


def _start(link: Link, values: Any, key: str) -> Any:
    command = StartCase(case="", process=link.process, values=values, key=f"public-{key}")
    return engine().do(command, [_used(link)])


def _send(link: Link, values: Any, key: str) -> Any:
    once = f"link-{link.pk}" if link.once else f"link-{link.pk}-{key}"
    return engine().do(
        SendMessage(
            name=link.message, correlation=link.correlation or None, values=values, key=once
        ),
        [_used(link)],
    )


def _used(link: Link) -> Statement:
    return change(Link.objects.filter(pk=link.pk), used=now())


def _thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "guiju/public/thanks.html")


@limited
def certificate(request: HttpRequest) -> HttpResponse:
    """Whether a code on paper is one of ours: a version of a standard."""
    from guiju.web.standards.models import Version

    code = request.GET.get("code", "").strip().lower().replace("-", "").replace(" ", "")
    version = None
    if len(code) >= 12 and code.isalnum():
        found = Version.objects.select_related("standard").filter(code__startswith=code)
        version = found.first()
    tongue = language()
    title = (version.standard.title.get(tongue) or version.standard.name) if version else ""
    uses = {"code": code, "version": version, "title": title}
    return render(request, "guiju/public/certificate.html", uses)


@needs("connections.keep")
def manage(request: HttpRequest) -> HttpResponse:
    """Links that were made, making one, whose address is shown once, and revoking one."""
    if request.POST.get("act") == "end":
        giving.take_back(request, shared_link(Link.objects.all(), request))
        return redirect("links")
    made = _make(request) if request.method == "POST" else None
    processes = startable(engine(), visitor_of(request.user), language())
    rows = list(Link.objects.order_by("-made")[:100])
    uses = {
        "rows": rows,
        "made": made,
        "kinds": links.KINDS,
        "processes": processes,
        "names": names(each.made_by for each in rows),
    }
    return render(request, "guiju/public/manage.html", uses)


def _make(request: HttpRequest) -> str | None:
    form = giving.LinkForm(request.POST)
    if form.is_valid():
        return giving.give(request, form.cleaned_data)[1]
    for each in form.errors.values():
        messages.error(request, " ".join(map(str, each)))
    return None


def shared_link(rows: QuerySet[Link], request: HttpRequest) -> Link:
    """The link a button of a page is about.

    Raises:
        Http404: it is none of the rows.
    """
    key = request.POST.get("pk", "")
    return get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 12 else 0)


def front(request: HttpRequest) -> HttpResponse:
    """Whoever comes without a link is asked for a code, or logs in."""
    return redirect("certificate")
