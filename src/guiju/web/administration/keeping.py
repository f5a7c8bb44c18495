"""Pages of administration: figures, connections, tokens, audit, backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guiju.journal.audit import verify
from guiju.journal.store import Failed
from guiju.standard.pack import change
from guiju.web.access import needs
from guiju.web.administration import connections as ways
from guiju.web.administration import standing, tokens
from guiju.web.administration.forms import ConnectionForm, TokenForm
from guiju.web.administration.models import ApiToken, Change, Connection
from guiju.web.administration.views import note
from guiju.web.engine import engine, now
from guiju.web.people import names
from guiju.web.policy import visitor_of
from guiju.web.standards import lifecycle
from guiju.web.standards.library import new_version, next_label, pack_of
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
    history = Change.objects.filter(what="parameter").order_by("-at")[:50]
    uses = {
        "found": found,
        "history": history,
        "names": names(each.person for each in history),
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
    who = visitor_of(request.user)
    pack, id_ = pack_of(version), request.POST.get("id", "")
    if pack is None or id_ not in pack.parameters:
        raise Http404
    if not who.has("owner") and pack.parameters[id_].changed_by not in who.roles:
        raise PermissionDenied
    value = request.POST.get("value", "").strip()
    changed, problems = change(pack, {id_: value})
    if changed is None:
        for each in problems:
            messages.error(request, f"{id_}: {each}")
        return redirect("parameters")
    before = pack.parameters[id_].value
    if changed.parameters[id_].value != before:
        _put_in_force(version, {**version.values, id_: value}, who.id)
        note(request, "parameter", f"{pack.name} {id_}", f"{before} → {value}")
        messages.success(request, _("%(id)s is changed; new cases follow it.") % {"id": id_})
    return redirect("parameters")


def _put_in_force(version: Version, values: dict[str, str], author: str) -> None:
    made = new_version(
        version.standard, version.files, author, now(), values=values, label=next_label(version)
    )
    made.effective = now()
    made.save(update_fields=["effective"])
    lifecycle.deploy(engine(), made)


@needs("connections.keep")
def connections(request: HttpRequest) -> HttpResponse:
    """Ways to the outside."""
    form = ConnectionForm(request.POST or None if request.POST.get("act") != "end" else None)
    if request.POST.get("act") == "end":
        row = get_object_or_404(Connection, pk=_number(request.POST.get("pk")))
        note(request, "connection ended", f"{row.kind} {row.name}")
        row.delete()
        return redirect("connections")
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        Connection.objects.update_or_create(
            kind=kept["kind"], name=kept["name"],
            defaults={
                "address": kept["address"], "active": True, "changed": now(),
                "changed_by": visitor_of(request.user).id,
            },
        )  # fmt: skip
        note(request, "connection", f"{kept['kind']} {kept['name']}", ways.shown(kept["address"]))
        messages.success(request, _("The connection is kept."))
        return redirect("connections")
    rows = [(row, ways.KINDS[row.kind][0], ways.shown(row.address))
            for row in Connection.objects.order_by("kind", "name")]  # fmt: skip
    uses = {"rows": rows, "form": form, "kinds": ways.KINDS.values()}
    return render(request, "guiju/administration/connections.html", uses)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0


@needs("tokens.keep")
def api_tokens(request: HttpRequest) -> HttpResponse:
    """Tokens of programs; a new one is shown once."""
    form = TokenForm(request.POST if request.POST.get("act") == "make" else None)
    made = None
    who = visitor_of(request.user)
    if request.POST.get("act") == "end":
        ApiToken.objects.filter(pk=_number(request.POST.get("pk")), ended=None).update(ended=now())
        note(request, "token ended", request.POST.get("pk", ""))
        return redirect("tokens")
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        if kept["person"] != who.id and not who.has("administrator"):
            raise PermissionDenied
        row, made = tokens.make(
            kept["name"], kept["person"], kept["scopes"], kept["days"], who.id, now()
        )
        note(request, "token", row.name, f"{row.person}: {', '.join(row.scopes)}")
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
    folder = Path(settings.FILES) / "backups"
    if request.method == "POST":
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"guiju-{now():%Y%m%d-%H%M%S}.db"
        try:
            engine().store.backup(str(folder / name))
        except Failed as failed:
            messages.error(request, _("No copy was made: %(why)s.") % {"why": failed})
            return redirect("backup")
        note(request, "backup", name)
        messages.success(request, _("%(name)s is written and was read back.") % {"name": name})
        return redirect("backup")
    rows = sorted(folder.glob("guiju-*.db"), reverse=True) if folder.is_dir() else []
    wanted = request.GET.get("file")
    if wanted:
        found = next((each for each in rows if each.name == wanted), None)
        if found is None:
            raise Http404
        note(request, "backup brought away", found.name)
        return FileResponse(found.open("rb"), as_attachment=True, filename=found.name)
    files = [(each.name, each.stat().st_size) for each in rows[:50]]
    return render(request, "guiju/administration/backup.html", {"files": files})
