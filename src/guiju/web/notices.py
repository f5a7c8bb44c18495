"""Notices of deadlines: from the engine's outbox into people's inboxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from guiju.journal.store import OutboxRow, unpack
from guiju.run.engine import Engine
from guiju.systems.directory.models import Person
from guiju.systems.messages.models import Message
from guiju.systems.writing import writing
from guiju.web.texts import texts


def bring(engine: Engine) -> Callable[[OutboxRow], bool]:
    """A sender for the worker: each person gets a notice once."""

    def send(row: OutboxRow) -> bool:
        body = unpack(row.body)
        with writing():
            for person in _people(body.get("to") or ()):
                _keep(engine, row, body, person)
        return True

    return send


def _people(to: Any) -> Iterable[Person]:
    """Persons by id, and everybody of a role; a role is also named by its lane."""
    if isinstance(to, dict):
        to = [*(to.get("persons") or to.get("users") or ()), *(to.get("roles") or ())]
    wanted = {to} if isinstance(to, str) else {str(each) for each in to}
    return [
        each
        for each in Person.objects.filter(left=False)
        if each.code in wanted or not wanted.isdisjoint(each.roles)
    ]


def _keep(engine: Engine, row: OutboxRow, body: dict[str, Any], person: Person) -> None:
    with translation.override(_DJANGO.get(person.language, "en")):
        about, text = _words(engine, body, person.language or "en")
    Message.objects.get_or_create(
        key=f"notice:{row.key}:{person.code}",
        defaults={
            "batch": f"notice:{row.key}",
            "case": str(body.get("case") or ""),
            "direction": "out",
            "kind": "deadline",
            "recipient": person.code,
            "staff": True,
            "about": about,
            "text": text,
            "state": "delivered",
            "channel": "app",
            "at": engine.clock(),
        },
    )


_DJANGO = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant"}


def _words(engine: Engine, body: dict[str, Any], tongue: str) -> tuple[str, str]:
    """Subject and text of a notice."""
    row = engine.reader().case(str(body.get("case") or ""))
    step = str(body.get("element") or "")
    if row is not None:
        step = texts(row.standard).name(step, tongue)
    kind = str(body.get("kind") or "")
    subjects = {
        "warning": gettext("Time is running out: %(step)s"),
        "breach": gettext("Late: %(step)s"),
        "escalation": gettext("Escalated: %(step)s is late"),
    }
    about = subjects.get(kind, gettext("Notice: %(step)s")) % {"step": step}
    text = gettext("Case %(case)s, due %(due)s.") % {
        "case": body.get("case"),
        "due": _local(str(body.get("due") or "")),
    }
    return about, text


def _local(text: str) -> str:
    """A moment in the zone of the house, with its name."""
    try:
        moment = datetime.fromisoformat(text).astimezone(ZoneInfo(settings.READER_ZONE))
    except ValueError:
        return text
    return f"{moment:%Y-%m-%d %H:%M} {settings.READER_ZONE}"
