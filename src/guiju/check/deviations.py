"""Deviations in words of the standard, read off the moves of an alignment.

moved         a log and a model move of one element in one alignment: done, but out of order
repeated      a log move of an element that the same alignment also runs where it belongs
added         a log move of an element that does not belong in this case at all
outside       a log move of an activity that the standard does not know
wrong branch  side by side a log move of one element and a model move of another that no run
              ever has together: the case took one alternative where the rest of it is the other
skipped       a model move: the standard asks for the element, the case does not have it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from guiju.check.vectors import Matches
from guiju.check.walk import LOG, SYNCHRONOUS

DeviationKind = Literal["skipped", "added", "repeated", "moved", "wrong branch", "outside"]

Exclusive = Callable[[int, int], bool]
"""Whether no run of the standard has both of two letters."""

Move = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Departure:
    """One deviation of one alignment.

    Attributes:
        kind: what went wrong.
        letter: the element concerned; for a wrong branch the one that was missing; -1 if outside.
        activity: code of the activity concerned, -1 where something is only missing.
        position: index of the event, or of the event before which something is missing.
    """

    kind: DeviationKind
    letter: int
    activity: int
    position: int


def departures(
    moves: Sequence[Move], events: Sequence[int], matches: Matches, exclusive: Exclusive
) -> list[Departure]:
    """The deviations of one alignment, in the order of the case.

    Args:
        moves: (kind, position, letter) of each move.
        events: activity codes of the case.
        matches: per activity its letters.
        exclusive: which pairs of letters no run has together.
    """
    logged: list[int] = []
    missing: list[int] = []
    for i, (kind, _, _) in enumerate(moves):
        if kind:
            (logged if kind == LOG else missing).append(i)
    known = any(matches[events[moves[i][1]]] for i in logged)
    run = {letter for kind, _, letter in moves if kind == SYNCHRONOUS} if known else set()
    found: list[tuple[int, Departure]] = []
    for i, j in list(_moved(moves, events, matches, logged, missing)):
        logged.remove(i)
        missing.remove(j)
        found.append((i, Departure("moved", moves[j][2], events[moves[i][1]], moves[i][1])))
    for i in list(logged):
        code = events[moves[i][1]]
        other = _alternative(moves, i, matches[code], missing, run, exclusive)
        if other is not None:
            logged.remove(i)
            missing.remove(other)
            found.append((i, Departure("wrong branch", moves[other][2], code, moves[i][1])))
    for i in logged:
        found.append((i, _added(moves[i][1], events, matches, run)))
    for j in missing:
        found.append((j, Departure("skipped", moves[j][2], -1, moves[j][1])))
    return [departure for _, departure in sorted(found, key=lambda f: f[0])]


def _moved(
    moves: Sequence[Move],
    events: Sequence[int],
    matches: Matches,
    logged: Sequence[int],
    missing: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Pairs of a log and a model move of one element, nearest first come."""
    free = list(missing)
    for i in logged if missing else ():
        letters = matches[events[moves[i][1]]]
        fitting = [j for j in free if moves[j][2] in letters]
        if fitting:
            j = min(fitting, key=lambda j: abs(j - i))
            free.remove(j)
            yield i, j


def _alternative(
    moves: Sequence[Move],
    i: int,
    letters: Sequence[int],
    missing: Sequence[int],
    run: set[int],
    exclusive: Exclusive,
) -> int | None:
    """The model move that a log move stands in for: in the same gap, never together with it."""
    if not letters or run.intersection(letters):
        return None
    for j in sorted(missing, key=lambda j: (abs(j - i), j)):
        between = moves[min(i, j) : max(i, j)]
        if all(kind != SYNCHRONOUS for kind, _, _ in between) and all(
            exclusive(moves[j][2], letter) for letter in letters
        ):
            return j
    return None


def _added(position: int, events: Sequence[int], matches: Matches, run: set[int]) -> Departure:
    code = events[position]
    letters = matches[code]
    if not letters:
        return Departure("outside", -1, code, position)
    again = [letter for letter in letters if letter in run]
    kind: DeviationKind = "repeated" if again else "added"
    return Departure(kind, (again or letters)[0], code, position)
