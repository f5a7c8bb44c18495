"""Names and texts of commands: whatever is no text that can be stored is refused, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

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
    plain, rest = _FIELDS.get(type(command)) or _fields(type(command))
    actor = command.actor
    told = "".join(filter(None, plain(command)))
    if actor is not None:
        told += actor.id + "".join(actor.roles) + (actor.behalf or "")
    fine = told.isascii() and "\0" not in told
    if fine and not (rest and any(getattr(command, name) for name in rest)):
        return None
    for name in names_of(type(command)):
        if name not in _OTHERS:
            found = [each for each in _texts(getattr(command, name)) if not is_text(each)]
            if found:
                return _refused(name, found[0])
    return None


_OTHERS: Final = frozenset({"values", "correlation", "row", "before", "after", "more", "time"})
"""Fields that hold values, which are checked as such, or what the engine has made itself."""

_FIELDS: Final[dict[type[Command], tuple[Any, tuple[str, ...]]]] = {}


def _fields(kind: type[Command]) -> tuple[Any, tuple[str, ...]]:
    """How to get at a command's plain texts, and its fields that may hold some."""
    types = {each.name: str(each.type) for each in fields(kind)}
    plain = [name for name, type_ in types.items() if type_ in ("str", "str | None")]
    apart = _OTHERS.union(plain, ("actor",))
    rest = tuple(name for name, type_ in types.items() if name not in apart and "str" in type_)
    found = _FIELDS[kind] = (attrgetter(*plain), rest)
    return found


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
