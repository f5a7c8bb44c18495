"""What a component of a form-js schema asks of its value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

import regex

from .form import Bound, Rules
from .patterns import make_pattern

if TYPE_CHECKING:
    from .reading import Reading

_SUBTYPES: Final = ("date", "time", "datetime")
_ZONES: Final = ("utc_offset", "utc_normalized", "no_timezone")
_KINDS: Final = ("email", "phone")
SIZE_MAX: Final = 400
"""Digits before or after the point: beyond, exact arithmetic costs more than it tells."""


def read_rules(component: Mapping[str, Any], element: str, reading: Reading) -> Rules:
    """The rules of one component; what is wrong in them goes to ``reading``."""
    written = component.get("validate")
    if written is None:
        written = {}
    if not isinstance(written, Mapping):
        reading.wrong("form-malformed", element, "validate: expected an object")
        written = {}
    rules = Rules(
        required=written.get("required") is True,
        min=_bound(written, "min", element, reading),
        max=_bound(written, "max", element, reading),
        min_length=_bound(written, "minLength", element, reading),
        max_length=_bound(written, "maxLength", element, reading),
        pattern=_pattern(written, element, reading),
        kind=_one_of(written, "validationType", (*_KINDS, "custom", ""), None, element, reading),
        digits=_digits(component, element, reading),
        increment=_increment(component, element, reading),
        not_passed=component.get("disallowPassedDates") is True,
        zone=_one_of(component, "timeSerializingFormat", _ZONES, _ZONES[0], element, reading) or "",
        subtype=_one_of(component, "subtype", _SUBTYPES, "date", element, reading) or "",
        as_text=component.get("serializeToString") is True,
    )
    for low, high in ((rules.min, rules.max), (rules.min_length, rules.max_length)):
        if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
            reading.wrong(
                "form-bounds",
                element,
                "expected min up to max, found {low} and {high}",
                low=low,
                high=high,
            )
    return rules


def read_number(data: object) -> Decimal | None:
    """A JSON number, or the text of one, exactly; None for anything else, and beyond all sizes."""
    if isinstance(data, bool) or not isinstance(data, int | float | Decimal | str):
        return None
    try:
        number = Decimal(repr(data) if isinstance(data, float) else data)
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= SIZE_MAX else None


def _bound(written: Mapping[str, Any], key: str, element: str, reading: Reading) -> Bound:
    value = written.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.lstrip().startswith("="):
        return reading.feel(value, element, key)
    number = read_number(value)
    if number is None:
        reading.wrong(
            "form-bounds", element, "{key}: expected a number, found {found}", key=key, found=value
        )
    return number


def _pattern(
    written: Mapping[str, Any], element: str, reading: Reading
) -> regex.Pattern[str] | None:
    text = written.get("pattern")
    if text is None or text == "" or written.get("validationType") in _KINDS:
        return None
    made = make_pattern(text) if isinstance(text, str) else None
    if made is None:
        reading.wrong(
            "form-pattern", element, "expected a regular expression, found {found}", found=text
        )
    return made


def _one_of(
    written: Mapping[str, Any],
    key: str,
    known: tuple[str, ...],
    usual: str | None,
    element: str,
    reading: Reading,
) -> str | None:
    value = written.get(key)
    if value is None:
        return usual
    if value in known:
        return str(value)
    reading.wrong(
        "form-setting",
        element,
        "{key}: expected one of {known}, found {found}",
        key=key,
        known=", ".join(known),
        found=value,
    )
    return usual


def _digits(component: Mapping[str, Any], element: str, reading: Reading) -> int | None:
    value = component.get("decimalDigits")
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100:
        return value
    reading.wrong(
        "form-setting", element, "decimalDigits: expected 0 to 100, found {found}", found=value
    )
    return None


def _increment(component: Mapping[str, Any], element: str, reading: Reading) -> Decimal | None:
    value = component.get("increment")
    if value is None or value == "":
        return None
    number = read_number(value)
    if number is not None and number > 0:
        return number
    reading.wrong(
        "form-setting", element, "increment: expected a number above 0, found {found}", found=value
    )
    return None
