"""Names and texts of commands: whatever is no text that can be stored is refused, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guiju.run.commands import Actor, Command
from guiju.run.commands.command import names_of
from guiju.run.refusal import Refusal, expected


def is_text(text: str) -> bool:
    """Whether a text can be stored: Unicode without half a surrogate pair, and no NUL."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def unreadable(command: Command) -> Refusal | None:
    """Why a command's names cannot be stored; None where they can. Values are another matter."""
    for name in names_of(type(command)):
        if name not in ("values", "correlation", "row", "before", "after", "more"):
            value = getattr(command, name)
            if value.__class__ is str:
                if not (value.isascii() and "\0" not in value) and not is_text(value):
                    return _refused(name, value)
            elif value is not None and value.__class__ not in _PLAIN:
                wrong = next((each for each in _texts(value) if not is_text(each)), None)
                if wrong is not None:
                    return _refused(name, wrong)
    return None


_PLAIN = frozenset({int, float, bool})


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Actor):
        yield from (*value.persons, *value.roles)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from (*_texts(name), *_texts(each))
    elif isinstance(value, (tuple, list, frozenset, set)):
        for each in value:
            yield from _texts(each)


def _refused(name: str, text: str) -> Refusal:
    found = f"{name} {ascii(text)[:100]}"
    return expected("name-unreadable", "a text in Unicode without NUL", found)
