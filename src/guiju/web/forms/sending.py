"""What a browser sent for a form, as the data the form is checked with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final, Protocol

from guiju.run.forms import Field, Form, Item, Options, Rows, write_path

ROWS_MOST: Final = 500
PREFIX: Final = "f."

Choices = Callable[[Options], list[tuple[Any, str]]]
"""Options of a choice that do not stand in the form itself."""


class Sent(Protocol):
    """A QueryDict, as far as it is looked at."""

    def get(self, key: str, usual: Any = None) -> Any:
        """The last value under a key."""
        ...

    def getlist(self, key: str) -> list[str]:
        """Every value under a key."""
        ...


def name_of(path: tuple[str | int, ...]) -> str:
    """The name of a control, by the path of its value."""
    return PREFIX + write_path(path)


def read_post(form: Form, sent: Sent, choices: Choices, zone: Any) -> dict[str, Any]:
    """Nested data out of flat names.

    Args:
        form: as read.
        sent: the controls by name.
        choices: options that come from data or expressions.
        zone: the reader's, for times that a browser writes without one.
    """
    data: dict[str, Any] = {}
    _read(form.items, (), data, _Reading(sent, choices, zone))
    return data


class _Reading:
    def __init__(self, sent: Sent, choices: Choices, zone: Any) -> None:
        self.sent, self.choices, self.zone = sent, choices, zone
        self.added = sent.get("add")
        removed = re.fullmatch(r"(.*)\[(\d+)\]", sent.get("remove") or "")
        self.removed = (removed[1], int(removed[2])) if removed else None


def _read(
    items: Iterable[Item], path: tuple[str | int, ...], data: dict[str, Any], reading: _Reading
) -> None:
    for item in items:
        here = (*path, *item.at)
        value = (
            _rows(item, here, reading) if isinstance(item, Rows) else _value(item, here, reading)
        )
        if value is None:
            continue
        inner = data
        for key in item.at[:-1]:
            inner = inner.setdefault(key, {})
        inner[item.at[-1]] = value


def _rows(rows: Rows, path: tuple[str | int, ...], reading: _Reading) -> list[Any] | None:
    told = reading.sent.get(f"{name_of(path)}#")
    if told is None or not str(told).isdecimal():
        return None
    found = []
    for number in range(min(int(told), ROWS_MOST)):
        if reading.removed == (write_path(path), number):
            continue
        row: dict[str, Any] = {}
        _read(rows.items, (*path, number), row, reading)
        found.append(row)
    if reading.added == write_path(path):
        found.append({})
    return found


def _value(field: Field, path: tuple[str | int, ...], reading: _Reading) -> Any:
    name = name_of(path)
    if field.type == "checkbox":
        return reading.sent.get(name) == "on" if f"{name}#" in _keys(reading.sent) else None
    if field.options is not None:
        return _chosen(field, name, reading)
    text = reading.sent.get(name)
    if text is None or text == "":
        return None
    if field.type == "datetime":
        return _time(field, str(text), reading.zone)
    if field.type == "textarea":
        return str(text).replace("\r\n", "\n")
    return str(text)


def _keys(sent: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = sent
    return found


def _chosen(field: Field, name: str, reading: _Reading) -> Any:
    """Options are named by their place: their values may be anything."""
    assert field.options is not None
    known = (
        list(field.options.values)
        if field.options.values is not None
        else [value for value, _ in reading.choices(field.options)]
    )
    picked = [
        known[int(each)]
        for each in reading.sent.getlist(name)
        if each.isdecimal() and int(each) < len(known)
    ]
    if field.type in ("checklist", "taglist"):
        return picked if picked or f"{name}#" in _keys(reading.sent) else None
    return picked[0] if picked else None


def _time(field: Field, text: str, zone: Any) -> str:
    """A time as the form asks for it; what is no time stays, and is refused later."""
    rules = field.rules
    if rules.subtype == "date" or rules.zone == "no_timezone":
        return text
    try:
        if rules.subtype == "time":
            moment = datetime.fromisoformat(f"2000-01-01T{text}").replace(tzinfo=zone)
        else:
            moment = datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        return text
    if rules.zone == "utc_normalized":
        from datetime import UTC

        written = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    else:
        written = moment.isoformat(timespec="minutes")
    return written.partition("T")[2] if rules.subtype == "time" else written
