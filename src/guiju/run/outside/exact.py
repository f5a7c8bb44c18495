"""JSON written with every decimal as the number it is; the standard library has no way to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def write_json(value: Any) -> str:
    """``value`` as JSON text, keys in their own order.

    None, bool, int, Decimal, str, list, tuple and mappings are written as they are; a float by
    its shortest text, dates and times in ISO 8601, what is not a finite number as null.

    Raises:
        TypeError: anything else.
    """
    if value is None or isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return str(value) if value.is_finite() else "null"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_key(k)}:{write_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(write_json(item) for item in value) + "]"
    if isinstance(value, date | datetime):
        return json.dumps(value.isoformat())
    raise TypeError(type(value).__name__)


def _key(key: object) -> str:
    return json.dumps(str(key), ensure_ascii=False)
