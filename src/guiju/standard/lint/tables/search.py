"""Search of the grid: a point where rules of one kind hold and none of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.standard.lint.tables.effort import Effort
from guiju.standard.lint.tables.grid import Grid

ANYWHERE = -1
"""No rule needs to hold."""


def uncovered(grid: Grid, within: int, covering: int, effort: Effort) -> Iterator[list[Any]]:
    """Points of the grid that no covering rule surely or possibly holds.

    Args:
        grid: the table.
        within: the bit of a rule that must possibly hold there, or ANYWHERE.
        covering: the mask of rules that must all fail there.
        effort: the budget.

    Yields:
        Values, one per column. After the first one, points that share their tail with one
        already found are left out, so that each yields something new.
    """
    columns = grid.columns
    full = [_everywhere(grid, number) for number in range(len(columns))] + [grid.every]
    dead: set[tuple[int, int, int]] = set()

    def walk(number: int, inside: int, alive: int, values: list[Any]) -> Iterator[list[Any]]:
        state = (number, inside, alive)
        if state in dead or not inside or alive & full[number] or effort.spent:
            return
        dead.add(state)
        if not alive:
            rest = _rest(grid, number, inside)
            if rest is not None:
                yield values + rest
            return
        if number == len(columns):
            return
        effort.step(len(columns[number]))
        for one in columns[number]:
            there = inside if inside == ANYWHERE else inside & one.maybe
            yield from walk(number + 1, there, alive & one.maybe, [*values, one.value])

    yield from walk(0, within, covering, [])


def _everywhere(grid: Grid, start: int) -> int:
    """Rules that hold everything in all columns from ``start`` on."""
    mask = grid.every
    for column in grid.columns[start:]:
        for one in column:
            mask &= one.maybe
    return mask


def _rest(grid: Grid, start: int, inside: int) -> list[Any] | None:
    """Values for the remaining columns at which the rule inside still holds."""
    found: list[Any] = []
    for column in grid.columns[start:]:
        held = next((one for one in column if inside & one.maybe or inside == ANYWHERE), None)
        if held is None:
            return None
        found.append(held.value)
    return found


def meeting(grid: Grid, first: int, second: int) -> list[Any] | None:
    """Values at which two rules surely hold together; None where there are none."""
    both = 1 << first | 1 << second
    found: list[Any] = []
    for column in grid.columns:
        shared = next((one for one in column if one.sure & both == both), None)
        if shared is None:
            return None
        found.append(shared.value)
    return found


def neighbours(grid: Grid, effort: Effort) -> Iterator[tuple[int, int]]:
    """Pairs of rules that surely hold together somewhere, lower position first.

    Two rules meet exactly where they share a class in every column.
    """
    rules = len(grid.table.rules)
    meets = [grid.every] * rules
    for column in grid.columns:
        shared = [0] * rules
        for one in column:
            rest = one.sure
            if not effort.step(rest.bit_count()):
                return
            while rest:
                lowest = rest & -rest
                rest ^= lowest
                shared[lowest.bit_length() - 1] |= one.sure
        meets = [mask & more for mask, more in zip(meets, shared, strict=True)]
    for rule, mask in enumerate(meets):
        others = mask >> (rule + 1) << (rule + 1)
        while others:
            lowest = others & -others
            others ^= lowest
            if not effort.step():
                return
            yield rule, lowest.bit_length() - 1
