"""Which rules match: masks of the columns ANDed, open cells evaluated for what is left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.standard.dmn.run import Deciding
from guiju.standard.dmn.table.cells import Cell
from guiju.standard.dmn.table.columns import Column, Fast, Segments, column_of, fast_lookup
from guiju.standard.feel.scope import Scope

Test = Callable[[Any, Deciding], Any]
Matching = Callable[[Sequence[Any], Any, Deciding, bool], list[int]]
"""Input values, names in scope, run, whether the first match is enough -> matching rules."""


@dataclass(frozen=True, slots=True)
class InputCells:
    """The cells of one input column, one per rule.

    Attributes:
        tests: each cell as code; ``?`` in its scope is the input value.
        sets: each cell as a set of values, None where it is no plain set.
    """

    tests: Sequence[Test]
    sets: Sequence[Cell | None]


def matching_by_index(columns: Sequence[InputCells], rules: int) -> Matching:
    """The matching rules of a table by its index; equal to ``matching_by_scan``."""
    return _matching([column_of(column.sets) for column in columns], columns, rules)


def matching_by_scan(columns: Sequence[InputCells], rules: int) -> Matching:
    """The matching rules of a table by evaluating every cell."""
    every = (1 << rules) - 1
    open_column = Column(None, Segments((), (every,)), 0, 0, 0, every, every)
    return _matching([open_column] * len(columns), columns, rules)


def _matching(indexes: list[Column], columns: Sequence[InputCells], rules: int) -> Matching:
    every = (1 << rules) - 1
    known = [
        (number, *(fast_lookup(index) or _SLOW), index)
        for number, index in enumerate(indexes)
        if index.anything != every
    ]

    def matching(values: Sequence[Any], scope: Any, run: Deciding, first: bool) -> list[int]:
        alive = every
        waiting: Waiting = []
        for number, types, equal, otherwise, bounds, masks, index in known:
            value = values[number]
            if type(value) not in types:
                mask, check = index.lookup(value)
                alive &= mask
                if check:
                    waiting.append((check, columns[number].tests, value))
            elif equal is not None:
                alive &= equal.get(value, otherwise)
            else:
                place = bisect_left(bounds, value)
                on_bound = place < len(bounds) and bounds[place] == value
                alive &= masks[2 * place + on_bound]
            if not alive:
                return []
        return _evaluated(alive, waiting, scope, run, first)

    return matching


_SLOW = Fast(frozenset(), None, 0, (), ())
Waiting = list[tuple[int, Sequence[Test], Any]]


def _evaluated(alive: int, waiting: Waiting, scope: Any, run: Deciding, first: bool) -> list[int]:
    """The rules of a mask, lowest first, whose remaining cells hold."""
    if not waiting and not alive & (alive - 1):
        return [alive.bit_length() - 1] if alive else []
    insides = [(check, tests, _with_input(scope, value)) for check, tests, value in waiting]
    found = []
    while alive:
        lowest = alive & -alive
        alive ^= lowest
        rule = lowest.bit_length() - 1
        for check, tests, inside in insides:
            if check & lowest and tests[rule](inside, run) is not True:
                break
        else:
            found.append(rule)
            if first:
                break
    return found


def _with_input(scope: Any, value: Any) -> Scope:
    inside = Scope(scope)
    inside["?"] = value
    return inside
