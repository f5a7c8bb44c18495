"""The guard of the login: who fails too often at one account from one address has to wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from guiju.web.accounts.models import Failure


def blocked(account: str, address: str, now: datetime) -> bool:
    """Whether too many failures lie within the time that counts."""
    return bool(_recent(account, address, now).count() >= settings.LOGIN_GUARD["failures"])


def note_failure(account: str, address: str, now: datetime) -> None:
    """Remember a failure; those that no longer count are dropped."""
    span = timedelta(minutes=settings.LOGIN_GUARD["minutes"])
    Failure.objects.filter(at__lt=now - span).delete()
    Failure.objects.create(account=account[:64], address=address[:64], at=now)


def forget(account: str, address: str) -> None:
    """A login that went well clears what failed before it."""
    Failure.objects.filter(account=account[:64], address=address[:64]).delete()


def _recent(account: str, address: str, now: datetime) -> QuerySet[Failure]:
    since = now - timedelta(minutes=settings.LOGIN_GUARD["minutes"])
    return Failure.objects.filter(account=account[:64], address=address[:64], at__gte=since)
