"""table-same-priority: hit policy PRIORITY, and nothing says which of two rules goes first."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.dmn.table.rank import ranking
from guiju.standard.lint.tables.effort import Effort
from guiju.standard.lint.tables.grid import Grid
from guiju.standard.lint.tables.outputs import differ, literals
from guiju.standard.lint.tables.search import meeting, neighbours
from guiju.standard.model.problem import Problem

CODE = "table-same-priority"
_SHOWN = 20


def check(grid: Grid, effort: Effort) -> Iterator[Problem]:
    """Up to twenty pairs of overlapping rules with different outputs of one rank."""
    if grid.table.hit_policy != "PRIORITY":
        return
    outputs = literals(grid)
    ranks = ranks_of(grid, outputs)
    shown = 0
    for first, second in neighbours(grid, effort):
        if ranks[first] is None or ranks[first] != ranks[second]:
            continue
        values = meeting(grid, first, second)
        if values is None or not differ(outputs[first], outputs[second]):
            continue
        yield Problem(
            CODE,
            "Rules {first} and {second} both match {witness}, and the output values do not say "
            "which goes first.",
            grid.element,
            {
                "first": grid.rule_name(first),
                "second": grid.rule_name(second),
                **grid.witness(values),
            },
            "warning",
            grid.table.rules[second].line,
        )
        shown += 1
        if shown == _SHOWN:
            return


def ranks_of(grid: Grid, outputs: list[tuple[object, ...]]) -> list[tuple[int, ...] | None]:
    """The rank of every rule's output, lower first; None where it is no literal."""
    rank = ranking(grid.compiled.place, grid.table)
    names = [
        output.name or output.label or f"output {number + 1}"
        for number, output in enumerate(grid.table.outputs)
    ]
    ranks: list[tuple[int, ...] | None] = []
    for row in outputs:
        if None in row:
            ranks.append(None)
        else:
            ranks.append(rank(row[0] if len(row) == 1 else dict(zip(names, row, strict=True))))
    return ranks
