"""unusual-gap: the time between two activities is far from what is usual for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.rows import Rows
from guiju.journal import NO_TIME, Log


@dataclass(frozen=True, slots=True)
class TemporalProfile:
    """Mean and standard deviation of the time from each activity to each later one in a case.

    Source: Stertz, Mangler, Rinderle-Ma, "Temporal conformance checking at runtime based on
    time-infused process models", 2020, on directly following events.

    Attributes:
        activities: names, by code.
        mean: (activities, activities) seconds; NaN where the pair was never seen.
        deviation: (activities, activities) seconds, of the population.
        count: (activities, activities) how often the pair was seen.
    """

    activities: tuple[str, ...]
    mean: NDArray[np.float64] = field(repr=False)
    deviation: NDArray[np.float64] = field(repr=False)
    count: NDArray[np.int64] = field(repr=False)


def temporal_profile(log: Log) -> TemporalProfile:
    """The profile of a log, over directly following events that both have a time."""
    size = len(log.activities)
    _, pair, seconds = _gaps(log, {name: i for i, name in enumerate(log.activities)})
    count = np.bincount(pair, minlength=size * size)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(pair, seconds, size * size) / count
        spread = np.bincount(pair, (seconds - mean[pair]) ** 2, size * size) / count
    shape = (size, size)
    return TemporalProfile(
        log.activities,
        mean.reshape(shape),
        np.sqrt(spread).reshape(shape),
        count.astype(np.int64).reshape(shape),
    )


@dataclass(frozen=True, slots=True)
class UnusualGap:
    """Temporal profile: a gap farther than `factor` standard deviations from the pair's mean.

    Attributes:
        profile: what is usual: of an earlier log (`temporal_profile`); None: of the log itself.
            In a rules file the name of an earlier log's file.
        factor: how many standard deviations are still usual.
        least: pairs seen less often than this are not judged.
    """

    name: ClassVar[str] = "unusual-gap"
    profile: TemporalProfile | None = field(default=None, repr=False)
    factor: float = 6.0
    least: int = 10

    def check(self, log: Log) -> Breaches:
        """A breach per unusual gap; at its second event, since its first."""
        profile = self.profile or temporal_profile(log)
        code = {name: i for i, name in enumerate(profile.activities)}
        rows, pair, seconds = _gaps(log, code)
        mean, deviation = profile.mean.ravel(), profile.deviation.ravel()
        judged = profile.count.ravel()[pair] >= self.least
        rows, pair, seconds = rows[judged], pair[judged], seconds[judged]
        bad = np.abs(seconds - mean[pair]) > self.factor * deviation[pair]
        return Breaches(
            self.name,
            "Gaps stay within {factor} standard deviations of what is usual.",
            {"factor": self.factor, "least": self.least},
            rows.size,
            log.case[rows[bad]].astype(np.int64),
            rows[bad],
            rows[bad] - 1,
            int((~judged).sum()),
        )


def _gaps(log: Log, code: dict[str, int]) -> tuple[Rows, NDArray[np.int64], NDArray[np.float64]]:
    """Second row, pair of activities and seconds of each gap between known activities."""
    known = np.array([code.get(name, -1) for name in log.activities], dtype=np.int64)
    rows = np.setdiff1d(np.arange(1, len(log)), log.starts, assume_unique=True)
    first, second = known[log.activity.codes[rows - 1]], known[log.activity.codes[rows]]
    timed = (log.time[rows] != NO_TIME) & (log.time[rows - 1] != NO_TIME)
    kept = timed & (first >= 0) & (second >= 0)
    rows = rows[kept]
    seconds = (log.time[rows] - log.time[rows - 1]) / 1e6
    return rows, (first * len(code) + second)[kept], seconds
