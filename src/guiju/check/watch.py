"""The same verdict one event at a time, while the case still runs.

A running case is two things: the vector of the least costs of reaching each state of the automaton
with what happened so far, and the cost already certain. Vectors of different cases are mostly the
same few, so each (vector, activity) is worked out once: the automaton of costs is determinised as
it is met (Mohri, "Finite-state transducers in language and speech processing", 1997), and an event
is a look-up. While events fit, the states that cost least follow from one another alone; the
vector is made up for when an event does not fit. At the end of the case the cost equals the batch
check's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from guiju.check.alignment import align
from guiju.check.automaton import Automaton
from guiju.check.costs import FAR, Costs, distances
from guiju.check.deviations import Departure, departures
from guiju.check.naming import NameTable, match_names
from guiju.check.silent import moves_of
from guiju.check.together import never_together
from guiju.check.vectors import Tables, tables_of

_UNSETTLED = 64
"""Events that may wait for the vector of a case whose events are not kept."""

Sign = Literal["skipped", "unexpected", "outside"]


@dataclass(frozen=True, slots=True)
class Warned:
    """An event after which no way of finishing the case fits the standard as well as before.

    Attributes:
        case: id of the running case.
        activity: name of the event; None for what is missing at the end.
        sign: skipped: the event fits if the elements were left out before it; unexpected: it does
            not belong here; outside: the standard does not know it.
        elements: ids of what was left out, or of what the activity stands for.
        cost: cost of the case so far, this event included.
    """

    case: str
    activity: str | None
    sign: Sign
    elements: tuple[str, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The verdict on a case that has ended, equal to the batch check's.

    Attributes:
        case: its id.
        cost: the optimal cost.
        missing: a warning of what was still due, or None.
        events: the codes of its activities, for `Watch.explain`; none where they were not kept.
    """

    case: str
    cost: int
    missing: Warned | None
    events: tuple[int, ...]


@dataclass(slots=True, eq=False)
class _Least:
    """The states that cost least, and those after each activity code; None: it does not fit."""

    states: frozenset[int]
    follow: dict[int, _Least | None] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Vector:
    """A vector with its least entry taken off, and where each activity code leads from it."""

    costs: NDArray[np.int32]
    least: _Least | None = None
    follow: dict[int, tuple[_Vector, int, tuple[Sign, tuple[str, ...]] | None]] = field(
        default_factory=dict
    )


@dataclass(slots=True)
class _Running:
    """A case: its vector after `settled` of its events, and what costs least after all."""

    vector: _Vector
    least: _Least
    cost: int
    events: list[int] = field(default_factory=list)
    settled: int = 0


