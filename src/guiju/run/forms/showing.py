"""A form as it is shown: what is hidden or locked, what stands where, which options there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .form import Form, Options, Path, look
from .settling import Budget, Failed, evaluate, scope_of, settle
from .sheet import Cell, Laying, Listing, Sheet


@dataclass(frozen=True, slots=True)
class Laid:
    """A form with values on it.

    Attributes:
        cells: by path.
        lists: dynamic lists by path.
        scope: what expressions of the form see.
    """

    cells: Mapping[Path, Cell]
    lists: Mapping[Path, Listing]
    scope: Mapping[str, Any]
    budget: Budget

    def options(self, options: Options, variables: Mapping[str, Any]) -> list[tuple[Any, str]]:
        """(value, label) of the options that do not stand in the form; labels as they come."""
        if options.expression is not None:
            try:
                found = evaluate(options.expression, self.scope, self.budget)
            except Failed:
                return []
        else:
            found = look(variables, options.key) if options.key is not None else None
        if not isinstance(found, list | tuple):
            return []
        return [_option(each) for each in found if each is not None]


def _option(each: Any) -> tuple[Any, str]:
    if isinstance(each, Mapping):
        value = each.get("value", each.get("label"))
        return value, str(each.get("label", value))
    return each, str(each)


def lay_out(
    form: Form, data: Mapping[str, Any], variables: Mapping[str, Any], now: datetime
) -> Laid | None:
    """Lay values on a form without judging them; None where the form has errors.

    Args:
        form: as read.
        data: what has been filled in so far.
        variables: what the server holds.
        now: with its time zone; what counts as today.
    """
    if form.broken:
        return None
    top = Laying().sheet(form.items, data, variables, ())
    budget = Budget(now)
    settle(top, variables, budget)
    cells: dict[Path, Cell] = {}
    lists: dict[Path, Listing] = {}
    _gather(top, cells, lists)
    return Laid(cells, lists, scope_of(top, variables), budget)


def _gather(sheet: Sheet, cells: dict[Path, Cell], lists: dict[Path, Listing]) -> None:
    for cell in sheet.cells:
        cells[cell.path] = cell
    for listing in sheet.lists:
        lists[listing.path] = listing
        for row in listing.sheets:
            _gather(row, cells, lists)
