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

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

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


Told = tuple[int, DeviationKind, int, int, int]
"""A departure with the place of its move in front: place, kind, letter, activity, position."""


class Off(NamedTuple):
    """A move that is not synchronous; a tuple, since there are many.

    Attributes:
        place: its place in the alignment.
        fitted: how many synchronous moves there are before it.
        position: index of the event, or of the event before which something is missing.
        code: the activity of a log move, the element of a model move.
    """

    place: int
    fitted: int
    position: int
    code: int


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
    found = told_of(moves, events, matches, exclusive)
    return [Departure(*each[1:]) for each in sorted(found)]


def told_of(
    moves: Sequence[Move], events: Sequence[int], matches: Matches, exclusive: Exclusive
) -> list[Told]:
    """The same as plain tuples, in no order."""
    logged: list[Off] = []
    missing: list[Off] = []
    run: set[int] = set()
    fitted = 0
    for place, (kind, position, letter) in enumerate(moves):
        if kind == SYNCHRONOUS:
            run.add(letter)
            fitted += 1
        elif kind == LOG:
            logged.append(Off(place, fitted, position, events[position]))
        else:
            missing.append(Off(place, fitted, position, letter))
    return told(logged, missing, run.__contains__, matches, exclusive)


def told(
    logged: list[Off],
    missing: list[Off],
    runs: Callable[[int], object],
    matches: Matches,
    exclusive: Exclusive,
) -> list[Told]:
    """The deviations of one alignment, in no order.

    Args:
        logged: its log moves.
        missing: its model moves.
        runs: whether a letter is the one of a synchronous move.
        matches: per activity its letters.
        exclusive: which pairs of letters no run has together.
    """
    found: list[Told] = []
    if logged and missing:
        logged, missing = list(logged), list(missing)
        _take_moved(logged, missing, matches, found)
        if missing:
            _take_alternatives(logged, missing, runs, matches, exclusive, found)
    for i in logged:
        letters = matches[i.code]
        again = [letter for letter in letters if runs(letter)]
        kind: DeviationKind = "repeated" if again else "added" if letters else "outside"
        found.append((i.place, kind, (again or letters or (-1,))[0], i.code, i.position))
    for j in missing:
        found.append((j.place, "skipped", j.code, -1, j.position))
    return found


def _take_moved(logged: list[Off], missing: list[Off], matches: Matches, found: list[Told]) -> None:
    """Pairs of a log and a model move of one element, nearest first come."""
    for i in list(logged):
        letters = matches[i.code]
        fitting = [j for j in missing if j.code in letters]
        if fitting:
            place = i.place
            j = min(fitting, key=lambda j: abs(j.place - place))
            logged.remove(i)
            missing.remove(j)
            found.append((place, "moved", j.code, i.code, i.position))


def _take_alternatives(
    logged: list[Off],
    missing: list[Off],
    runs: Callable[[int], object],
    matches: Matches,
    exclusive: Exclusive,
    found: list[Told],
) -> None:
    """Pairs of a log and a model move in one gap, of elements that no run has together."""
    for i in list(logged):
        letters = matches[i.code]
        near = [j for j in missing if j.fitted == i.fitted]
        if not near or not letters or any(map(runs, letters)):
            continue
        place = i.place
        for j in sorted(near, key=lambda j: (abs(j.place - place), j.place)):
            if all(exclusive(j.code, letter) for letter in letters):
                logged.remove(i)
                missing.remove(j)
                found.append((place, "wrong branch", j.code, i.code, i.position))
                break
