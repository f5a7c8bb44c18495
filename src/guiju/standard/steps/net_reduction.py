"""Removes silent transitions from a net without changing the orders of visible ones it allows.

Two of the classical rules (Berthelot, "Transformations and decompositions of nets", 1987), stated
for weak language equivalence with the empty marking as the final one:

- *early*: a silent transition that alone empties its only input place fires at once, so every
  token put there may be put straight into its outputs;
- *late*: a silent transition that alone fills its only output place may wait until that token is
  needed, so every consumer may take straight from its inputs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Transition:
    """One transition; label None is silent; take and put are multisets of places."""

    label: int | None
    take: Counter[Place]
    put: Counter[Place]


def reduced(
    initial: Counter[Place], transitions: Iterable[Transition]
) -> tuple[Counter[Place], list[Transition]]:
    """The initial marking and the transitions after all rules have been applied."""
    net = _Indexed(initial, transitions)
    changed = True
    while changed:
        changed = False
        for number, t in list(net.transitions.items()):
            if t.label is None and number in net.transitions:
                changed |= net.drop_idle(number) or net.early(number) or net.late(number)
    return net.initial, _unique(net.transitions.values())


class _Indexed:
    """A net under reduction that knows who fills and who empties each place."""

    def __init__(self, initial: Counter[Place], transitions: Iterable[Transition]) -> None:
        self.initial = initial
        self.transitions = dict(enumerate(transitions))
        self.fill: dict[Place, set[int]] = {}
        self.empty: dict[Place, set[int]] = {}
        for number, t in self.transitions.items():
            self._link(number, t)

    def _link(self, number: int, t: Transition) -> None:
        self.transitions[number] = t
        for place in t.take:
            self.empty.setdefault(place, set()).add(number)
        for place in t.put:
            self.fill.setdefault(place, set()).add(number)

    def _unlink(self, number: int) -> Transition:
        t = self.transitions.pop(number)
        for place in t.take:
            self.empty[place].discard(number)
        for place in t.put:
            self.fill[place].discard(number)
        return t

    def drop_idle(self, number: int) -> bool:
        """A silent transition that changes nothing goes."""
        t = self.transitions[number]
        if t.take != t.put:
            return False
        self._unlink(number)
        return True

    def early(self, number: int) -> bool:
        """Applies the first rule to a silent transition, if it holds."""
        t = self.transitions[number]
        place = _only(t.take)
        if place is None or place in t.put or len(self.empty[place]) != 1:
            return False
        self._unlink(number)
        self.initial = _replaced(self.initial, place, t.put)
        for user in list(self.fill.get(place, ())):
            u = self._unlink(user)
            self._link(user, Transition(u.label, u.take, _replaced(u.put, place, t.put)))
        return True

    def late(self, number: int) -> bool:
        """Applies the second rule to a silent transition, if it holds."""
        t = self.transitions[number]
        place = _only(t.put)
        if place is None or place in t.take or place in self.initial or len(self.fill[place]) != 1:
            return False
        self._unlink(number)
        for user in list(self.empty.get(place, ())):
            u = self._unlink(user)
            self._link(user, Transition(u.label, _replaced(u.take, place, t.take), u.put))
        return True


def _only(tokens: Counter[Place]) -> Place | None:
    """The single place of a multiset that holds exactly one token."""
    if len(tokens) != 1:
        return None
    ((place, count),) = tokens.items()
    return place if count == 1 else None


def _replaced(tokens: Counter[Place], place: Place, by: Counter[Place]) -> Counter[Place]:
    count = tokens.get(place, 0)
    if not count:
        return tokens
    result = tokens.copy()
    del result[place]
    for p, n in by.items():
        result[p] += n * count
    return result


def _unique(transitions: Iterable[Transition]) -> list[Transition]:
    """Without doubles."""
    seen: dict[tuple[object, ...], Transition] = {}
    for t in transitions:
        key = (t.label, frozenset(t.take.items()), frozenset(t.put.items()))
        seen.setdefault(key, t)
    return list(seen.values())
