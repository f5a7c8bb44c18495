"""A decision table as a grid: per column, classes of values that no cell tells apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from guiju.standard.dmn import Model
from guiju.standard.dmn.definitions import Decision, InputData
from guiju.standard.dmn.expressions import DecisionTable, UnaryTests
from guiju.standard.dmn.logic.texts import compile_tests
from guiju.standard.dmn.table.cells import ANYTHING, Cell
from guiju.standard.dmn.table.columns import segments_of
from guiju.standard.dmn.table.compile import CompiledTable
from guiju.standard.dmn.table.domain import Kind
from guiju.standard.dmn.types import allowed_texts
from guiju.standard.feel.convert import to_json
from guiju.standard.feel.texts import text_of
from guiju.standard.lint.tables.between import sample

UNKNOWN: Any = object()
"""Stands for a value where any will do."""

_KINDS: frozenset[str] = frozenset(
    {"number", "string", "boolean", "date", "days and time duration", "years and months duration"}
)


@dataclass(frozen=True, slots=True)
class Class:
    """Values of one column that every cell treats alike.

    Attributes:
        sure: the mask of the rules whose cell holds them.
        maybe: those, and the rules whose cell cannot be told (it depends on other inputs).
        value: one of them, ``UNKNOWN`` where any will do.
    """

    sure: int
    maybe: int
    value: Any


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be looked through.

    Attributes:
        element: id of the table, or of the element that holds it.
        line: where the table starts.
        model: the model of the table.
        compiled: the table.
        columns: the classes of each input column; values that are not allowed are left out.
        allowed: the allowed values of each input column as a set, None where all are.
        partial: whether some column could not be cut into classes.
    """

    element: str
    line: int | None
    model: Model
    compiled: CompiledTable
    columns: tuple[tuple[Class, ...], ...]
    allowed: tuple[Cell | None, ...]
    partial: bool

    @property
    def table(self) -> DecisionTable:
        """The table as it was written."""
        return self.compiled.table

    @property
    def every(self) -> int:
        """The mask of all rules."""
        return (1 << len(self.table.rules)) - 1

    def witness(self, values: Sequence[Any]) -> dict[str, Any]:
        """An input that proves something, for the values of a problem."""
        named = [
            (clause.expression.text.strip(), value)
            for clause, value in zip(self.table.inputs, values, strict=True)
            if value is not UNKNOWN
        ]
        told = ", ".join(f"{name} = {_text(value)}" for name, value in named)
        inputs = {name: to_json(value) for name, value in named}
        return {"witness": told or "any input", "inputs": inputs}

    def rule_name(self, rule: int) -> str:
        """How a rule is called in a message: its position, counted from 1."""
        return str(rule + 1)


def _text(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else text_of(value)


def grid_of(model: Model, compiled: CompiledTable) -> Grid:
    """The grid of a compiled table; what is compiled on the way leaves no trace in the model."""
    shop = replace(compiled.place.workshop, problems=[])
    compiled = replace(compiled, place=replace(compiled.place, workshop=shop))
    table = compiled.table
    columns: list[tuple[Class, ...]] = []
    domains: list[Cell | None] = []
    partial = False
    for number in range(len(table.inputs)):
        domain = _domain(model, compiled, number)
        classes = _classes(compiled.columns[number].sets, domain, _wanted(model, compiled, number))
        partial = partial or None in compiled.columns[number].sets or classes is None
        columns.append(classes or _open(compiled.columns[number].sets))
        domains.append(domain)
    element = table.id or compiled.place.element
    return Grid(element, table.line, model, compiled, tuple(columns), tuple(domains), partial)


def allowed_values(
    model: Model, compiled: CompiledTable, own: UnaryTests | None, type_ref: str | None
) -> Cell | None:
    """A list of allowed values as a set: the clause's own, or those of its type."""
    items = {item.name: item for item in model.definitions.types}
    texts = own or allowed_texts(items, type_ref)
    if texts is None:
        return None
    _, cell = compile_tests(compiled.place, texts)
    return None if cell is ANYTHING else cell


def _domain(model: Model, compiled: CompiledTable, number: int) -> Cell | None:
    clause = compiled.table.inputs[number]
    type_ref = clause.expression.type_ref or input_type(model, clause.expression.text)
    return allowed_values(model, compiled, clause.values, type_ref)


def input_type(model: Model, expression: str) -> str | None:
    """The type of the input data or decision whose name the expression is."""
    name = " ".join(expression.split())
    named: list[InputData | Decision] = [*model.definitions.inputs, *model.definitions.decisions]
    for one in named:
        if one.variable.name == name:
            return one.variable.type_ref
    return None


def _wanted(model: Model, compiled: CompiledTable, number: int) -> str | None:
    """The kind of a column's values where its type says so."""
    expression = compiled.table.inputs[number].expression
    type_ref = expression.type_ref or input_type(model, expression.text)
    items = {item.name: item for item in model.definitions.types}
    seen: set[str] = set()
    while type_ref in items and type_ref not in seen:
        seen.add(type_ref)
        type_ref = items[type_ref].type_ref
    return type_ref if type_ref in _KINDS else None


def _kind(cells: Sequence[Cell | None], domain: Cell | None, wanted: str | None) -> Kind | None:
    kinds = Counter(cell.kind for cell in cells if cell is not None and cell.kind is not None)
    if wanted == "boolean":
        return "boolean"
    if domain is not None and domain.kind is not None:
        return domain.kind
    return kinds.most_common(1)[0][0] if kinds else None


def _classes(
    cells: Sequence[Cell | None], domain: Cell | None, wanted: str | None
) -> tuple[Class, ...] | None:
    """Elementary segments of allowed values, those of equal masks put together."""
    kind = _kind(cells, domain, wanted)
    rows: list[Cell | None] = [
        cell if cell is not None and cell.kind in (kind, None) else None for cell in cells
    ]
    open_rules = sum(1 << number for number, cell in enumerate(rows) if cell is None)
    anything = sum(1 << number for number, cell in enumerate(rows) if cell is ANYTHING)
    inside = 1 << len(rows)
    known = domain if domain is not None and domain.kind in (kind, None) else None
    segments = segments_of([*rows, known], anything | (0 if known is not None else inside))
    if segments is None:
        return None
    if kind is None:
        return (Class(anything, anything | open_rules, UNKNOWN),)
    bounds = [0, 1] if kind == "boolean" else segments.bounds
    found: dict[int, Class] = {}
    for place in range(2 * len(bounds) + 1):
        value = sample(kind, bounds, place)
        if value is None:
            continue
        mask = segments.at(bounds[place // 2]) if place % 2 else _gap(segments, bounds, place)
        if mask & inside and mask not in found:
            sure = mask & ~inside
            found[mask] = Class(sure, sure | open_rules, value)
    return tuple(found.values())


def _gap(segments: Any, bounds: Sequence[Any], place: int) -> int:
    """The mask of a gap; only a boolean column has bounds of its own, and no gaps between."""
    return int(segments.masks[place]) if bounds is segments.bounds else 0


def _open(cells: Sequence[Cell | None]) -> tuple[Class, ...]:
    anything = sum(1 << number for number, cell in enumerate(cells) if cell is ANYTHING)
    return (Class(anything, (1 << len(cells)) - 1, UNKNOWN),)
