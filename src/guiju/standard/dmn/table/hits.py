"""What a table makes of several rules that match (DMN 1.5, section 8.2.10)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from guiju.standard.dmn.expressions import Aggregation, DecisionTable
from guiju.standard.dmn.run import Deciding
from guiju.standard.feel.equality import equal
from guiju.standard.feel.numbers import DECIMAL128, settled, whole
from guiju.standard.feel.order import less

Rank = Callable[[Any], tuple[int, ...]]
Combine = Callable[[list[Any], Deciding], Any]
"""The outputs of at least one matching rule, in rule order -> the value of the table."""


def combination(table: DecisionTable, rank: Rank, element: str) -> Combine:
    """How the outputs of matching rules become one value.

    Args:
        table: gives hit policy and aggregation.
        rank: where an output stands in the order of the output values; lower goes first.
        element: for warnings.
    """
    match table.hit_policy:
        case "UNIQUE":
            return _unique(element)
        case "ANY":
            return _any(element)
        case "FIRST":
            return lambda outputs, run: outputs[0]
        case "PRIORITY":
            return lambda outputs, run: min(outputs, key=rank)
        case "OUTPUT ORDER":
            return lambda outputs, run: sorted(outputs, key=rank)
        case "RULE ORDER":
            return lambda outputs, run: outputs
        case "COLLECT":
            return _aggregated(table.aggregation, element)


def _unique(element: str) -> Combine:
    def unique(outputs: list[Any], run: Deciding) -> Any:
        if len(outputs) == 1:
            return outputs[0]
        run.note(
            "table-not-unique",
            "At most one rule may match under UNIQUE; {count} did.",
            element,
            count=len(outputs),
        )
        return None

    return unique


def _any(element: str) -> Combine:
    def any_of(outputs: list[Any], run: Deciding) -> Any:
        if all(equal(outputs[0], other) is True for other in outputs[1:]):
            return outputs[0]
        run.note(
            "table-not-any",
            "All matching rules must give the same under ANY; {count} rules differ.",
            element,
            count=len(outputs),
        )
        return None

    return any_of


def _aggregated(aggregation: Aggregation | None, element: str) -> Combine:
    match aggregation:
        case None:
            return lambda outputs, run: outputs
        case "COUNT":
            return lambda outputs, run: len(outputs)
        case "SUM":
            return _over_values(_sum, element, "numbers")
        case "MIN":
            return _over_values(_least(1), element, "values of one kind with an order")
        case "MAX":
            return _over_values(_least(-1), element, "values of one kind with an order")


def _over_values(combine: Callable[[list[Any]], Any], element: str, wanted: str) -> Combine:
    def aggregate(outputs: list[Any], run: Deciding) -> Any:
        value = combine(outputs)
        if value is None:
            run.note("table-aggregation", "Outputs must be {wanted}.", element, wanted=wanted)
        return value

    return aggregate


def _sum(outputs: list[Any]) -> Any:
    if all(type(output) is int for output in outputs):
        return whole(sum(outputs))
    total = Decimal(0)
    for output in outputs:
        if type(output) not in (int, Decimal):
            return None
        total = DECIMAL128.add(total, Decimal(output))
    return settled(total)


def _least(sign: int) -> Callable[[list[Any]], Any]:
    def least(outputs: list[Any]) -> Any:
        best = outputs[0]
        if less(best, best) is None:
            return None
        for output in outputs[1:]:
            before = less(output, best) if sign > 0 else less(best, output)
            if before is None:
                return None
            best = output if before else best
        return best

    return least
