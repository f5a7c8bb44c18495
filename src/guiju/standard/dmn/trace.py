"""Why each rule of each table matched or did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guiju.standard.dmn.decide import run_decision
from guiju.standard.dmn.model import Decided, Model
from guiju.standard.dmn.run import Deciding, Observed
from guiju.standard.feel.limits import DEFAULT, LimitExceeded, Limits
from guiju.standard.feel.scope import Scope

_TABLES_MAX = 1_000


@dataclass(frozen=True, slots=True)
class FirstFailure:
    """The first input cell of a rule, from the left, that the input did not pass.

    Attributes:
        column: position of the input clause, counted from 1.
        expression: what the column tests.
        value: the FEEL value it had.
        cell: the text of the cell.
    """

    column: int
    expression: str
    value: Any
    cell: str


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """One rule in one evaluation of its table: it matched, or this is where it failed.

    Attributes:
        rule: position, counted from 1.
        id: the rule's id, None where it has none.
        failure: None for a rule whose cells all hold.
    """

    rule: int
    id: str | None
    failure: FirstFailure | None


@dataclass(frozen=True, slots=True)
class TableTrace:
    """One evaluation of one table.

    Attributes:
        element: id (or name) of the element that holds the table.
        hit_policy: what the table makes of several rules; under FIRST, rules whose cells hold
            may stand below the one that counts.
        rules: every rule in order.
    """

    element: str
    hit_policy: str
    rules: tuple[RuleTrace, ...]


def trace(
    model: Model,
    decision: str,
    inputs: Mapping[str, object],
    now: datetime | None = None,
    limits: Limits = DEFAULT,
) -> tuple[Decided, tuple[TableTrace, ...]]:
    """Decide, and say of every table that was evaluated why its other rules did not match.

    Args:
        model: from ``load``.
        decision: name or id.
        inputs: input data by name.
        now: what ``now()`` and ``today()`` say.
        limits: bounds of the evaluation.

    Returns:
        What ``decide`` gives, and the evaluations of tables in order (the first 1,000).
    """
    run = Deciding(inputs, now, limits)
    run.observed = []
    decided = run_decision(model, decision, run)
    return decided, tuple(_table(one) for one in run.observed[:_TABLES_MAX])


def _table(observed: Observed) -> TableTrace:
    compiled = observed.table
    rules = range(len(compiled.table.rules))
    return TableTrace(
        compiled.place.element,
        compiled.table.hit_policy,
        tuple(
            RuleTrace(rule + 1, compiled.table.rules[rule].id, _failure(observed, rule))
            for rule in rules
        ),
    )


def _failure(observed: Observed, rule: int) -> FirstFailure | None:
    table = observed.table.table
    for number, column in enumerate(observed.table.columns):
        value = observed.values[number]
        if not _holds(column.tests[rule], observed.scope, value):
            return FirstFailure(
                number + 1,
                table.inputs[number].expression.text.strip(),
                value,
                table.rules[rule].inputs[number].text.strip(),
            )
    return None


def _holds(test: Any, scope: Any, value: Any) -> bool:
    inside = Scope(scope)
    inside["?"] = value
    try:
        return test(inside, Deciding({})) is True
    except LimitExceeded:
        return False
