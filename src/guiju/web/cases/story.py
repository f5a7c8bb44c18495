"""The entries of a case as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from guiju.journal import Entry
from guiju.web.people import names
from guiju.web.texts import Texts
from guiju.web.words import KINDS

SILENT = frozenset({"DraftSaved"})
"""Entries that say nothing to a reader."""


_WITH_REASON = frozenset(
    {
        *("TaskForwarded", "TaskReturned", "CaseSuspended", "CaseCancelled", "InstanceCancelled"),
        *(
            "ClockPaused",
            "ClockResumed",
            "TokenMoved",
            "IncidentResolved",
            "JobFailed",
            "JobGivenUp",
        ),
    }
)
"""Entries whose `reason` was said with the command; elsewhere it is data of the case."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry.

    Attributes:
        what: what was done, in words.
        step: name of the step it was done to.
        who: the person's name; "" for the clock or a program.
        values: (name, value) that came with it, for those who may see them.
        reason: what was said with it.
        refused: it is a refusal that was kept.
    """

    number: int
    time: datetime
    kind: str
    what: str
    step: str
    element: str
    who: str
    values: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    refused: bool = False


def tell(
    entries: Iterable[Entry],
    texts: Texts,
    tongue: str,
    values: bool = True,
    programs: bool = True,
) -> Sequence[Told]:
    """Entries in words, the oldest first.

    Args:
        values: whether the reader may see the data of the case.
        programs: whether data that programs brought are told too, or those of people alone.
    """
    told = [each for each in entries if each.kind not in SILENT]
    known = names(each.actor for each in told)
    return [
        _one(each, texts, tongue, known, values and (programs or _by_people(each))) for each in told
    ]


def _by_people(entry: Entry) -> bool:
    return entry.kind == "CaseStarted" or entry.kind.startswith("Task")


def _one(entry: Entry, texts: Texts, tongue: str, known: Mapping[str, str], values: bool) -> Told:
    given = dict(entry.values)
    reason = str(given.pop("reason", "") or "") if entry.kind in _WITH_REASON else ""
    what = str(KINDS.get(entry.kind, entry.kind))
    if entry.kind.startswith("Deadline"):
        mark = given.get("mark")
        what, given = f"{what} {mark} %" if isinstance(mark, int) else what, {}
    if entry.kind == "CommandRefused":
        reason, given = str(entry.values.get("code", reason)), {}
    return Told(
        entry.number,
        entry.time,
        entry.kind,
        what,
        texts.name(entry.element, tongue) if entry.element else "",
        entry.element or "",
        known.get(entry.actor or "", entry.actor or ""),
        tuple(shown(given, texts.labels(entry.element, tongue))) if values else (),
        reason,
        entry.kind == "CommandRefused",
    )


def shown(
    values: Mapping[str, Any], labels: Mapping[str, str] = MappingProxyType({})
) -> Iterable[tuple[str, str]]:
    """Variables as (name, text); a name that a form asked for is called as it is there."""
    for name, value in values.items():
        if value is not None:
            yield labels.get(name, name), text_of(value)


def text_of(value: Any) -> str:
    """A value of a case as people read it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple):
        return ", ".join(text_of(each) for each in value) or "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {text_of(each)}" for key, each in value.items()) or "–"
    return str(value)


@dataclass(frozen=True, slots=True)
class Hands:
    """What the policy looks at in a case; see `guiju.web.policy.CaseLike`."""

    roles: frozenset[str]
    hands: frozenset[str] = field(default_factory=frozenset)


def hands_of(entries: Iterable[Entry], assignees: Iterable[str], texts: Texts) -> Hands:
    """Who has to do with a case: whoever acts in its standard, whoever did or has something."""
    roles = {role for place in texts.standard.program.places for role in place.node.extras.groups}
    persons = {each.actor for each in entries if each.actor} | {each for each in assignees if each}
    return Hands(frozenset(roles), frozenset(persons))
