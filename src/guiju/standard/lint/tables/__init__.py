"""Decision tables looked through: what no rule covers, what two rules claim, what is in vain.

One rule is one file here and one page in ``docs/rules``. Each complaint shows an input that
proves it. A table that is too large is looked through as far as the cap allows, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guiju.standard.dmn import Model
from guiju.standard.lint.tables import (
    gap,
    not_any,
    not_unique,
    outside_values,
    same_priority,
    unreached,
)
from guiju.standard.lint.tables.effort import Effort, incomplete
from guiju.standard.lint.tables.grid import Grid, grid_of
from guiju.standard.model.problem import Problem

TableRule = Callable[[Grid, Effort], Iterator[Problem]]

RULES: dict[str, TableRule] = {
    gap.CODE: gap.check,
    not_unique.CODE: not_unique.check,
    not_any.CODE: not_any.check,
    same_priority.CODE: same_priority.check,
    unreached.CODE: unreached.check,
    outside_values.CODE: outside_values.check,
}
"""The rules by the code of the problem they find."""

_COLUMNS_MAX = 100

STEPS_MAX = 200_000
"""Steps one rule may take in one table."""


def check_tables(model: Model, steps: int = STEPS_MAX) -> list[Problem]:
    """Everything these rules find in the decision tables of a model.

    Args:
        model: from ``dmn.load``.
        steps: how much work one rule may do in one table; where it is not enough, a warning
            ``table-incomplete`` says so.
    """
    found: list[Problem] = []
    for table in model.linked.tables:
        grid = grid_of(model, table)
        if len(grid.columns) > _COLUMNS_MAX:
            found.append(incomplete(grid, "all rules"))
            continue
        for code, check in RULES.items():
            effort = Effort(steps)
            found.extend(check(grid, effort))
            if effort.spent or (grid.partial and code == gap.CODE):
                found.append(incomplete(grid, code))
    return found
