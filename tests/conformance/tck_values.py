"""The kit's values as FEEL values, and when an answer is the expected one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guiju.standard.feel.equality import equal
from guiju.standard.feel.temporal import date, date_and_time, duration, time
from tests.conformance.tck_cases import Typed, Value

NEAR = Decimal("1e-8")
NUMBERS = {"decimal", "double", "integer", "int", "long", "float"}
READERS: dict[str, Any] = {
    "date": date,
    "time": time,
    "dateTime": date_and_time,
    "duration": duration,
}


def feel_value(value: Value | None) -> Any:
    """A value of the kit as FEEL has it."""
    if isinstance(value, list):
        return [feel_value(item) for item in value]
    if isinstance(value, dict):
        return {name: feel_value(item) for name, item in value.items()}
    if value is None or value.text is None:
        return None
    return _simple(value, value.text)


def _simple(value: Typed, text: str) -> Any:
    if value.kind in NUMBERS:
        number = Decimal(text.strip())
        return int(number) if number == number.to_integral_value() else number
    if value.kind == "boolean":
        return text.strip() in {"true", "1"}
    reader = READERS.get(value.kind)
    if reader is None:
        return text
    read = reader(text.strip())
    assert read is not None, value
    return read


def same(found: Any, expected: Any) -> bool:
    """Whether an answer is the expected one: same kind, numbers within 1e-8."""
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and all(same(a, b) for a, b in zip(found, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and found.keys() == expected.keys()
            and all(same(found[name], item) for name, item in expected.items())
        )
    if _is_number(expected):
        return _is_number(found) and abs(Decimal(found) - Decimal(expected)) <= NEAR
    if expected is None:
        return found is None
    return type(found) is type(expected) and equal(found, expected) is True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
