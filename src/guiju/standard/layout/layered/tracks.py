"""Vertical tracks in the gap between two layers: what overlaps goes side by side."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Trunk:
    """A vertical line in a gap that one or several edges of a common end share.

    Attributes:
        port: the y of the common end.
        low: least y.
        high: greatest y.
        leaving: whether the common end is the source.
        track: number of its track, from the left.
    """

    port: float
    low: float
    high: float
    leaving: bool
    track: int = 0

    def add(self, y: float) -> None:
        """Reach so far."""
        self.low, self.high = min(self.low, y), max(self.high, y)

    @property
    def falls(self) -> bool:
        """Whether what runs on it goes down more than up, seen from the left."""
        down = self.high - self.port >= self.port - self.low
        return down if self.leaving else not down


@dataclass(slots=True)
class Gap:
    """The room between two columns.

    Attributes:
        trunks: by (end, y of the end).
        tracks: how many tracks lie side by side.
        label: width of the widest label that stands in it.
    """

    trunks: dict[tuple[object, ...], Trunk] = field(default_factory=dict)
    tracks: int = 0
    label: float = 0.0


def assign(gap: Gap) -> None:
    """Gives every trunk a track: down-going from the lowest, up-going from the highest first."""
    falling = sorted((t for t in gap.trunks.values() if t.falls), key=lambda t: -t.port)
    rising = sorted((t for t in gap.trunks.values() if not t.falls), key=lambda t: t.port)
    placed: list[Trunk] = []
    for trunk in (*falling, *rising):
        taken = {t.track for t in placed if t.low < trunk.high + 8 and trunk.low < t.high + 8}
        trunk.track = max(taken, default=-1) + 1
        placed.append(trunk)
        gap.tracks = max(gap.tracks, trunk.track + 1)
