"""What administrators changed is kept, for whoever asks later."""

from __future__ import annotations

from django.http import HttpRequest

from guiju.web.administration.models import Change
from guiju.web.engine import now
from guiju.web.policy import visitor_of


def note(request: HttpRequest, what: str, thing: str, detail: str = "") -> None:
    """Keep that somebody changed something."""
    person = visitor_of(request.user).id
    Change.objects.create(at=now(), person=person, what=what, thing=thing[:200], detail=detail)
