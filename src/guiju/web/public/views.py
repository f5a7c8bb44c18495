"""Pages for people without an account."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.run.answer import Accepted
from guiju.run.commands import SendMessage, StartCase
from guiju.run.lanes import Statement
from guiju.web.access import needs
from guiju.web.accounts.adapter import address_of
from guiju.web.administration.noting import note
from guiju.web.cases import looking
from guiju.web.cases.starting import startable
from guiju.web.engine import engine, now
from guiju.web.policy import visitor_of
from guiju.web.public import links
from guiju.web.public.models import Link
from guiju.web.reader import language
from guiju.web.texts import Texts, texts, texts_of
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
    form = told.form(link.form)
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
    """Links that were made, and making one; its address is shown once."""
    made = None
    if request.method == "POST":
        made = _make(request)
    processes = startable(engine(), visitor_of(request.user), language())
    rows = Link.objects.order_by("-made")[:100]
    uses = {"rows": rows, "made": made, "kinds": links.KINDS, "processes": processes}
    return render(request, "guiju/public/manage.html", uses)


def _make(request: HttpRequest) -> str | None:
    sent = request.POST
    kind, case = sent.get("kind", ""), sent.get("case", "").strip()
    more: dict[str, Any] = {
        name: sent.get(name, "").strip()[:200] for name in ("process", "form", "message")
    }
    row = engine().reader().case(case) if case else None
    if kind not in links.KINDS or (kind != "complaint" and row is None):
        messages.error(request, _("Name a case that there is."))
        return None
    if kind != "tracking" and not more["form"]:
        messages.error(request, _("Name the form."))
        return None
    who = visitor_of(request.user).id
    made, token = links.make(
        kind, now(), who, case=case, correlation=sent.get("correlation", "").strip()[:200],
        once=kind == "questionnaire", **more,
    )  # fmt: skip
    note(request, "link", made.kind, made.case or made.process)
    paths = {"tracking": "track"}
    return request.build_absolute_uri(f"/public/{paths.get(kind, kind)}/{token}/")


def front(request: HttpRequest) -> HttpResponse:
    """Whoever comes without a link is asked for a code, or logs in."""
    return redirect("certificate")
