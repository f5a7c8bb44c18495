"""Opaque tokens for programs: shown once, kept as a digest, with scopes and an end."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guiju.web.administration.models import ApiToken
from guiju.web.administration.noting import note
from guiju.web.engine import now as engine_now
from guiju.web.policy import visitor_of

SCOPES: Final[dict[str, Any]] = {
    "tasks": _("tasks: read and do"),
    "cases": _("cases: read and start"),
    "standards": _("standards: read"),
    "standards.write": _("standards: write and propose"),
    "jobs": _("jobs: take and report"),
    "events": _("events: listen"),
    "administration": _("administration"),
}
_SIGN: Final = "guiju_"


def make(
    name: str, person: str, scopes: Sequence[str], days: int, by: str, now: datetime
) -> tuple[ApiToken, str]:
    """A token that acts as a person; the text is never shown again.

    Raises:
        ValueError: there is no such scope.
    """
    unknown = set(scopes) - SCOPES.keys()
    if unknown:
        raise ValueError(f"expected scopes {sorted(SCOPES)}, found {sorted(unknown)}")
    text = _SIGN + secrets.token_urlsafe(32)
    until = now + timedelta(days=days) if days else None
    row = ApiToken.objects.create(
        name=name, person=person, digest=digest(text), scopes=list(scopes), made=now, made_by=by,
        until=until,
    )  # fmt: skip
    return row, text


def find(text: str, now: datetime) -> ApiToken | None:
    """The token of a text that is still good."""
    row = ApiToken.objects.filter(digest=digest(text), ended=None).first()
    if row is None or (row.until is not None and row.until <= now):
        return None
    if row.last_used is None or now - row.last_used > timedelta(minutes=1):
        ApiToken.objects.filter(pk=row.pk).update(last_used=now)
    return row


def digest(text: str) -> str:
    """What is kept of a token."""
    return sha256(text.encode()).hexdigest()


def keep(request: HttpRequest, kept: Mapping[str, Any]) -> tuple[ApiToken, str]:
    """A token as a form that is right says it, and its text."""
    by = visitor_of(request.user).id
    row, text = make(kept["name"], kept["person"], kept["scopes"], kept["days"], by, engine_now())
    note(request, "token", row.name, f"{row.person}: {', '.join(row.scopes)}")
    return row, text


def end(request: HttpRequest, row: ApiToken) -> None:
    """End a token; its next call is refused."""
    ApiToken.objects.filter(pk=row.pk, ended=None).update(ended=engine_now())
    note(request, "token ended", row.name, row.person)
