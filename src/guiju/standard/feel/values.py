"""Values that are neither numbers, strings, booleans nor points in time: ranges and functions.

A FEEL value is None, bool, str, int or Decimal, list, dict (a context), a class of ``temporal``,
:class:`Range` or :class:`Function`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from .temporal import Date, DateTime, DaysTimeDuration, Time, YearsMonthsDuration
from .types import ANY, Type

if TYPE_CHECKING:
    from .run import Run

Value: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Range:
    """A range as a value (DMN 1.5, 10.3.2.7); an end that is None is open without bound.

    Attributes:
        operator: ``<``, ``<=``, ``>``, ``>=``, ``=`` or ``!=`` where it was written as a unary
            test in parentheses; then the other end is None, or both are the same.
    """

    start: Value
    end: Value
    start_included: bool
    end_included: bool
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function.

    Attributes:
        optional: whether a call may leave it out.
        variadic: whether it takes all remaining arguments.
    """

    name: str
    type: Type = ANY
    optional: bool = False
    variadic: bool = False


Body: TypeAlias = "Callable[[Sequence[Value], Run], Value]"


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function as a value: of an expression, a business knowledge model, or built in.

    Attributes:
        parameters: in order; a call is bound to them and coerced to their types first.
        body: takes the bound arguments and the evaluation's state, gives a FEEL value.
        name: for warnings; may be empty.
        result: the type its value is coerced to.
    """

    parameters: tuple[Parameter, ...]
    body: Body
    name: str = ""
    result: Type = ANY


NUMERIC = frozenset((int, Decimal))
DURATIONS = frozenset((YearsMonthsDuration, DaysTimeDuration))
SCALARS = frozenset(
    (
        int,
        str,
        bool,
        type(None),
        Decimal,
        Date,
        Time,
        DateTime,
        YearsMonthsDuration,
        DaysTimeDuration,
        Range,
        Function,
    )
)
"""Types whose values are FEEL values as they stand."""

_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    YearsMonthsDuration: "years and months duration",
    DaysTimeDuration: "days and time duration",
    Range: "range",
    Function: "function",
}


def kind_of(value: Value) -> str:
    """The name of a value's type, as FEEL calls it."""
    return _KINDS.get(type(value), "context" if isinstance(value, dict) else "unknown")
