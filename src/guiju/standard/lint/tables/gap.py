"""table-gap: there is an input that no rule covers, and no default output."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from guiju.standard.lint.tables.effort import Effort
from guiju.standard.lint.tables.grid import Grid
from guiju.standard.lint.tables.search import ANYWHERE, uncovered
from guiju.standard.model.problem import Problem

CODE = "table-gap"
_SHOWN = 5


def check(grid: Grid, effort: Effort) -> Iterator[Problem]:
    """Up to five inputs of allowed values (none of them null) that no rule covers."""
    table = grid.table
    if any(output.default is not None for output in table.outputs):
        return
    # An input for which the table says nothing is no error of a list that may be empty.
    if table.hit_policy in {"COLLECT", "RULE ORDER", "OUTPUT ORDER"}:
        return
    for values in islice(uncovered(grid, ANYWHERE, grid.every, effort), _SHOWN):
        yield Problem(
            CODE,
            "No rule matches {witness}.",
            grid.element,
            grid.witness(values),
            "warning",
            grid.line,
        )
