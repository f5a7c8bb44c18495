"""The first page: what somebody has before them."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from guiju.systems.directory.models import Absence
from guiju.web.cases import looking
from guiju.web.engine import engine, now
from guiju.web.people import names
from guiju.web.policy import can, visitor_of
from guiju.web.reader import language
from guiju.web.today import notices as inbox
from guiju.web.today.certificates import certificates_of
from guiju.web.today.figures import figures_of
from guiju.web.work.finding import Asked, counts, find
from guiju.web.work.listing import rows_of
from guiju.web.work.models import Note
from guiju.web.work.tasks import load

SHOWN: Final = 5
"""Notices on the page, unless all are asked for; and steps."""


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What the person has before them."""
    who, tongue, at = visitor_of(request.user), language(), now()
    mine = find(engine(), who, Asked("mine", limit=12), at).tasks
    offered = find(engine(), who, Asked("offered", limit=5), at).tasks
    notes = list(Note.objects.filter(to=who.id, done=None).exclude(kind="answer").order_by("at"))
    asked = Note.objects.filter(author=who.id, done=None).exclude(kind="answer").order_by("at")
    people = [*(n.author for n in notes), *(n.to for n in asked), *who.instead]
    unread = inbox.of(who.id)
    figures = figures_of(engine(), who.id, at)
    context: dict[str, Any] = {
        "now": at,
        "counts": counts(engine(), who, at),
        "mine": rows_of(mine, who, tongue),
        "offered": rows_of(offered, who, tongue),
        "for_me": [(n, load(engine(), f"{n.case}:{n.task}")) for n in notes[:20]],
        "of_others": asked[:20],
        "names": names(people),
        "instead": [
            (
                each,
                rows_of(find(engine(), _as(each), Asked("mine", limit=10), at).tasks, who, tongue),
            )
            for each in sorted(who.instead)
        ],
        "away": Absence.objects.filter(person=who.id, until__gt=at).order_by("since").first(),
        "notices": unread.order_by("-at")[: SHOWN if "all" not in request.GET else 200],
        "unread": unread.count(),
        "shown": SHOWN,
        "figures": figures,
        "steps": [(each.name(tongue), each) for each in figures.steps[:SHOWN]],
        "certificates": certificates_of(engine(), who, at, tongue),
    }
    if can(who, "incident.mend"):
        context["stuck"] = looking.stuck_now(engine(), 10)
    if can(who, "case.steer"):
        context["late"] = looking.late_now(engine(), at)
    return render(request, "guiju/today.html", context)


def _as(person: str) -> Any:
    from guiju.web.policy import Visitor

    return Visitor(person)


@require_POST
@login_required
def read_notice(request: HttpRequest, key: int) -> HttpResponse:
    """A notice was read."""
    if not inbox.read(visitor_of(request.user).id, key, now()):
        raise Http404
    return redirect("today")
