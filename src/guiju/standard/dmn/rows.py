"""A decision's own test rows: inputs and the expected value, carried inside the model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from guiju.standard.dmn.decide import decide
from guiju.standard.dmn.definitions import TestRow
from guiju.standard.dmn.model import Decided, Model
from guiju.standard.feel.convert import to_feel, to_json
from guiju.standard.model.problem import Problem


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What a test row came to.

    Attributes:
        decision: the decision's name.
        row: the row's name; its position, counted from 1, where it has none.
        passed: whether the value is the expected one.
        expected: what the row says, as JSON data.
        found: the value as JSON data.
        decided: warnings and matched rules; None where the row is not JSON.
        problem: why the row could not be run.
    """

    decision: str
    row: str
    passed: bool
    expected: Any = None
    found: Any = None
    decided: Decided | None = None
    problem: Problem | None = None


def run_tests(model: Model, now: datetime | None = None) -> list[RowOutcome]:
    """Run the test rows of every decision of a model.

    Args:
        model: from ``load``.
        now: what ``now()`` and ``today()`` say.

    Returns:
        One outcome per row, in the order of the file. Points in time and durations are compared
        as their ISO 8601 texts, numbers by their value.
    """
    return [
        _run(model, decision.id or decision.name, decision.name, row, position, now)
        for decision in model.definitions.decisions
        for position, row in enumerate(decision.tests, 1)
    ]


def _run(
    model: Model, key: str, decision: str, row: TestRow, position: int, now: datetime | None
) -> RowOutcome:
    name = row.name or str(position)
    try:
        given = json.loads(row.given, parse_float=Decimal)
        expected = json.loads(row.expect, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        return RowOutcome(decision, name, False, problem=_not_json(key, name, str(error)))
    if not isinstance(given, Mapping):
        return RowOutcome(decision, name, False, problem=_not_json(key, name, "no JSON object"))
    decided = decide(model, key, given, now)
    plain = _comparable(decided.value)
    passed = decided.problem is None and plain == _comparable(to_feel(expected))
    return RowOutcome(
        decision, name, passed, to_json(expected), to_json(decided.value), decided, decided.problem
    )


def _not_json(element: str, row: str, reason: str) -> Problem:
    return Problem(
        "dmn-test-row",
        "Test '{row}': given must be a JSON object and expect a JSON value: {reason}.",
        element,
        {"row": row, "reason": reason},
    )


def _comparable(value: Any) -> Any:
    """JSON data with exact numbers; true is no 1."""
    if isinstance(value, bool):
        return str(value), "boolean"
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    if isinstance(value, dict):
        return {name: _comparable(item) for name, item in value.items()}
    return to_json(value)


def with_tests(model: Model, decision: str, rows: tuple[TestRow, ...]) -> Model:
    """The model with other test rows for one decision (by id or name); nothing else changes."""
    decisions = tuple(
        replace(one, tests=rows) if decision in (one.id, one.name) else one
        for one in model.definitions.decisions
    )
    return replace(model, definitions=replace(model.definitions, decisions=decisions))
