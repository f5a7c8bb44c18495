"""The order of output values, which PRIORITY and OUTPUT ORDER go by (DMN 1.5, 8.2.10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.logic.place import Place
from guiju.standard.dmn.logic.texts import constants
from guiju.standard.dmn.table.hits import Rank
from guiju.standard.dmn.types import allowed_texts
from guiju.standard.feel.equality import equal
from guiju.standard.model.problem import Problem


def ranking(place: Place, table: box.DecisionTable) -> Rank:
    """Where an output stands: per output clause, the position of its value in the list.

    The list is the clause's own output values, or the allowed values of its type. A value that
    is not in the list comes after all that are.
    """
    if table.hit_policy not in {"PRIORITY", "OUTPUT ORDER"}:
        return lambda output: ()
    columns = [_column(place, table, output) for output in table.outputs]
    if all(column is None for column in columns):
        place.workshop.problems.append(
            Problem(
                "table-no-priority",
                "Hit policy {policy} needs output values that say which goes first.",
                table.id or place.element,
                {"policy": table.hit_policy},
                line=table.line,
            )
        )
    if len(columns) == 1:
        only = columns[0] or _level
        return lambda output: (only(output),)
    ranks = [
        (output.name or output.label or f"output {number + 1}", column or _level)
        for number, (output, column) in enumerate(zip(table.outputs, columns, strict=True))
    ]
    return lambda output: tuple(rank(output[name]) for name, rank in ranks)


def _level(value: Any) -> int:
    return 0


def _column(
    place: Place, table: box.DecisionTable, output: box.OutputClause
) -> Callable[[Any], int] | None:
    texts = output.values or allowed_texts(
        place.workshop.items,
        output.type_ref or (table.type_ref if len(table.outputs) == 1 else None),
    )
    listed = None if texts is None else constants(place, texts)
    if listed is None:
        return None
    order = listed

    def rank(value: Any) -> int:
        for position, one in enumerate(order):
            if equal(value, one) is True:
                return position
        return len(order)

    return rank
