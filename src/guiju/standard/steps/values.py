"""What a variable holds: JSON values, with numbers exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guiju.standard import feel


def plain(value: Any) -> Any:
    """A FEEL value as a variable keeps it.

    Whole decimals become ints, other decimals stay exact; dates, times and durations become their
    ISO text; functions and ranges, which no variable can hold, become their text.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        whole = value.is_finite() and value == value.to_integral_value() and abs(value) < 10**18
        return int(value) if whole else value
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    return feel.to_json(value)
