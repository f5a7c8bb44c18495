"""A decision table -> XLSX."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from guiju.standard.dmn.definitions import Decision
from guiju.standard.dmn.expressions import DecisionTable, UnaryTests
from guiju.standard.dmn.model import Model
from guiju.standard.dmn.sheets import layout
from guiju.standard.model.problem import Problem

_NOT_IN_A_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def to_xlsx(model: Model, decision: str) -> bytes | Problem:
    """The table of a decision as a workbook of one sheet.

    Args:
        model: from ``load``.
        decision: its name or id.

    Returns:
        The file, or a problem where there is no such decision or it is no table.
    """
    found = next(
        (one for one in model.definitions.decisions if decision in (one.id, one.name)), None
    )
    if found is None or not isinstance(found.expression, DecisionTable):
        return Problem(
            "xlsx-no-table",
            "A decision that is a table was expected; '{name}' is none.",
            values={"name": decision},
        )
    return _workbook(found, rows_of(found, found.expression))


def rows_of(decision: Decision, table: DecisionTable) -> list[list[str]]:
    """The sheet as texts: the head, then one row per rule."""
    inputs, outputs = table.inputs, table.outputs
    width = max([len(table.annotations), *(len(rule.annotations) for rule in table.rules)])
    notes = [*table.annotations, *[""] * (width - len(table.annotations))]
    head = [
        [layout.DECISION, decision.name],
        [layout.HIT_POLICY, layout.letter_of(table)],
        [
            layout.KIND,
            *[layout.INPUT] * len(inputs),
            *[layout.OUTPUT] * len(outputs),
            *[layout.ANNOTATION] * width,
        ],
        [
            layout.NAME,
            *(clause.expression.text.strip() for clause in inputs),
            *(output.name or "" for output in outputs),
            *notes,
        ],
        [
            layout.TYPE,
            *(clause.expression.type_ref or "" for clause in inputs),
            *(output.type_ref or "" for output in outputs),
        ],
        [
            layout.ALLOWED,
            *(_text(clause.values) for clause in inputs),
            *(_text(output.values) for output in outputs),
        ],
    ]
    if any(output.default is not None for output in outputs):
        defaults = (output.default.text if output.default else "" for output in outputs)
        head.append([layout.DEFAULT, *[""] * len(inputs), *defaults])
    rules = [
        [
            str(number),
            *(cell.text for cell in rule.inputs),
            *(cell.text for cell in rule.outputs),
            *rule.annotations,
        ]
        for number, rule in enumerate(table.rules, 1)
    ]
    return head + rules


def _text(values: UnaryTests | None) -> str:
    return values.text if values else ""


def _workbook(decision: Decision, rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = decision.name.translate(_NOT_IN_A_TITLE).strip()[:31] or "Decision"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                _set_text(sheet.cell(number, column), text)
    head = sum(row[0] in layout.LABELS for row in rows)
    for number in range(1, head + 1):
        for cell in sheet[number]:
            cell.font = Font(bold=True)
    sheet.freeze_panes = f"B{head + 1}"
    for column in range(1, max(map(len, rows)) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _set_text(cell: Any, text: str) -> None:
    """A text that no spreadsheet takes for a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:32_767]
    cell.data_type = "s"
    cell.number_format = "@"
    if text[0] in "=+-@":
        cell.quotePrefix = True
