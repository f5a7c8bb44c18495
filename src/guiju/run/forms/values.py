"""One submitted value against the type of its field: the clean value, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import regex

from guiju.standard.model.problem import Problem

from .form import Field, Rules
from .rules import read_number

TEXT_MAX: Final = 100_000
"""Characters of any text, whatever the form allows."""

DIGITS_MAX: Final = 34
"""Digits of a number: those of FEEL (decimal128). A number kept as text may have more."""

TEXT_DIGITS_MAX: Final = 400
MANY_MAX: Final = 1000

_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}]")
_CONTROL_OR_LINES = regex.compile(r"[\p{Cc}\p{Cs}--[\t\n\r]]", regex.VERSION1)
_TIME = regex.compile(r"(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?", regex.ASCII)
_DATE = regex.compile(r"\d{4}-\d\d-\d\d", regex.ASCII)
_FILES = regex.compile(r"files::[\w-]{1,200}", regex.ASCII)


class Wrong(Exception):
    """The value is not of its type.

    Attributes:
        problem: why; its element is the path, filled in by the caller.
    """

    def __init__(self, code: str, template: str, **values: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, template, values=values)


def clean(field: Field, raw: object) -> Any:
    """The value as it may be kept: JSON values, numbers as int or Decimal. None where empty.

    Raises:
        Wrong: it is not a value of this type.
    """
    return None if raw is None else _BY_TYPE[field.type](field.rules, raw)


def _line(_: Rules, raw: object) -> str:
    return _text(raw, _CONTROL)


def _lines(_: Rules, raw: object) -> str:
    return _text(raw, _CONTROL_OR_LINES)


def _text(raw: object, forbidden: regex.Pattern[str]) -> str:
    if not isinstance(raw, str):
        raise Wrong("not-a-text", "expected a text")
    if len(raw) > TEXT_MAX:
        raise Wrong("too-long", "expected at most {most} characters", most=TEXT_MAX)
    if forbidden.search(raw):
        raise Wrong("control-character", "expected no control characters")
    return raw


def _number(rules: Rules, raw: object) -> int | Decimal | str | None:
    if isinstance(raw, str):
        if not raw.strip():
            return None
        if len(raw) > TEXT_DIGITS_MAX or "_" in raw:
            raise Wrong("not-a-number", "expected a number")
    number = read_number(raw)
    if number is None or abs(number.adjusted()) > TEXT_DIGITS_MAX:
        raise Wrong("not-a-number", "expected a number")
    if rules.as_text:
        return format(number, "f")
    if len(number.as_tuple().digits) > DIGITS_MAX:
        raise Wrong("too-many-digits", "expected at most {most} digits", most=DIGITS_MAX)
    whole = number == number.to_integral_value() and number.adjusted() < DIGITS_MAX
    return int(number) if whole else number


def _checkbox(_: Rules, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise Wrong("not-true-or-false", "expected true or false")


def _one(_: Rules, raw: object) -> Any:
    """Whether it is one of the options is asked later, when they are known."""
    return None if raw == "" else _plain(raw)


def _many(_: Rules, raw: object) -> list[Any]:
    if not isinstance(raw, list):
        raise Wrong("not-a-list", "expected a list")
    if len(raw) > MANY_MAX:
        raise Wrong("too-many", "expected at most {most} values", most=MANY_MAX)
    return [_plain(value) for value in raw]


def _plain(raw: object, depth: int = 8) -> Any:
    """Any JSON value, of bounded depth; a binary fraction becomes the decimal it was written as."""
    if raw is None or isinstance(raw, bool | str):
        return raw
    number = None if isinstance(raw, list | Mapping) else read_number(raw)
    if number is not None and abs(number.adjusted()) <= DIGITS_MAX:
        return number if isinstance(raw, float) else raw
    if depth and isinstance(raw, list):
        return [_plain(value, depth - 1) for value in raw]
    if depth and isinstance(raw, Mapping):
        return {str(key): _plain(value, depth - 1) for key, value in raw.items()}
    raise Wrong("not-an-option", "expected one of the options")


def _file(_: Rules, raw: object) -> str | None:
    if raw == "":
        return None
    if isinstance(raw, str) and _FILES.fullmatch(raw):
        return raw
    raise Wrong("not-a-file", "expected the reference of an uploaded file")


def _datetime(rules: Rules, raw: object) -> str | None:
    if raw == "":
        return None
    try:
        return _DATETIMES[rules.subtype](rules, raw) if isinstance(raw, str) else _no_date(rules)
    except ValueError:
        return _no_date(rules)


def _no_date(rules: Rules) -> str:
    raise Wrong(
        "not-a-" + rules.subtype,
        "expected {what} in ISO 8601, {zone}",
        what=rules.subtype,
        zone=rules.zone,
    )


def _date(_: Rules, raw: str) -> str:
    if not _DATE.fullmatch(raw):
        raise ValueError(raw)
    return date.fromisoformat(raw).isoformat()


def _time(rules: Rules, raw: str) -> str:
    match = _TIME.fullmatch(raw)
    if match is None or not _zone_fits(rules.zone, match[2]):
        raise ValueError(raw)
    time.fromisoformat(raw)
    return raw


def _moment(rules: Rules, raw: str) -> str:
    day, separator, rest = raw.partition("T")
    if separator != "T":
        raise ValueError(raw)
    text = f"{_date(rules, day)}T{_time(rules, rest)}"
    datetime.fromisoformat(text)
    return text


def _zone_fits(wanted: str, found: str | None) -> bool:
    """What the form asks the browser to write; an offset of zero may be written Z."""
    if wanted == "no_timezone":
        return found is None
    return found == "Z" if wanted == "utc_normalized" else found is not None


def _computed(_: Rules, raw: object) -> Any:
    """What a browser worked out is not looked at; the server works it out again."""
    return None


_DATETIMES: Final[Mapping[str, Callable[[Rules, str], str]]] = {
    "date": _date,
    "time": _time,
    "datetime": _moment,
}
_BY_TYPE: Final[Mapping[str, Callable[[Rules, Any], Any]]] = {
    "textfield": _line,
    "textarea": _lines,
    "number": _number,
    "datetime": _datetime,
    "checkbox": _checkbox,
    "radio": _one,
    "select": _one,
    "checklist": _many,
    "taglist": _many,
    "filepicker": _file,
    "expression": _computed,
}
