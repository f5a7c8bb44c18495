"""table-not-unique: hit policy UNIQUE, and two rules match one input."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from guiju.standard.lint.tables.effort import Effort
from guiju.standard.lint.tables.grid import Grid
from guiju.standard.lint.tables.search import meeting, neighbours
from guiju.standard.model.problem import Problem

CODE = "table-not-unique"
_SHOWN = 20


def check(grid: Grid, effort: Effort) -> Iterator[Problem]:
    """Up to twenty pairs of rules that overlap."""
    if grid.table.hit_policy != "UNIQUE":
        return
    for first, second in islice(neighbours(grid, effort), _SHOWN):
        values = meeting(grid, first, second)
        if values is not None:
            yield Problem(
                CODE,
                "Rules {first} and {second} both match {witness}; under UNIQUE only one may.",
                grid.element,
                {
                    "first": grid.rule_name(first),
                    "second": grid.rule_name(second),
                    **grid.witness(values),
                },
                "error",
                grid.table.rules[second].line,
            )
