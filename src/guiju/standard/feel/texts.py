"""Values as FEEL text: what ``string()`` gives."""

from __future__ import annotations

from decimal import Decimal

from .numbers import text_of as number_text
from .temporal import Date, DateTime, DaysTimeDuration, Time, YearsMonthsDuration
from .values import Function, Range, Value
from .words import quoted, shown_name

_TEMPORAL = (Date, Time, DateTime, YearsMonthsDuration, DaysTimeDuration)


def text_of(value: Value) -> str:
    """A value as text; a string is itself, strings inside others are quoted."""
    return value if isinstance(value, str) else _text(value)


def _text(value: Value) -> str:
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (int, Decimal)):
        return number_text(value)
    if isinstance(value, list):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    if isinstance(value, dict):
        inside = (f"{shown_name(key)}: {_text(item)}" for key, item in value.items())
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, Range):
        return _range(value)
    if isinstance(value, Function):
        return _function(value)
    return str(value)


def _range(value: Range) -> str:
    if value.operator is not None:
        end = value.start if value.start is not None else value.end
        return f"({value.operator} {_end(end)})"
    left = "[" if value.start_included else "("
    right = "]" if value.end_included else ")"
    return f"{left}{_end(value.start)}..{_end(value.end)}{right}"


def _end(value: Value) -> str:
    return f'@"{value}"' if isinstance(value, _TEMPORAL) else _text(value)


def _function(value: Function) -> str:
    parameters = ", ".join(parameter.name for parameter in value.parameters)
    return f"function({parameters})"
