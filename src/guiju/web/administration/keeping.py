"""Pages of administration: figures, connections, tokens, audit, backup."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from guiju.journal.audit import verify
from guiju.journal.store import Failed
from guiju.web.access import allow, needs
from guiju.web.administration import connections as ways
from guiju.web.administration import copies, standing, tokens
from guiju.web.administration.forms import ConnectionForm, TokenForm
from guiju.web.administration.models import ApiToken, Change, Connection
from guiju.web.administration.noting import note
from guiju.web.administration.parameters import change_parameter, history
from guiju.web.engine import engine, now
from guiju.web.people import names
from guiju.web.policy import visitor_of
from guiju.web.standards.library import pack_of
from guiju.web.standards.models import Version


@needs("parameters.see")
def calendars(request: HttpRequest) -> HttpResponse:
    """Working calendars of the standards in force."""
    rows = standing.calendars_in_force()
    return render(request, "guiju/administration/calendars.html", {"rows": rows})


@needs("parameters.see")
def parameters(request: HttpRequest) -> HttpResponse:
    """Parameters of the standards in force; who may, changes one."""
    if request.method == "POST":
        return _change(request)
    found = standing.parameters_in_force()
    changes = history()
    uses = {
        "found": found,
        "history": changes,
        "names": names(each.person for each in changes),
        "mine": visitor_of(request.user).roles,
        "owner": visitor_of(request.user).has("owner"),
    }
    return render(request, "guiju/administration/parameters.html", uses)


def _change(request: HttpRequest) -> HttpResponse:
    """Another value: a new version, in force at once, for whoever the standard says."""
    version = get_object_or_404(
        Version.objects.select_related("standard"),
        pk=request.POST.get("version", "0") if request.POST.get("version", "").isdecimal() else 0,
        state=Version.State.FORCE,
    )
    pack, id_ = pack_of(version), request.POST.get("id", "")
    if pack is None or id_ not in pack.parameters:
        raise Http404
    allow(request, "parameter.change", pack.parameters[id_])
    problems = change_parameter(request, version, pack, id_, request.POST.get("value", "").strip())
    for each in problems:
        messages.error(request, f"{id_}: {each}")
    if not problems:
        messages.success(request, _("%(id)s is changed; new cases follow it.") % {"id": id_})
    return redirect("parameters")


@needs("connections.keep")
def connections(request: HttpRequest) -> HttpResponse:
    """Ways to the outside."""
    form = ConnectionForm(request.POST or None if request.POST.get("act") != "end" else None)
    if request.POST.get("act") == "end":
        ways.end(request, get_object_or_404(Connection, pk=_number(request.POST.get("pk"))))
        return redirect("connections")
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        ways.keep(request, kept["kind"], kept["name"], kept["address"])
        messages.success(request, _("The connection is kept."))
        return redirect("connections")
    rows = [(row, ways.KINDS[row.kind][0], ways.shown(row.address), _called_at(request, row))
            for row in Connection.objects.order_by("kind", "name")]  # fmt: skip
    uses = {"rows": rows, "form": form, "kinds": ways.KINDS.values()}
    return render(request, "guiju/administration/connections.html", uses)


def _called_at(request: HttpRequest, row: Connection) -> str:
    """Where the chat of a robot has to call; empty for what is not called."""
    if row.kind != "robot":
        return ""
    return request.build_absolute_uri(reverse("robot", args=[row.name]))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0


@needs("tokens.keep")
def api_tokens(request: HttpRequest) -> HttpResponse:
    """Tokens of programs; a new one is shown once."""
    form = TokenForm(request.POST if request.POST.get("act") == "make" else None)
    made = None
    if request.POST.get("act") == "end":
        rows = ApiToken.objects.filter(ended=None)
        tokens.end(request, get_object_or_404(rows, pk=_number(request.POST.get("pk"))))
        return redirect("tokens")
    if request.method == "POST" and form.is_valid():
        allow(request, "token.make", form.cleaned_data["person"])
        _row, made = tokens.keep(request, form.cleaned_data)
        form = TokenForm()
    rows = ApiToken.objects.filter(ended=None).order_by("-made")[:200]
    uses = {"rows": rows, "form": form, "made": made, "scopes": tokens.SCOPES}
    return render(request, "guiju/administration/tokens.html", uses)


@needs("audit.see")
def audit(request: HttpRequest) -> HttpResponse:
    """Whether the journal is whole, and what administrators changed."""
    verdict: Any = None
    if request.method == "POST":
        verdict = verify(engine().reader())
        note(request, "verified", str(verdict.entries), str(len(verdict.breaks)))
    changes = Change.objects.order_by("-at", "-pk")[:100]
    uses = {
        "verdict": verdict,
        "changes": changes,
        "names": names(each.person for each in changes),
        "counts": engine().reader().counts(),
    }
    return render(request, "guiju/administration/audit.html", uses)


@needs("backup.take")
def backup(request: HttpRequest) -> Any:
    """Take a copy, or bring one away."""
    if request.method == "POST":
        return _copy(request)
    wanted = request.GET.get("file")
    if wanted:
        return brought_away(request, wanted)
    files = [(each.name, each.stat().st_size) for each in copies.copies()[:50]]
    return render(request, "guiju/administration/backup.html", {"files": files})


def _copy(request: HttpRequest) -> HttpResponse:
    try:
        made = copies.take(engine(), now())
    except Failed as failed:
        messages.error(request, _("No copy was made: %(why)s.") % {"why": failed})
        return redirect("backup")
    note(request, "backup", made.name)
    messages.success(request, _("%(name)s is written and was read back.") % {"name": made.name})
    return redirect("backup")


def brought_away(request: HttpRequest, name: str) -> FileResponse:
    """A copy as a download; that it was brought away is noted.

    Raises:
        Http404: there is no copy of that name.
    """
    found = copies.find(name)
    if found is None:
        raise Http404
    note(request, "backup brought away", found.name)
    return FileResponse(found.open("rb"), as_attachment=True, filename=found.name)
