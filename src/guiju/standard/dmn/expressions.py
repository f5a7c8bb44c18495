"""Boxed expressions as they were written (DMN 1.5, section 10.2): plain immutable data.

Texts are FEEL as it stands in the file. Lines serve messages and never count in comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

HitPolicy = Literal["UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]
Aggregation = Literal["SUM", "COUNT", "MIN", "MAX"]
HIT_POLICIES: tuple[HitPolicy, ...] = (
    "UNIQUE",
    "FIRST",
    "PRIORITY",
    "ANY",
    "COLLECT",
    "RULE ORDER",
    "OUTPUT ORDER",
)
AGGREGATIONS: tuple[Aggregation, ...] = ("SUM", "COUNT", "MIN", "MAX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxed:
    """What every expression has: id, type of its value, label, description, source line."""

    id: str | None = None
    type_ref: str | None = None
    label: str | None = None
    description: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralExpression(Boxed):
    """A text of FEEL (7.3.1), or of another language, which is then not evaluated."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnaryTests:
    """A text of FEEL unary tests (7.3.2): an input cell, or allowed values."""

    text: str
    id: str | None = None
    language: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputClause:
    """A column of conditions (8.3.1): the tested expression and the values it may take."""

    expression: LiteralExpression
    values: UnaryTests | None = None
    id: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputClause:
    """A column of conclusions (8.3.2).

    ``name`` is None where there is one column. The order of ``values`` is their priority.
    """

    name: str | None = None
    type_ref: str | None = None
    values: UnaryTests | None = None
    default: LiteralExpression | None = None
    id: str | None = None
    label: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row (8.3.3): one cell per input clause, one per output clause, one per annotation."""

    inputs: tuple[UnaryTests, ...]
    outputs: tuple[LiteralExpression, ...]
    annotations: tuple[str, ...] = ()
    id: str | None = None
    label: str | None = None
    description: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable(Boxed):
    """A decision table (8.2): clauses, rules, and what to do when several rules match."""

    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rules: tuple[Rule, ...]
    hit_policy: HitPolicy = "UNIQUE"
    aggregation: Aggregation | None = None
    annotations: tuple[str, ...] = ()
    orientation: str | None = None
    output_label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """An information item (7.3.4): a name and the type its value must have."""

    name: str
    type_ref: str | None = None
    id: str | None = None
    label: str | None = None
    description: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextEntry:
    """One entry of a boxed context (10.2.1.4); without a variable it is the result box."""

    expression: Expression | None
    variable: Variable | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Boxed):
    """Named expressions, each seeing those above it; the result box, if any, is the value."""

    entries: tuple[ContextEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExpression(Boxed):
    """A boxed list (10.2.1.5)."""

    items: tuple[Expression | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Boxed):
    """A boxed relation (10.2.1.6): a list of contexts with the columns' names as keys."""

    columns: tuple[Variable, ...]
    rows: tuple[ListExpression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One argument of an invocation: the parameter's name and the expression given for it."""

    parameter: Variable
    expression: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation(Boxed):
    """A boxed invocation (10.2.1.3): the function called, and its arguments by name."""

    called: Expression | None
    bindings: tuple[Binding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionDefinition(Boxed):
    """A boxed function (10.2.1.7). ``kind`` is FEEL, Java or PMML; only FEEL is evaluated."""

    parameters: tuple[Variable, ...]
    body: Expression | None
    kind: str = "FEEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional(Boxed):
    """A boxed ``if`` (10.2.1.8)."""

    condition: Expression | None
    then: Expression | None
    otherwise: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Boxed):
    """A boxed filter (10.2.1.9): the elements of ``source`` for which ``match`` holds."""

    source: Expression | None
    match: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Iterator(Boxed):
    """A boxed ``for``, ``some`` or ``every`` (10.2.1.10) over the elements of ``source``."""

    kind: Literal["for", "some", "every"]
    variable: str
    source: Expression | None
    body: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Boxed):
    """An expression of a kind that DMN does not know; kept as XML, worth null."""

    xml: str


Expression = (
    LiteralExpression
    | DecisionTable
    | Context
    | ListExpression
    | Relation
    | Invocation
    | FunctionDefinition
    | Conditional
    | Filter
    | Iterator
    | Unread
)
