"""XLSX -> a model with one decision table per sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from guiju.standard import feel
from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.definitions import (
    Decision,
    Definitions,
    InputData,
    Reference,
    Requirement,
)
from guiju.standard.dmn.load import compile_definitions
from guiju.standard.dmn.model import Loaded
from guiju.standard.dmn.sheets import layout
from guiju.standard.dmn.sheets.workbook import Sheet, read_workbook
from guiju.standard.feel.builtins import BUILT_IN
from guiju.standard.model.problem import Problem

_NAMESPACE = "urn:guiju:sheet"


def from_xlsx(data: bytes) -> Loaded:
    """Read decision tables from a workbook.

    Args:
        data: the file; sheets without a row ``Hit policy`` are gone over.

    Returns:
        A model with a decision per sheet and input data for the names their columns test;
        problems name the sheet and the row. Nothing in ``data`` raises.
    """
    sheets = read_workbook(data)
    if isinstance(sheets, Problem):
        return Loaded(None, (sheets,))
    found = [_Reader(sheet) for sheet in sheets if sheet.row(layout.HIT_POLICY) is not None]
    if not found:
        return Loaded(None, (_no_table(),))
    decisions = tuple(reader.decision() for reader in found)
    inputs = _inputs([one.expression for one in decisions])
    ids = {one.name: one.id or one.name for one in inputs}
    definitions = Definitions(
        name=decisions[0].name,
        namespace=_NAMESPACE,
        inputs=inputs,
        decisions=tuple(_with_needs(one, ids) for one in decisions),
    )
    loaded = compile_definitions(definitions)
    problems = [problem for reader in found for problem in reader.problems]
    return Loaded(loaded.model, (*problems, *loaded.problems))


def _no_table() -> Problem:
    return Problem(
        "xlsx-no-table",
        "A sheet with a row '{label}' in its first column was expected; there is none.",
        values={"label": layout.HIT_POLICY},
    )


@dataclass(slots=True)
class _Reader:
    """One sheet being read."""

    sheet: Sheet
    problems: list[Problem] = field(default_factory=list)

    def decision(self) -> Decision:
        name = self._label(layout.DECISION, 1) or self.sheet.title
        name = " ".join(name.split())
        return Decision(
            name=name,
            id=_id("d", self.sheet.title),
            variable=box.Variable(name=name),
            expression=self._table(),
        )

    def _table(self) -> box.DecisionTable:
        kinds = [text.strip().lower() for text in self.sheet.row(layout.KIND) or []][1:]
        at = {
            kind: [number for number, found in enumerate(kinds, 1) if found == kind]
            for kind in (layout.INPUT, layout.OUTPUT, layout.ANNOTATION)
        }
        if not at[layout.OUTPUT]:
            self._complain("xlsx-no-output", "The row 'Kind' must name at least one output.")
        policy, aggregation = self._policy()
        return box.DecisionTable(
            inputs=tuple(self._input(column) for column in at[layout.INPUT]),
            outputs=tuple(
                self._output(column, len(at[layout.OUTPUT])) for column in at[layout.OUTPUT]
            ),
            rules=tuple(self._rules(at)),
            hit_policy=policy,
            aggregation=aggregation,
            annotations=tuple(self._label(layout.NAME, n) for n in at[layout.ANNOTATION]),
        )

    def _policy(self) -> tuple[box.HitPolicy, box.Aggregation | None]:
        written = self._label(layout.HIT_POLICY, 1).strip().upper()
        if written in layout.LETTERS:
            return layout.LETTERS[written]
        for meant in layout.LETTERS.values():
            if written == meant[0]:
                return meant[0], None
        self._complain(
            "table-hit-policy",
            "The hit policy must be one of {known}; it was {found}.",
            known=", ".join(layout.LETTERS),
            found=written,
        )
        return "UNIQUE", None

    def _label(self, label: str, column: int) -> str:
        row = self.sheet.row(label) or []
        return row[column] if column < len(row) else ""

    def _input(self, column: int) -> box.InputClause:
        return box.InputClause(
            expression=box.LiteralExpression(
                text=self._label(layout.NAME, column),
                type_ref=self._label(layout.TYPE, column).strip() or None,
            ),
            values=_tests(self._label(layout.ALLOWED, column)),
        )

    def _output(self, column: int, outputs: int) -> box.OutputClause:
        name = " ".join(self._label(layout.NAME, column).split())
        default = self._label(layout.DEFAULT, column)
        return box.OutputClause(
            name=name or (f"output {column}" if outputs > 1 else None),
            type_ref=self._label(layout.TYPE, column).strip() or None,
            values=_tests(self._label(layout.ALLOWED, column)),
            default=box.LiteralExpression(text=default) if default.strip() else None,
        )

    def _rules(self, at: dict[str, list[int]]) -> list[box.Rule]:
        rules = []
        for line, row in self.sheet.rules():
            tests, ends, notes = (
                [row[column] if column < len(row) else "" for column in at[kind]]
                for kind in (layout.INPUT, layout.OUTPUT, layout.ANNOTATION)
            )
            rules.append(
                box.Rule(
                    inputs=tuple(box.UnaryTests(text=text or "-", line=line) for text in tests),
                    outputs=tuple(box.LiteralExpression(text=text, line=line) for text in ends),
                    annotations=tuple(notes),
                    line=line,
                )
            )
        return rules

    def _complain(self, code: str, template: str, **values: Any) -> None:
        place = f"sheet '{self.sheet.title}'"
        self.problems.append(Problem(code, template, place, values))


def _tests(text: str) -> box.UnaryTests | None:
    return box.UnaryTests(text=text) if text.strip() else None


def _id(kind: str, name: str) -> str:
    return f"{kind}_" + "".join(c if c.isalnum() else "_" for c in name)


def _inputs(tables: list[Any]) -> tuple[InputData, ...]:
    """Input data for every name that some column tests; typed where the name stands alone."""
    types: dict[str, str | None] = {}
    for table in tables:
        for clause in table.inputs:
            text = clause.expression.text
            for name in _names(text):
                alone = " ".join(text.split()) == name
                types[name] = types.get(name) or (clause.expression.type_ref if alone else None)
    return tuple(
        InputData(
            name=name,
            id=f"i_{number}",
            variable=box.Variable(name=name, type_ref=type_ref),
        )
        for number, (name, type_ref) in enumerate(types.items(), 1)
    )


def _names(text: str) -> list[str]:
    try:
        tree = feel.parse(text)
    except feel.SyntaxProblem:
        return []
    return sorted(name for name in feel.names_in(tree) if name not in BUILT_IN)


def _with_needs(decision: Decision, ids: dict[str, str]) -> Decision:
    table = decision.expression
    assert isinstance(table, box.DecisionTable)
    names = {name for clause in table.inputs for name in _names(clause.expression.text)}
    needs = tuple(
        Requirement(kind="input", target=Reference(ids[name]))
        for name in sorted(names & ids.keys())
    )
    return replace(decision, requirements=needs)
