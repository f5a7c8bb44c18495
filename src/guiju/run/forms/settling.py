"""Which fields are hidden or locked, and what expression fields come to.

Each may depend on the others. So all are worked out from what stands, and again from the result,
until nothing changes. What a hidden field brought never counts: a submission cannot hide a
required field behind a value that the form itself throws away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from guiju.standard.feel import Compiled, Function, LimitExceeded, Limits, Range, Run
from guiju.standard.model.problem import Problem

from .form import Flag, write_path
from .sheet import Cell, Sheet, same

TURNS: Final = 10
LIMITS: Final = Limits(fuel=50_000, depth=50, list_size=10_000, string_size=100_000)
"""What one expression of a form may use."""

FUEL: Final = 400_000
"""What all expressions of one submission may use together, about a second of work."""

_CALL: Final = 5
_PARTS: Final = 20_000
"""Parts of one result, written out."""

Scope = Mapping[str, Any]


class Failed(Exception):
    """An expression wanted more than it may use."""


@dataclass(slots=True)
class Budget:
    """What the expressions of one submission may still use.

    Attributes:
        now: what ``now()`` and ``today()`` give.
        fuel: what is left for all that are still to come.
    """

    now: datetime
    fuel: int = FUEL

    def run(self) -> Run:
        """A run for one expression.

        Raises:
            Failed: nothing is left.
        """
        self.fuel -= _CALL
        if self.fuel <= 0:
            raise Failed("fuel")
        return Run(self.now, replace(LIMITS, fuel=min(LIMITS.fuel, self.fuel)))


def settle(top: Sheet, variables: Scope, budget: Budget) -> bool:
    """Bring all cells to rest; False where they never come to rest."""
    return any(not _turn(top, scope_of(top, variables), budget) for _ in range(TURNS))


def scope_of(top: Sheet, variables: Scope) -> Scope:
    """The names the expressions of the form itself see: variables, and over them the fields."""
    return merge(variables, standing(top))


def row_scope(outer: Scope, row: Sheet) -> Scope:
    """The names the expressions inside a row see.

    The row's own fields first, then what is seen outside; ``this`` is the row, ``parent`` what
    is outside, ``i`` the row's number, counted from 1, in a list.
    """
    values = {**row.stored, **standing(row)}
    number = row.path[-1]
    assert isinstance(number, int)
    return {**outer, **values, "this": values, "parent": outer, "i": [number + 1]}


def standing(sheet: Sheet) -> dict[str, Any]:
    """The values of a sheet as they stand now, as JSON data."""
    tree: dict[str, Any] = {}
    for cell in sheet.cells:
        put(tree, cell.field.at, cell.standing)
    for listing in sheet.lists:
        rows = [] if listing.hidden else [{**row.stored, **standing(row)} for row in listing.sheets]
        put(tree, listing.rows.at, rows)
    return tree


def evaluate(expression: Compiled, scope: Scope, budget: Budget) -> Any:
    """The value of an expression as JSON data with exact numbers; points in time are text.

    Raises:
        Failed: it wanted more than :data:`LIMITS`, or more than was left.
    """
    run = budget.run()
    given = run.fuel
    try:
        return _plain(expression.body(scope, run), [_PARTS])
    except (LimitExceeded, RecursionError):
        raise Failed(expression.text) from None
    finally:
        budget.fuel -= given - max(run.fuel, 0)


def put(tree: dict[str, Any], at: tuple[str, ...], value: Any) -> None:
    """Set a value at a path, making the objects on the way."""
    for name in at[:-1]:
        inner = tree.get(name)
        tree[name] = inner = dict(inner) if isinstance(inner, Mapping) else {}
        tree = inner
    tree[at[-1]] = value


def merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``over`` laid on ``under``; objects are merged, everything else is replaced."""
    made = dict(under)
    for key, value in over.items():
        below = made.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        made[key] = merge(below or {}, value) if both else value
    return made


def _turn(sheet: Sheet, scope: Scope, budget: Budget) -> bool:
    """One round over a sheet and its rows; whether anything changed."""
    changed = False
    for cell in sheet.cells:
        before = (cell.hidden, cell.locked, cell.value)
        _settle_cell(cell, scope, budget)
        after = (cell.hidden, cell.locked, cell.value)
        changed |= before[:2] != after[:2] or not same(before[2], after[2])
    for listing in sheet.lists:
        hidden = any(_true(hide, scope, budget, False) for hide in listing.rows.hides)
        changed |= hidden != listing.hidden
        listing.hidden = hidden
        for row in listing.sheets:
            changed |= _turn(row, row_scope(scope, row), budget)
    return changed


def _settle_cell(cell: Cell, scope: Scope, budget: Budget) -> None:
    field = cell.field
    cell.hidden = any(_true(hide, scope, budget, False) for hide in field.hides)
    cell.locked = any(_flag(flag, scope, budget) for flag in (field.disabled, field.readonly))
    if field.expression is None:
        return
    cell.problems.clear()
    try:
        cell.value = evaluate(field.expression, scope, budget)
    except Failed:
        cell.value = None
        template = "its expression needs more than it may use"
        cell.problems.append(Problem("expression-failed", template, write_path(cell.path)))


def _flag(flag: Flag, scope: Scope, budget: Budget) -> bool:
    return flag if isinstance(flag, bool) else _true(flag, scope, budget, True)


def _true(expression: Compiled, scope: Scope, budget: Budget, failed: bool) -> bool:
    """Whether a condition is true; ``failed`` where it could not be worked out."""
    try:
        return evaluate(expression, scope, budget) is True
    except Failed:
        return failed


def _plain(value: Any, left: list[int]) -> Any:
    """JSON data; one list that is in many places at once is counted in each of them."""
    left[0] -= 1
    if left[0] < 0:
        raise Failed("parts")
    if isinstance(value, list):
        return [_plain(item, left) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item, left) for key, item in value.items()}
    if isinstance(value, Function | Range):
        return None
    known = value is None or isinstance(value, bool | int | str | Decimal)
    return value if known else str(value)
