"""What the deadlines of a case show: of those that run, and of those that have stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guiju.journal.entry import Entry
from guiju.run.beside import Beside
from guiju.run.clock import Reading, Stopped, write_fact
from guiju.run.deciding.deadlines import Spec, reading_of, running
from guiju.run.facts import NO_FACTS, Facts, merged


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """One deadline of a case at one moment.

    Attributes:
        instance: whose it is; 0 for the case itself.
        element: id of the element, or of the process.
        deadline: its name in the timing of the version.
        reading: what its clock shows; see `guiju.run.clock.Reading`.
        told: marks that somebody was told of: "warning 80", "breach", "escalation 1".
        problem: why there is no clock, where its expressions gave none.
    """

    instance: int
    element: str
    deadline: str
    reading: Reading
    told: tuple[str, ...] = ()
    problem: str | None = None


def of_facts(facts: Facts, beside: Beside, now: datetime) -> tuple[DeadlineReading, ...]:
    """The deadlines that run, by instance."""
    specs = running(facts)
    return tuple(_read(int(iid), specs[iid], beside, now) for iid in sorted(specs, key=int))


def of_entries(
    entries: Iterable[Entry], beside: Beside, now: datetime
) -> Iterator[DeadlineReading]:
    """The deadlines that have stopped, in that order, worked out from the entries alone."""
    known: Mapping[str, Any] = NO_FACTS
    for entry in entries:
        patch = entry.facts.get("deadlines", NO_FACTS)
        for iid, change in patch.items():
            if change is None and iid in known:
                stopped = [*known[iid]["facts"], write_fact(Stopped(entry.time))]
                yield _read(int(iid), {**known[iid], "facts": stopped}, beside, now)
        known = merged(known, patch)


def _read(iid: int, spec: Spec, beside: Beside, now: datetime) -> DeadlineReading:
    reading = Reading() if beside.timing is None else reading_of(beside.timing, spec, now)
    told = tuple(spec.get("told", ()))
    return DeadlineReading(
        iid, spec["element"], spec["name"], reading, told, spec.get("problem")
    )  # fmt: skip
