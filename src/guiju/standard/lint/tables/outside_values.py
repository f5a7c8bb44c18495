"""table-outside-values: a cell speaks of a value that is not allowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.standard.dmn.table.cells import ANYTHING, Cell, Span
from guiju.standard.dmn.table.columns import segments_of
from guiju.standard.dmn.table.domain import place_of, value_at
from guiju.standard.feel.texts import text_of
from guiju.standard.lint.tables.effort import Effort
from guiju.standard.lint.tables.grid import Grid, allowed_values
from guiju.standard.lint.tables.outputs import literals
from guiju.standard.model.problem import Problem

CODE = "table-outside-values"


def check(grid: Grid, effort: Effort) -> Iterator[Problem]:
    """Input cells and output literals that name a value outside the allowed ones."""
    for number, allowed in enumerate(grid.allowed):
        if allowed is not None:
            yield from _inputs(grid, number, allowed, effort)
    yield from _outputs(grid, effort)


def _inputs(grid: Grid, number: int, allowed: Cell, effort: Effort) -> Iterator[Problem]:
    for rule, cell in enumerate(grid.compiled.columns[number].sets):
        if not effort.step():
            return
        if cell is None or cell is ANYTHING:
            continue
        for key in _named(cell, allowed):
            text = grid.table.rules[rule].inputs[number]
            yield Problem(
                CODE,
                "Rule {rule} tests {column} for {value}, which is not an allowed value.",
                text.id or grid.element,
                {
                    "rule": grid.rule_name(rule),
                    "column": grid.table.inputs[number].expression.text.strip(),
                    "value": _told(value_at(cell.kind, key) if cell.kind else None),
                },
                "warning",
                text.line,
            )
            break


def _named(cell: Cell, allowed: Cell) -> list[Any]:
    """Values a cell names one by one that are not allowed; the ends of ranges may lie outside."""
    if allowed.kind is not None and cell.kind is not None and cell.kind != allowed.kind:
        return [span.low for span in cell.spans if span.low is not None][:1]
    segments = segments_of([allowed], 0)
    points = [span.low for span in cell.spans if _is_point(span)]
    return [key for key in points if segments is not None and not segments.at(key)]


def _is_point(span: Span) -> bool:
    return span.low is not None and span.low == span.high


def _outputs(grid: Grid, effort: Effort) -> Iterator[Problem]:
    rows = literals(grid)
    for number, output in enumerate(grid.table.outputs):
        allowed = allowed_values(grid.model, grid.compiled, output.values, output.type_ref)
        segments = None if allowed is None else segments_of([allowed], 0)
        if allowed is None or segments is None:
            continue
        for rule, row in enumerate(rows):
            if not effort.step():
                return
            place = None if row[number] is None else place_of(row[number])
            if place is None or (place[0] == allowed.kind and segments.at(place[1])):
                continue
            cell = grid.table.rules[rule].outputs[number]
            yield Problem(
                CODE,
                "Rule {rule} gives {value}, which is not an allowed value of {column}.",
                cell.id or grid.element,
                {
                    "rule": grid.rule_name(rule),
                    "column": output.name or output.label or "the output",
                    "value": _told(row[number]),
                },
                "warning",
                cell.line,
            )


def _told(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else text_of(value)
