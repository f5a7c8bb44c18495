"""What happened at an element, as the journal's entries tell it: when, how long, with what data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from guiju.journal import Entry
from guiju.run.record import Record
from guiju.run.replaying import apply_entry
from guiju.standard import ROOT, Standard, State, initial

if TYPE_CHECKING:
    from guiju.run.engine import Engine


class Happening(NamedTuple):
    """One time an element was completed.

    Attributes:
        case: id of the case.
        begun: when the element was entered.
        ended: when it was completed.
        values: variables of the case and of the scopes the element stands in, and what came with
            its completion.
        actor: who completed it, None for the engine.
        version: short digest of the standard the case runs on.
        element: which it was.
    """

    case: str
    begun: datetime
    ended: datetime
    values: Mapping[str, Any]
    actor: str | None
    version: str
    element: str


def happenings(engine: Engine, case: str, elements: Collection[str]) -> Iterator[Happening]:
    """Every completion of some elements in a case, oldest first.

    The id of a process stands for a case that runs it, from its first entry to its last. A case
    that was migrated is read up to there.
    """
    row, entries = engine.reader().case(case), engine.entries(case)
    if row is None or not entries:
        return
    standard = engine.first_standard(row.standard, entries).standard
    entered: dict[tuple[str, int], datetime] = {}
    for entry, before, after in _replayed(standard, entries):
        for what, at, instance in entry.path:
            if at not in elements:
                continue
            if what in ("entered", "started"):
                entered.setdefault((at, instance), entry.time)
            elif what == "completed" and (at, instance) in entered:
                seen = _seen(before, after, instance, entry)
                begun, digest = entered.pop((at, instance)), standard.digest[:12]
                yield Happening(case, begun, entry.time, seen, entry.actor, digest, at)


def _replayed(standard: Standard, entries: Iterable[Entry]) -> Iterator[tuple[Entry, State, State]]:
    """Each entry with the states before and after it."""
    record: Record | None = None
    for entry in entries:
        if record is None:
            process = next(each for word, each, _ in entry.path if word == "started")
            record = Record(entry.case, 0, initial(process))
        if entry.kind == "CaseMigrated":
            return
        before, record = record, apply_entry(standard, record, entry)
        yield entry, before.state, record.state


def _seen(before: State, after: State, instance: int, entry: Entry) -> dict[str, Any]:
    """All an expression sees at a completion: the inner scopes on top of the outer ones."""
    scopes = []
    live = before.live if instance in before.live else after.live
    while instance in live and instance != ROOT:
        scopes.append(instance)
        instance = live[instance].owner
    found = dict(after.variables)
    for scope in reversed(scopes):
        found |= before.locals.get(scope, {}) | after.locals.get(scope, {})
    return found | dict(entry.values)
