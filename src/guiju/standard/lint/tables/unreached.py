"""table-unreached: a rule that never decides anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from guiju.standard.lint.tables.effort import Effort
from guiju.standard.lint.tables.grid import Class, Grid
from guiju.standard.lint.tables.outputs import literals
from guiju.standard.lint.tables.same_priority import ranks_of
from guiju.standard.lint.tables.search import uncovered
from guiju.standard.model.problem import Problem

CODE = "table-unreached"


def check(grid: Grid, effort: Effort) -> Iterator[Problem]:
    """Rules that match nothing, and rules that others always go before."""
    masks = _before(grid)
    sure = _sure(grid)
    for rule in range(len(grid.table.rules)):
        one = 1 << rule
        point = _point(grid, one)
        if point is None:
            yield _problem(grid, rule, "Rule {rule} matches no allowed input.", {})
            continue
        others = masks[rule]
        if not others:
            continue
        if next(uncovered(_only(sure, rule, grid), one, others, effort), None) is None:
            if effort.spent:
                return
            yield _problem(
                grid,
                rule,
                "Rule {rule} never decides: other rules go before it wherever it matches, "
                "for instance at {witness}.",
                grid.witness(point),
            )


def _problem(grid: Grid, rule: int, template: str, values: dict[str, Any]) -> Problem:
    return Problem(
        CODE,
        template,
        grid.element,
        {"rule": grid.rule_name(rule), **values},
        "warning",
        grid.table.rules[rule].line,
    )


def _before(grid: Grid) -> list[int]:
    """For each rule, the mask of those that go before it where both match."""
    rules = len(grid.table.rules)
    if grid.table.hit_policy == "FIRST":
        return [(1 << rule) - 1 for rule in range(rules)]
    if grid.table.hit_policy != "PRIORITY":
        return [0] * rules
    ranks = ranks_of(grid, literals(grid))
    masks = []
    for rule, own in enumerate(ranks):
        mask = 0
        for other, rank in enumerate(ranks):
            if own is not None and rank is not None and (rank, other) < (own, rule):
                mask |= 1 << other
        masks.append(mask)
    return masks


def _point(grid: Grid, one: int) -> list[Any] | None:
    found = []
    for column in grid.columns:
        held = next((each for each in column if each.maybe & one), None)
        if held is None:
            return None
        found.append(held.value)
    return found


def _sure(grid: Grid) -> Grid:
    """The grid in which only sure cells count."""
    columns = tuple(
        tuple(Class(one.sure, one.sure, one.value) for one in column) for column in grid.columns
    )
    return replace(grid, columns=columns)


def _only(sure: Grid, rule: int, grid: Grid) -> Grid:
    """Sure cells of all rules, but possible ones of the rule that is asked about."""
    bit = 1 << rule
    columns = tuple(
        tuple(
            Class(one.sure, one.sure | (whole.maybe & bit), one.value)
            for one, whole in zip(column, open_column, strict=True)
            if whole.maybe & bit
        )
        for column, open_column in zip(sure.columns, grid.columns, strict=True)
    )
    return replace(grid, columns=columns)
