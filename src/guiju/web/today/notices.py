"""Notices in a person's inbox, for pages and the API alike."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from guiju.systems.messages.models import Message


def of(person: str, unread: bool = True) -> QuerySet[Message]:
    """Notices to a person."""
    rows = Message.objects.filter(recipient=person, staff=True, direction="out")
    return rows.filter(read_at=None) if unread else rows


def read(person: str, key: int, now: datetime) -> bool:
    """A notice was read; False where there is none of that key for that person."""
    found = of(person, False).filter(pk=key)
    found.filter(read_at=None).update(read_at=now)
    return found.exists()
