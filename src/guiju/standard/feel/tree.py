"""The closed tree of a FEEL text (DMN 1.5, 10.3.1).

A node is a frozen value; ``at`` is its first character and takes no part in equality. Sums,
products and conjunctions of any length are flat, so that only real nesting makes a tree deep.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from .types import Type


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes have: the place of their first character."""

    at: int = field(default=0, compare=False, kw_only=True, repr=False)


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """``12``, ``.5``, ``1.2e3``; whole numbers are int."""

    value: int | Decimal


@dataclass(frozen=True, slots=True)
class StringLiteral(Node):
    """A string between double quotes, escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True)
class BooleanLiteral(Node):
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True, slots=True)
class NullLiteral(Node):
    """``null``."""


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """``@"2026-01-31"``: a date, time, date and time or duration."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name, spaces normalised; ``?`` is the input value of a unary test."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """``source.name``."""

    source: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """``source[condition]``: a selection or an index."""

    source: Expression
    condition: Expression


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """``[a, b]``."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """``{a: 1, "b c": a}``; an entry sees those before it."""

    entries: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """``[start..end)``."""

    start: Expression
    end: Expression
    start_included: bool
    end_included: bool


Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class UnaryRange(Node):
    """``(< 10)``: a range with one end open, as a value."""

    operator: Operator
    endpoint: Expression


@dataclass(frozen=True, slots=True)
class OperatorTest(Node):
    """``< 10`` where a unary test may stand."""

    operator: Operator
    endpoint: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``first op a op b``: operators of one precedence, from left to right."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """``-operand``."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """``left op right``."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``value between low and high``, both ends included."""

    value: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class In(Node):
    """``value in test`` or ``value in (test, test)``."""

    value: Expression
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """``a and b and c``."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """``a or b or c``."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """``if condition then then_value else else_value``."""

    condition: Expression
    then_value: Expression
    else_value: Expression


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """``name in domain`` or ``name in domain..end``."""

    name: str
    domain: Expression
    end: Expression | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    """``for iterations return body``."""

    iterations: tuple[Iteration, ...]
    body: Expression


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """``some`` or ``every`` iterations ``satisfies`` condition."""

    quantifier: Literal["some", "every"]
    iterations: tuple[Iteration, ...]
    condition: Expression


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """``value instance of type``."""

    value: Expression
    type: Type


@dataclass(frozen=True, slots=True)
class FunctionDefinition(Node):
    """``function(name: type, ...) body``; an external one has a context as its body."""

    parameters: tuple[tuple[str, Type | None], ...]
    body: Expression
    external: bool = False


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``function(a, b)`` or ``function(name: a)``; never both kinds of argument."""

    function: Expression
    positional: tuple[Expression, ...] = ()
    named: tuple[tuple[str, Expression], ...] = ()


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """A cell: ``-`` (no tests, not negated), ``a, b`` or ``not(a, b)``."""

    tests: tuple[Test, ...]
    negated: bool = False


Expression: TypeAlias = (
    NumberLiteral
    | StringLiteral
    | BooleanLiteral
    | NullLiteral
    | AtLiteral
    | Name
    | Path
    | Filter
    | ListLiteral
    | ContextLiteral
    | RangeLiteral
    | UnaryRange
    | Arithmetic
    | Negation
    | Comparison
    | Between
    | In
    | Conjunction
    | Disjunction
    | If
    | For
    | Quantified
    | InstanceOf
    | FunctionDefinition
    | Call
)
Test: TypeAlias = Expression | OperatorTest
Tree: TypeAlias = Expression | UnaryTests
