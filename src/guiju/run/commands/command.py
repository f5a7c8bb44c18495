"""What every command has: a case, an idempotency key, who, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

NO_VALUES: Final[Mapping[str, Any]] = MappingProxyType({})


def no_values() -> Mapping[str, Any]:
    """The default of a field that holds values."""
    return NO_VALUES


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command.

    Attributes:
        id: of the person or program.
        roles: what the person may act as, as of this moment.
        behalf: the person acted for, where somebody stands in for another.
    """

    id: str
    roles: frozenset[str] = frozenset()
    behalf: str | None = None

    @property
    def persons(self) -> tuple[str, ...]:
        """Everyone whose hand this is: who acts, and who is acted for."""
        return (self.id,) if self.behalf is None else (self.id, self.behalf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something to be done to a case.

    Attributes:
        case: id of the case.
        key: idempotency key: the same key in the same case is the same command, done once. "" for
            a command that is given once by its nature.
        actor: who gives it; None for the engine itself.
        time: when it was given, UTC; None for the moment the engine takes it.
    """

    case: str
    key: str = ""
    actor: Actor | None = None
    time: datetime | None = None


_NAMES: Final[dict[type[Command], tuple[str, ...]]] = {}
_CONTENT: Final[dict[type[Command], Callable[[Command], Any]]] = {}
_ENVELOPE: Final = 4
"""The first fields of every command are those of `Command`."""


def names_of(kind: type[Command]) -> tuple[str, ...]:
    """Names of a command's fields, those of `Command` first."""
    known = _NAMES.get(kind)
    if known is None:
        known = _NAMES[kind] = tuple(each.name for each in fields(kind))
    return known


def content(command: Command) -> list[Any]:
    """What a command asks, without its key and time: what tells a repetition from another one."""
    kind, actor = type(command), command.actor
    inside = _CONTENT.get(kind)
    if inside is None:
        names = names_of(kind)[_ENVELOPE:]
        inside = _CONTENT[kind] = attrgetter(*names) if names else _nothing
    persons = None if actor is None else actor.persons
    return [kind.__name__, command.case, persons, inside(command)]


def _nothing(command: Command) -> None:
    """The content of a command that has no fields of its own."""


def changed(command: Command, **changes: Any) -> Any:
    """A copy of a command with other values in some fields."""
    kind = type(command)
    made = object.__new__(kind)
    for name in names_of(kind):
        value = changes[name] if name in changes else getattr(command, name)
        object.__setattr__(made, name, value)
    return made
