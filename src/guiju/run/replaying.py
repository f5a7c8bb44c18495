"""Replaying a case from its entries; nothing is evaluated."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.journal.entry import Entry
from guiju.run.facts import merged, settled
from guiju.run.record import Record
from guiju.run.standards import Deployed, Standards
from guiju.standard import Standard, Step, fire, initial


def apply_entry(standard: Standard, record: Record, entry: Entry) -> Record:
    """The case after an entry that leaves it on its standard."""
    state = record.state
    if entry.step:
        kind, target, choice = entry.step
        step = Step(kind, target, choice, entry.values)
        state = fire(standard, state, step, entry.time, entry.answers).state
    facts = merged(record.facts, entry.facts) if entry.facts else record.facts
    return Record(record.id, entry.number, state, settled(facts, state))


def replay_record(standards: Standards, first: Deployed, entries: Iterable[Entry]) -> Record | None:
    """The case that its entries lead to, from its start on; None without entries.

    Raises:
        ValueError: the entries have a gap.
    """
    record: Record | None = None
    standard = first.standard
    for entry in entries:
        if record is None:
            record = Record(entry.case, 0, initial(_process(entry)))
        if entry.number != record.number + 1:
            raise ValueError(f"expected entry {record.number + 1}, found {entry.number}")
        if entry.kind == "CaseMigrated":
            from guiju.run.migrating import migrated

            found = standards.by_digest(entry.values["standard"])
            assert found is not None
            state = migrated(standard, found.standard, record.state, entry.values["mapping"])
            record, standard = record._replace(state=state), found.standard
        record = apply_entry(standard, record, entry)
    return record


def _process(entry: Entry) -> str:
    """The process a case runs: its first moment says so."""
    return next(element for word, element, _ in entry.path if word == "started")
