"""Invitations: a token, used once, by which somebody sets a password."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from guiju.systems.directory.models import Person
from guiju.web.accounts.models import Account, Invitation

LASTS = timedelta(days=3)


def invite(account: Account, now: datetime) -> str:
    """A new token for an account; older ones are no longer good."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Invitation.objects.filter(account=account, used=None).delete()
        Invitation.objects.create(account=account, digest=_digest(token), until=now + LASTS)
    return token


def invited(token: str, now: datetime) -> Invitation | None:
    """The invitation of a token that is still good."""
    found = Invitation.objects.select_related("account").filter(digest=_digest(token), used=None)
    return found.filter(until__gt=now, account__is_active=True).first()


def accept(invitation: Invitation, password: str, now: datetime) -> bool:
    """Set the password, once; False where somebody was quicker."""
    with transaction.atomic():
        taken = Invitation.objects.filter(pk=invitation.pk, used=None).update(used=now)
        if taken:
            invitation.account.set_password(password)
            invitation.account.save(update_fields=["password"])
    return bool(taken)


def first_administrator(username: str, name: str, now: datetime) -> str | None:
    """An account for the first administrator and its token; None where there is one already."""
    with transaction.atomic():
        if any("administrator" in each.duties for each in Account.objects.all()):
            return None
        Person.objects.get_or_create(code=username, defaults={"name": name or username})
        account, _ = Account.objects.get_or_create(username=username)
        account.duties = ["administrator"]
        account.save()
        return invite(account, now)


def new_account(code: str, duties: Sequence[str], now: datetime) -> tuple[Account, str]:
    """An account for a person of the directory, and the token to set its password."""
    account, _ = Account.objects.get_or_create(username=code)
    account.duties = list(duties)
    account.is_active = True
    account.save()
    return account, invite(account, now)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
