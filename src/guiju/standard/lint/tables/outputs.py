"""Outputs of rules, compared without an input."""

from __future__ import annotations

from typing import Any

from guiju.standard.dmn.logic.texts import compile_text
from guiju.standard.lint.tables.grid import Grid


def literals(grid: Grid) -> list[tuple[Any, ...]]:
    """The outputs of every rule; None where one is no literal. Texts are compiled once."""
    made: dict[str, Any] = {}
    rows = []
    for rule in grid.table.rules:
        for cell in rule.outputs:
            if cell.text not in made:
                made[cell.text] = compile_text(grid.compiled.place, cell).constant
        rows.append(tuple(made[cell.text] for cell in rule.outputs))
    return rows


def differ(first: tuple[Any, ...], second: tuple[Any, ...]) -> bool:
    """Whether two rules surely give different values: two literals that are not the same."""
    return any(
        a is not None and b is not None and (type(a) is bool, a) != (type(b) is bool, b)
        for a, b in zip(first, second, strict=True)
    )
