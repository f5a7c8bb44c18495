"""Making and finding links for people without an account, and how often they may be asked for."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from guiju.web.public.models import Link

KINDS: Final[dict[str, Any]] = {
    "tracking": _("Order tracking"),
    "questionnaire": _("Questionnaire"),
    "complaint": _("Complaint form"),
}
PATHS: Final = {"tracking": "track", "questionnaire": "questionnaire", "complaint": "complaint"}
"""The name of the page of each kind."""
SEEN_EVERY: Final = timedelta(minutes=1)
PER_MINUTE: Final = 30
SENT_PER_HOUR: Final = 10


def make(kind: str, now: datetime, by: str = "", days: int = 90, **more: Any) -> tuple[Link, str]:
    """A link and its token, which is never shown again.

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"expected one of {sorted(KINDS)}, found {kind}")
    token = secrets.token_urlsafe(32)
    until = now + timedelta(days=days) if days else None
    row = Link.objects.create(
        digest=digest(token), kind=kind, made=now, made_by=by, until=until, **more
    )
    return row, token


def find(kind: str, token: str, now: datetime) -> Link | None:
    """The link of a token that is still good."""
    row = Link.objects.filter(kind=kind, digest=digest(token), ended=None).first()
    if row is None or (row.until is not None and row.until <= now):
        return None
    return row


def looked_at(link: Link, now: datetime) -> None:
    """Keep when a link was last used, to the minute."""
    if link.used is None or now - link.used > SEEN_EVERY:
        Link.objects.filter(pk=link.pk).update(used=now)


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def too_often(address: str, what: str, most: int, seconds: int) -> bool:
    """Count a request of an address; whether it was one too many."""
    key = f"public:{what}:{sha256(address.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:
        return False
