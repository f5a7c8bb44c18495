"""The cost vectors of all endings of all sequences, each different vector worked out once.

Vectors of different endings are mostly the same few, but for a number added to all of their
entries. So a vector is kept with its least entry taken off; where an event in front leads is
worked out where it is met for the first time: the automaton of costs is determinised as it is met
(Mohri, "Finite-state transducers in language and speech processing", 1997). Where only low costs
are asked for, all entries above are cut and far fewer vectors differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from guiju.check.packed import packing
from guiju.check.vectors import Tables

_FEW = 10
"""Ways of an activity that are compared one after the other; more of them as a table."""


@dataclass(slots=True, eq=False)
class Vector:
    """What is still to be paid from each state.

    Attributes:
        packed: the vector as one number.
        costs: its entries.
        leads: per activity where it leads, None where that is not known yet.
    """

    packed: int
    costs: Sequence[int] = field(repr=False)
    leads: list[Lead | None] = field(repr=False)


@dataclass(slots=True, eq=False)
class Lead:
    """An event in front of an ending.

    Attributes:
        behind: the vector of the ending.
        activity: the activity; one more than the last is none, the end of a sequence.
        vector: the vector with the event, what all entries have in common taken off.
        more: that.
        steps: per state the step from there, as far as known (`guiju.check.walk.Steps`).
    """

    behind: Vector
    activity: int
    vector: Vector
    more: int
    steps: dict[int, int] = field(default_factory=dict)


class Vectors:
    """The different vectors met so far.

    Args:
        tables: the automaton, ready for the activities.
        longest: events of the longest sequence.
        cap: entries are exact below it, and cut to it above; None: all are exact.
    """

    def __init__(self, tables: Tables, longest: int, cap: int | None = None) -> None:
        dearest = int(tables.log_cost.max(initial=0))
        reach = dearest * longest if cap is None else cap + dearest
        self.tables = tables
        self.none = len(tables.matches)
        self._packing = packing(tables.completion.size, reach + int(tables.completion.max()))
        self._log_cost = [cost * self._packing.ones for cost in tables.log_cost.tolist()]
        self._table = self._packing.table(tables.via)
        self._first: list[int] = tables.first.tolist()
        self._ways = [self._ways_of(activity) for activity in range(self.none)]
        self._cut = (cap or 0) * self._packing.ones
        self._known: dict[int, Vector] = {}
        completion = self._packing.pack(self._packing.table(tables.completion))[0]
        self.empty, self.least = self._kept(completion)
        self.end = Lead(self.empty, self.none, self.empty, 0)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._known)

    def learn(self, behind: Vector, activity: int) -> Lead:
        """Finds where an activity leads."""
        packing, costs = self._packing, behind.costs
        best = behind.packed + self._log_cost[activity]
        ways = self._ways[activity]
        if ways is None:
            best = packing.least(best, self._least_of(activity, behind))
        else:
            for via, target in ways:
                best = packing.least(best, via + costs[target] * packing.ones)
        found = behind.leads[activity] = Lead(behind, activity, *self._kept(best))
        return found

    def either(self, endings: Sequence[tuple[Vector, int]]) -> tuple[Vector, int]:
        """The least of several vectors, each told with what to add to its entries."""
        if len(endings) == 1:
            return endings[0]
        base = min(more for _, more in endings)
        packed = {v.packed + (more - base) * self._packing.ones for v, more in endings}
        vector, more = self._kept(reduce(self._packing.least, packed))
        return vector, base + more

    def _ways_of(self, activity: int) -> list[tuple[int, int]] | None:
        """The packed ways of an activity and where they lead; None where they are many."""
        begin, end = self._first[activity : activity + 2]
        if end - begin > _FEW:
            return None
        targets = self.tables.via_target[begin:end].tolist()
        return list(zip(self._packing.pack(self._table[begin:end]), targets, strict=True))

    def _least_of(self, activity: int, behind: Vector) -> int:
        """The least over many ways of an activity."""
        begin, end = self._first[activity : activity + 2]
        entered = self._packing.array(behind.packed).take(self.tables.via_target[begin:end])
        found = np.minimum.reduce(self._table[begin:end] + entered[:, None])
        return int.from_bytes(found.tobytes(), "little")

    def _kept(self, packed: int) -> tuple[Vector, int]:
        """The vector of these entries, and what was taken off them."""
        least = 0
        if self._cut:
            packed = self._packing.least(packed, self._cut)
        elif not self._packing.has_zero(packed):
            least = min(self._packing.unpack(packed))
            packed -= least * self._packing.ones
        found = self._known.get(packed)
        if found is None:
            costs = self._packing.unpack(packed)
            found = self._known[packed] = Vector(packed, costs, [None] * self.none)
        return found, least


def leads_of(vectors: Vectors, events: Sequence[int]) -> tuple[list[Lead], int]:
    """The leads of a sequence, from its end to its first event, and the cost of the whole.

    Args:
        vectors: those met so far; new ones are added.
        events: activity codes.
    """
    vector, cost = vectors.empty, vectors.least
    found = [vectors.end]
    for event in reversed(events):
        lead = vector.leads[event] or vectors.learn(vector, event)
        found.append(lead)
        vector = lead.vector
        cost += lead.more
    return found, cost + vector.costs[0]
