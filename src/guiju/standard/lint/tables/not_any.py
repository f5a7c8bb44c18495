"""table-not-any: hit policy ANY, and two rules that match one input give different values."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.tables.effort import Effort
from guiju.standard.lint.tables.grid import Grid
from guiju.standard.lint.tables.outputs import differ, literals
from guiju.standard.lint.tables.search import meeting, neighbours
from guiju.standard.model.problem import Problem

CODE = "table-not-any"
_SHOWN = 20


def check(grid: Grid, effort: Effort) -> Iterator[Problem]:
    """Up to twenty pairs of overlapping rules whose outputs are different literals."""
    if grid.table.hit_policy != "ANY":
        return
    outputs = literals(grid)
    shown = 0
    for first, second in neighbours(grid, effort):
        values = meeting(grid, first, second)
        if values is None or not differ(outputs[first], outputs[second]):
            continue
        yield Problem(
            CODE,
            "Rules {first} and {second} both match {witness} and give different values; under "
            "ANY they must agree.",
            grid.element,
            {
                "first": grid.rule_name(first),
                "second": grid.rule_name(second),
                **grid.witness(values),
            },
            "error",
            grid.table.rules[second].line,
        )
        shown += 1
        if shown == _SHOWN:
            return