class Watch:
    """Checks many running cases, event by event.

    Args:
        automaton: of the standard; it must have a complete run.
        names: activity name to element id(s) or None, as in `check_log`.
        costs: weights, as in `check_log`.
        keep_events: keep each running case's activities, so that its end names the deviations.
        most_vectors: how many vectors are remembered before memory is given back.
    """

    def __init__(
        self,
        automaton: Automaton,
        names: NameTable | None = None,
        costs: Costs | None = None,
        keep_events: bool = True,
        most_vectors: int = 100_000,
    ) -> None:
        if not automaton.graph.states:
            raise ValueError("expected a standard with a complete run, found one without")
        self.automaton = automaton
        self.names = names
        self.costs = costs or Costs()
        self.keep_events = keep_events
        self.most_vectors = most_vectors
        self._model_cost = self.costs.of_elements(automaton.labels)
        self._way = distances(automaton.graph, self._model_cost)
        self._finals = frozenset(np.flatnonzero(automaton.graph.final).tolist())
        self._completion = self._way[:, automaton.graph.final].min(axis=1)
        self._leave: list[list[tuple[int, int]]] = [[] for _ in range(automaton.graph.states)]
        for s, letter, t in sorted(moves_of(automaton.graph)):
            self._leave[s].append((letter, t))
        self._code: dict[str, int] = {}
        self._activities: list[str] = []
        self._matches: list[tuple[int, ...] | None] = []
        self._log_cost: list[int] = []
        self._entries: list[_Entries] = []
        self._onwards: list[dict[int, list[int]]] = []
        self._tables: Tables | None = None
        self._apart: NDArray[np.bool_] = np.zeros((0, 0), dtype=np.bool_)
        self._known: dict[bytes, _Vector] = {}
        self._sets: dict[frozenset[int], _Least] = {}
        self._begin = self._vector(self._way[0])
        self._running: dict[str, _Running] = {}
        self._explained: dict[tuple[int, ...], tuple[Departure, ...]] = {}

    @property
    def running(self) -> int:
        """How many cases have begun and not ended."""
        return len(self._running)

    def event(self, case: str, activity: str) -> Warned | None:
        """Takes one event of a case; a warning if it makes the case cost more."""
        code = self._code.get(activity)
        if code is None:
            code = self._learn(activity)
        if self._matches[code] is None:
            return None
        state = self._running.get(case)
        if state is None:
            state = self._running[case] = _Running(self._begin, self._least_of(self._begin), 0)
        follow = state.least.follow
        least = follow[code] if code in follow else self._fitting(state.least, code)
        state.events.append(code)
        if least is not None:
            state.least = least
            if len(state.events) > _UNSETTLED and not self.keep_events:
                self._settle(state)
            return None
        told = self._settle(state)
        assert told is not None
        return Warned(case, activity, *told, state.cost)

    def end(self, case: str) -> Ended:
        """Ends a case; one never seen is a case without events."""
        state = self._running.pop(case, None) or _Running(
            self._begin, self._least_of(self._begin), 0
        )
        if not self._finals.isdisjoint(state.least.states):
            return Ended(case, state.cost, None, self._kept(state))
        self._settle(state)
        rest = state.vector.costs + self._completion
        due = int(rest.min())
        missing = None
        cost = state.cost + due
        if due:
            at = int(rest.argmin())
            origin = self._origin(state.vector.costs, at)
            left = self._run(origin, at) + self._run_to_end(at)
            missing = Warned(case, None, "skipped", left, cost)
        return Ended(case, cost, missing, self._kept(state))

    def _kept(self, state: _Running) -> tuple[int, ...]:
        return tuple(state.events) if self.keep_events else ()

    def explain(self, ended: Ended) -> tuple[Departure, ...]:
        """The deviations of an ended case, those of the batch check.

        Raises:
            ValueError: this watch does not keep events.
        """
        if not self.keep_events:
            raise ValueError("expected a watch made with keep_events=True")
        if ended.events not in self._explained:
            self._explained[ended.events] = self._departures(ended.events)
        return self._explained[ended.events]

    def _learn(self, activity: str) -> int:
        naming = match_names([activity], self.automaton.labels, self.automaton.names, self.names)
        code = self._code[activity] = len(self._activities)
        self._activities.append(activity)
        self._matches.append(None if naming.classes[0] == "ignored" else naming.matches[0])
        self._log_cost.append(int(self.costs.of_activities([activity])[0]))
        self._entries.append(_entries(self.automaton, naming.matches[0]))
        self._onwards.append(_onwards(self.automaton, naming.matches[0]))
        self._explained.clear()
        self._tables = None
        return code

    def _fitting(self, least: _Least, code: int) -> _Least | None:
        """What costs least after an event that fits; None where it does not."""
        onwards = self._onwards[code]
        reached = {target for state in least.states for target in onwards.get(state, ())}
        if not self._log_cost[code]:
            reached |= least.states
        found = self._set(frozenset(reached)) if reached else None
        least.follow[code] = found
        return found

    def _set(self, states: frozenset[int]) -> _Least:
        found = self._sets.get(states)
        if found is None:
            if len(self._sets) >= self.most_vectors:
                for each in self._sets.values():
                    each.follow.clear()
                self._sets.clear()
            found = self._sets[states] = _Least(states)
        return found

    def _settle(self, state: _Running) -> tuple[Sign, tuple[str, ...]] | None:
        """Brings the vector of a case up to its last event, and tells what is wrong with that."""
        told = None
        for code in state.events[state.settled :]:
            step = state.vector.follow.get(code)
            if step is None:
                step = self._step(state.vector, code)
            state.vector, more, told = step
            state.cost += more
        state.least = self._least_of(state.vector)
        if not self.keep_events:
            state.events.clear()
        state.settled = len(state.events)
        return told

    def _vector(self, costs: NDArray[np.int32]) -> _Vector:
        key = costs.tobytes()
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= self.most_vectors:
                for vector in self._known.values():
                    vector.follow.clear()
                self._known.clear()
            found = self._known[key] = _Vector(costs)
        return found

    def _least_of(self, vector: _Vector) -> _Least:
        """The states that cost least."""
        if vector.least is None:
            vector.least = self._set(frozenset((vector.costs == 0).nonzero()[0].tolist()))
        return vector.least

    def _step(
        self, vector: _Vector, code: int
    ) -> tuple[_Vector, int, tuple[Sign, tuple[str, ...]] | None]:
        before = vector.costs
        after = before + self._log_cost[code]
        sources, targets, first = self._entries[code]
        if sources.size:
            self._enter(after, np.minimum.reduceat(before[sources], first), targets)
        more = int(after.min())
        after -= more
        np.minimum(after, FAR, out=after)
        sign = self._sign(before, code, more) if more else None
        step = (self._vector(after), more, sign)
        vector.follow[code] = step
        return step

    def _enter(
        self, after: NDArray[np.int32], entered: NDArray[np.int32], targets: NDArray[np.int32]
    ) -> None:
        """Lowers `after` where entering a state and model moves cost less.

        Model moves never lower what is entered from without gain, since `after` knows them already.
        """
        gains = (entered < after[targets]).nonzero()[0]
        if gains.size:
            onwards = self._way[targets[gains]] + entered[gains, None]
            np.minimum(after, np.minimum.reduce(onwards), out=after)

    def _sign(
        self, before: NDArray[np.int32], code: int, more: int
    ) -> tuple[Sign, tuple[str, ...]]:
        letters = self._matches[code] or ()
        if not letters:
            return "outside", ()
        sources = self._entries[code][0]
        entered = before[sources]
        if entered.size and int(entered.min()) == more:
            at = int(sources[int(entered.argmin())])
            left_out = self._run(self._origin(before, at), at)
            if left_out:
                return "skipped", left_out
        return "unexpected", tuple(self.automaton.labels[letter] for letter in letters)

    def _origin(self, costs: NDArray[np.int32], at: int) -> int:
        """The least costly state from which `at` is reached at its cost by model moves alone."""
        sources = np.flatnonzero(costs + self._way[:, at] == costs[at])
        return int(sources[costs[sources].argmin()])

    def _run(self, state: int, to: int) -> tuple[str, ...]:
        """The elements of the cheapest run of model moves, first elements first."""
        found: list[str] = []
        while state != to:
            for letter, target in self._leave[state]:
                cost = int(self._model_cost[letter])
                if cost + self._way[target, to] == self._way[state, to]:
                    found.append(self.automaton.labels[letter])
                    state = target
                    break
        return tuple(found)

    def _run_to_end(self, state: int) -> tuple[str, ...]:
        ends = np.flatnonzero(self.automaton.graph.final)
        return self._run(state, int(ends[self._way[state, ends].argmin()]))

    def _departures(self, events: tuple[int, ...]) -> tuple[Departure, ...]:
        if self._tables is None:
            self._tables = self._made_tables()
            self._apart = never_together(self.automaton, self._tables.reaches)
        aligned = align(self._tables, np.array(events, np.int64), np.array([0, len(events)]))
        apart = self._apart
        found = departures(
            aligned.moves(0), events, self._tables.matches, lambda a, b: bool(apart[a, b])
        )
        return tuple(found)

    def _made_tables(self) -> Tables:
        matches = [m or () for m in self._matches]
        return tables_of(
            self.automaton, matches, np.array(self._log_cost, np.int32), self._model_cost
        )


_Entries = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.intp]]


def _moves(automaton: Automaton, letters: Sequence[int]) -> NDArray[np.intp]:
    """The moves an activity may stand for."""
    return np.flatnonzero(np.isin(automaton.graph.label, letters))


def _entries(automaton: Automaton, letters: Sequence[int]) -> _Entries:
    """The moves of some letters: sources by target, the targets, where each of them begins."""
    graph, chosen = automaton.graph, _moves(automaton, letters)
    chosen = chosen[np.argsort(graph.target[chosen], kind="stable")]
    targets, first = np.unique(graph.target[chosen], return_index=True)
    return graph.source[chosen], targets, first


def _onwards(automaton: Automaton, letters: Sequence[int]) -> dict[int, list[int]]:
    """The same moves as the states that follow on each."""
    graph, chosen = automaton.graph, _moves(automaton, letters)
    found: dict[int, list[int]] = {}
    for source, target in zip(
        graph.source[chosen].tolist(), graph.target[chosen].tolist(), strict=True
    ):
        found.setdefault(source, []).append(target)
    return found
