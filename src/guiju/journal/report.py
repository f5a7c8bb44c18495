"""What reading a log found: how much, by which rules, and what was wrong."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .mapping import Mapping
from .trouble import BadRow, Note, Unreadable

_NONE: AnyMapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """The report of one reading; a door prints it, a check quotes it.

    Attributes:
        format: xes, csv, parquet, ocel-json, ocel-xml, ocel-sqlite, journal, encoded.
        rows: events or rows the source holds, good and bad, up to where reading stopped.
        kept: events of the log.
        cases: cases of the log.
        mapping: the roles of the columns as they were used.
        guessed: names of the roles nobody told.
        bad_rows: the first bad rows in full.
        bad_counts: all bad rows by code.
        notes: what the user should know, though nothing is wrong: an ambiguous date format.
        time_rule: how a time without a zone was read.
        missing_times: events without a (readable) time; they keep their place in the source.
        tie_policy: which event comes first among events of one case with equal times.
        tied_cases: cases with at least one pair of equal times; another policy may change them.
        lifecycle_rule: which lifecycle transitions became events of the log.
        left_out: events the lifecycle rule left out.
        stopped: why reading stopped before the end; None where all was read.
    """

    format: str
    rows: int = 0
    kept: int = 0
    cases: int = 0
    mapping: Mapping = field(default_factory=Mapping)
    guessed: tuple[str, ...] = ()
    bad_rows: tuple[BadRow, ...] = ()
    bad_counts: AnyMapping[str, int] = field(default_factory=lambda: _NONE)
    notes: tuple[Note, ...] = ()
    time_rule: str = "UTC"
    missing_times: int = 0
    tie_policy: str = "source order"
    tied_cases: int = 0
    lifecycle_rule: str = "all"
    left_out: int = 0
    stopped: Unreadable | None = None

    @property
    def bad_total(self) -> int:
        """How many bad rows there were, shown or not."""
        return sum(self.bad_counts.values())
