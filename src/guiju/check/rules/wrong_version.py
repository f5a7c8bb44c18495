"""wrong-version: a case carries no version of the standard, or not the one that was in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import texts_of
from guiju.journal import NO_TIME, Log

_REASONS = ("no version", "a version nobody knows", "another version was in force")


@dataclass(frozen=True, slots=True)
class WrongVersion:
    """A case names the version that is in force when it begins; each lasts until the next begins.

    A case that begins without a time cannot be judged, unless its version is missing or unknown.

    Attributes:
        column: attribute of the case, or of its first event that has it, with its version.
        since: version to the moment from which on it is in force, with its zone (UTC if none).
    """

    name: ClassVar[str] = "wrong-version"
    column: str
    since: Mapping[str, datetime]

    def check(self, log: Log) -> Breaches:
        """A breach per case, at its first event."""
        template = "Every case names in {column!r} the version in force when it begins."
        values = {"column": self.column}
        found = _versions(log, self.column)
        if found is None:
            problems = missing_column(self.name, self.column)
            return Breaches(self.name, template, values, problems=problems)
        ordered = sorted((_micros(moment), version) for version, moment in self.since.items())
        begins = log.time[np.minimum(log.starts[:-1], len(log) - 1)].tolist()
        reasons = [
            _reason(version, begin, ordered) for version, begin in zip(found, begins, strict=True)
        ]
        told = np.array([-2 if r is None else r for r in reasons], dtype=np.int64)
        bad = np.flatnonzero(told >= 0)
        return Breaches(
            self.name,
            template,
            values,
            int((told > -2).sum()),
            bad,
            log.starts[bad],
            nowhere(bad.size),
            int((told == -2).sum()),
            reasons=_REASONS,
            reason=told[bad],
        )


def _reason(version: str | None, begin: int, ordered: list[tuple[int, str]]) -> int | None:
    """Number of the reason, -1 if the version is right, None if nobody can tell."""
    if version is None:
        return 0
    if all(version != known for _, known in ordered):
        return 1
    if begin == NO_TIME:
        return None
    at = bisect_right([moment for moment, _ in ordered], begin) - 1
    return -1 if at >= 0 and ordered[at][1] == version else 2


def _versions(log: Log, column: str) -> list[str | None] | None:
    """Per case the version it names."""
    if column in log.case_attributes:
        values = log.case_attributes[column].dense(log.cases).to_pylist()
        return [None if value is None else str(value) for value in values]
    texts = texts_of(log, column)
    if texts is None:
        return None
    return [next((texts[r] for r in log.rows(c) if texts[r]), None) for c in range(log.cases)]


def _micros(moment: datetime) -> int:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1_000_000)
