"""A decision table as a function of (scope, run) (DMN 1.5, chapter 8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.logic.place import Code, Place
from guiju.standard.dmn.logic.texts import compile_tests, compile_text
from guiju.standard.dmn.logic.typed import border, typed
from guiju.standard.dmn.run import Deciding, Matched, Observed
from guiju.standard.dmn.table.hits import Combine, combination
from guiju.standard.dmn.table.lookup import (
    InputCells,
    Matching,
    matching_by_index,
    matching_by_scan,
)
from guiju.standard.dmn.table.rank import ranking


def compile_table(place: Place, table: box.DecisionTable) -> Code:
    """The table as code; which rules matched is noted in the run."""
    inputs = _inputs(place, table)
    columns = [input_cells(place, table, number) for number in range(len(table.inputs))]
    find = (matching_by_index if place.workshop.index else matching_by_scan)(
        columns, len(table.rules)
    )
    combine = combination(table, ranking(place, table), place.element)
    compiled = CompiledTable(place, table, tuple(columns))
    place.workshop.tables.append(compiled)
    return _table(
        compiled,
        inputs,
        find,
        _outputs(place, table),
        combine,
        _default(place, table),
    )


@dataclass(frozen=True, slots=True)
class CompiledTable:
    """A table with its input cells, for those who look into it: traces and analysis."""

    place: Place
    table: box.DecisionTable
    columns: tuple[InputCells, ...]


def _table(
    compiled: CompiledTable,
    inputs: Callable[[Any, Deciding], list[Any]],
    find: Matching,
    outputs: Sequence[Code],
    combine: Combine,
    default: Code | None,
) -> Code:
    element = compiled.place.element
    policy = compiled.table.hit_policy
    ids = tuple(rule.id for rule in compiled.table.rules)
    first = policy == "FIRST"
    single = policy in {"UNIQUE", "ANY", "FIRST", "PRIORITY"}
    singles = [Matched(element, (number + 1,), (one,)) for number, one in enumerate(ids)]

    def alone(value: Any, run: Deciding) -> Any:
        return value if single else combine([value], run)

    def table(scope: Any, run: Deciding) -> Any:
        values = inputs(scope, run)
        if run.observed is not None:
            run.observed.append(Observed(compiled, values, scope))
        rules = find(values, scope, run, first)
        if len(rules) == 1:
            only = rules[0]
            run.matched.append(singles[only])
            return alone(outputs[only](scope, run), run)
        run.matched.append(
            Matched(element, tuple([n + 1 for n in rules]), tuple([ids[n] for n in rules]))
        )
        if not rules:
            return None if default is None else default(scope, run)
        return combine([outputs[rule](scope, run) for rule in rules], run)

    return table


def _input(place: Place, clause: box.InputClause) -> Code:
    """An input expression over the border of its type."""
    text = compile_text(place, clause.expression)
    return typed(place, clause.expression.type_ref, text.run)


def _inputs(place: Place, table: box.DecisionTable) -> Callable[[Any, Deciding], list[Any]]:
    """All input expressions at once; where all are plain names, in one loop."""
    codes = [_input(place, clause) for clause in table.inputs]
    names = [" ".join(clause.expression.text.split()) for clause in table.inputs]
    if not all(name in place.names for name in names):
        return lambda scope, run: [code(scope, run) for code in codes]
    types = [place.workshop.types.named(clause.expression.type_ref) for clause in table.inputs]
    reads = [
        (name, border(type_, clause.expression.type_ref or "", place.element))
        for name, type_, clause in zip(names, types, table.inputs, strict=True)
    ]
    plain = [(name, passes, cross) for name, (passes, cross) in reads]

    def read(scope: Any, run: Deciding) -> list[Any]:
        values = []
        for name, passes, cross in plain:
            value = scope[name]
            values.append(value if type(value) in passes else cross(value, run))
        return values

    return read


def input_cells(place: Place, table: box.DecisionTable, number: int) -> InputCells:
    """The cells of one input column; a text that occurs again is compiled once."""
    made: dict[str, Any] = {}
    for rule in table.rules:
        cell = rule.inputs[number]
        if cell.text not in made:
            made[cell.text] = compile_tests(place, cell)
    pairs = [made[rule.inputs[number].text] for rule in table.rules]
    return InputCells([test for test, _ in pairs], [cell for _, cell in pairs])


def _outputs(place: Place, table: box.DecisionTable) -> list[Code]:
    """One piece of code per rule: its value, or a context where there are several outputs."""
    columns = [_output_column(place, table, number) for number in range(len(table.outputs))]
    if not columns:
        return [_always(None)] * len(table.rules)
    if len(columns) == 1:
        return columns[0]
    names = [_name(output, number) for number, output in enumerate(table.outputs)]
    return [_context(dict(zip(names, cells, strict=True))) for cells in zip(*columns, strict=True)]


def _name(output: box.OutputClause, number: int) -> str:
    return output.name or output.label or f"output {number + 1}"


def _output_column(place: Place, table: box.DecisionTable, number: int) -> list[Code]:
    output = table.outputs[number]
    made: dict[str, Code] = {}
    for rule in table.rules:
        cell = rule.outputs[number]
        if cell.text not in made:
            made[cell.text] = _cell(place, output.type_ref, cell)
    return [made[rule.outputs[number].text] for rule in table.rules]


def _cell(place: Place, type_ref: str | None, cell: box.LiteralExpression) -> Code:
    text = compile_text(place, cell)
    checked = typed(place, type_ref, text.run)
    if text.constant is None:
        return checked
    quiet = Deciding({})
    value = checked({}, quiet)
    return checked if quiet.warnings or isinstance(value, list) else _always(value)


def _always(value: Any) -> Code:
    return lambda scope, run: value


def _context(cells: dict[str, Code]) -> Code:
    entries: list[tuple[str, Callable[[Any, Deciding], Any]]] = list(cells.items())
    return lambda scope, run: {name: code(scope, run) for name, code in entries}


def _default(place: Place, table: box.DecisionTable) -> Code | None:
    """The value where no rule matches, None where no output has a default."""
    cells = [
        None if output.default is None else _cell(place, output.type_ref, output.default)
        for output in table.outputs
    ]
    if not any(cells):
        return None
    if len(cells) == 1:
        return cells[0]
    names = [_name(output, number) for number, output in enumerate(table.outputs)]
    missing = _always(None)
    return _context({name: code or missing for name, code in zip(names, cells, strict=True)})
