"""Commands about a case as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.run.commands.command import Command, no_values


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCase(Command):
    """Start a case.

    Attributes:
        process: id of the process.
        standard: digest of the version; None for the newest that has the process.
        values: variables it starts with.
        start: id of the start event that happened; None for a plain start.
        event: id of the event behind an instantiating event-based gateway.
        subject: the person whose data the variables named in `personal` are.
    """

    process: str
    standard: str | None = None
    values: Mapping[str, Any] = field(default_factory=no_values)
    start: str | None = None
    event: str | None = None
    subject: str | None = None
    personal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(Command):
    """Let nothing happen in the case until it is resumed."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Let the case go on; timers that came due meanwhile fire now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Command):
    """End the case, or one open instance of it (`instance` 0: the case)."""

    instance: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVariables(Command):
    """Set variables as an instance sees them (0: the case)."""

    values: Mapping[str, Any]
    instance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveToken(Command):
    """Take an open instance away and begin at another element of the same scope."""

    instance: int
    to: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrate(Command):
    """Let the case go on under another version of its standard.

    Attributes:
        standard: digest of the version to go to.
        mapping: element id there by element id here, for those that are named otherwise.
    """

    standard: str
    mapping: Mapping[str, str] = field(default_factory=no_values)


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseClock(Command):
    """Stop a clock of the case, for a reason; `clock` is an element or indicator id."""

    clock: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeClock(Command):
    """Let a paused clock go on."""

    clock: str
    reason: str = ""
