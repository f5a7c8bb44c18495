"""Links of a case for people without an account: made, shown once, revoked on its page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from guiju.web.access import allow
from guiju.web.cases import looking, views
from guiju.web.engine import engine
from guiju.web.policy import visitor_of
from guiju.web.public import giving
from guiju.web.public.models import Link
from guiju.web.public.views import shared_link
from guiju.web.reader import language


@require_POST
@login_required
def share(request: HttpRequest, id_: str) -> HttpResponse:
    """Make a link for a case, whose address is shown once, or revoke one."""
    found = looking.load(engine(), id_)
    if found is None or not views.may_see(request, id_):
        raise Http404
    allow(request, "case.share", found.hands)
    if request.POST.get("act") == "end":
        giving.take_back(request, shared_link(Link.objects.filter(case=found.id), request))
        return redirect("case", id_=id_)
    wanted = offer(found, request, request.POST.get("offer", ""))
    if wanted is None:
        raise Http404
    _link, address = giving.give(request, {**wanted.given, "case": found.id})
    return render(request, "guiju/cases/case.html", views.context_of(request, found, address))


def offer(case: looking.Case, request: HttpRequest, id_: str) -> giving.Offer | None:
    """What may be given for a case, by its id."""
    found: Any = giving.offers(case, visitor_of(request.user), language())
    return next((each for each in found if each.id == id_), None)
