"""Who a token acts as.

One statement a request asks for everything this depends on; what was read is only read again when
that has changed. A token that has ended, or a person who has left, is thus refused at once; that
another stands in for somebody absent is known within `AGAIN` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from guiju.systems.directory.models import Absence, Person
from guiju.web.accounts.models import Account
from guiju.web.administration import tokens
from guiju.web.administration.models import ApiToken
from guiju.web.policy import Visitor

AGAIN: Final = 5.0
MOST: Final = 10_000
"""Tokens that are remembered at most."""

_ASK: Final = f"""
SELECT t.id, t.scopes, p.roles, p."left", a.id, a.is_active, a.duties, a.language,
  (SELECT sum(b.id) FROM {Absence._meta.db_table} b WHERE b.since <= %s AND b.until > %s)
FROM {ApiToken._meta.db_table} t
LEFT JOIN {Person._meta.db_table} p ON p.code = t.person
LEFT JOIN {Account._meta.db_table} a ON a.username = t.person
WHERE t.digest = %s AND t.ended IS NULL
"""


class Program:
    """Who a request with a token acts as, for a person without an account."""

    is_authenticated = True
    is_anonymous = False
    is_active = True
    language = zone = ""

    def __init__(self, person: Person) -> None:
        self.username = person.code
        self.visitor = Visitor(person.code, frozenset(person.roles))


@dataclass(frozen=True, slots=True)
class Acting:
    """A token that is good, and who it acts as: an account or a `Program`."""

    token: ApiToken
    user: Any


@dataclass(frozen=True, slots=True)
class _Kept:
    row: Sequence[Any]
    acting: Acting
    read: float


_kept: Final[dict[str, _Kept]] = {}


def find(text: str, now: datetime) -> Acting | None:
    """Who the token of that text acts as; None where it is not good, or they have left."""
    digest = tokens.digest(text)
    row = _look(digest, now)
    kept = _kept.get(digest)
    if kept is None or kept.row != row or time.monotonic() - kept.read > AGAIN:
        kept = _read(text, row, now) if row is not None else None
        _remember(digest, kept)
    if kept is None:
        return None
    until = kept.acting.token.until
    return kept.acting if until is None or until > now else None


def _look(digest: str, now: datetime) -> Sequence[Any] | None:
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_ASK, (at, at, digest))
        row: Sequence[Any] | None = cursor.fetchone()
    return row


def _read(text: str, row: Sequence[Any], now: datetime) -> _Kept | None:
    token = tokens.find(text, now)
    user = _user(token.person) if token is not None else None
    if token is None or user is None:
        return None
    return _Kept(row, Acting(token, user), time.monotonic())


def _remember(digest: str, kept: _Kept | None) -> None:
    if kept is None:
        _kept.pop(digest, None)
        return
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[digest] = kept


def _user(code: str) -> Any:
    """The account of a person, else the bare person; nobody where either has left."""
    person = Person.objects.filter(code=code).first()
    account = Account.objects.filter(username=code).first()
    if (person is not None and person.left) or (account is not None and not account.is_active):
        return None
    if account is not None:
        return account
    return Program(person) if person is not None else None
