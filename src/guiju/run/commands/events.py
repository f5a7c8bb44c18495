"""Commands that bring events to cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.run.commands.command import Command, no_values


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Command):
    """Hand a message in, for the one case that waits for it or is started by it.

    `case` stays ""; the engine finds it. The message waits for a receiver while there is none.

    Attributes:
        name: of the message.
        correlation: value that picks the case; None for the first that waits for the name.
        seconds: how long it may wait for a receiver.
    """

    case: str = ""
    name: str
    correlation: Any = None
    values: Mapping[str, Any] = field(default_factory=no_values)
    seconds: int = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMessage(Command):
    """Let a message that nobody has wait anew, also one that was given up.

    Attributes:
        message: its id.
        seconds: how long it may wait for a receiver from now on.
    """

    case: str = ""
    message: str
    seconds: int = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMessage(Command):
    """Forget a message that nobody has; `message` is its id."""

    case: str = ""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSignal(Command):
    """Tell everyone who listens right now."""

    case: str = ""
    name: str
    values: Mapping[str, Any] = field(default_factory=no_values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver(Command):
    """An event that a case waits for has come.

    Attributes:
        wait: id of the wait.
        kind, name: what it is; refused where the case waits for something else by now.
    """

    wait: int
    kind: str
    name: str
    values: Mapping[str, Any] = field(default_factory=no_values)


@dataclass(frozen=True, slots=True, kw_only=True)
class FireTimer(Command):
    """A timer is due; `due` is the moment it was set to, in microseconds."""

    wait: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FireDeadline(Command):
    """A mark of a deadline is reached; `due` is the moment it was set to, in microseconds."""

    instance: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin(Command):
    """Begin an activity of an ad-hoc sub-process."""

    scope: int
    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveAdHoc(Command):
    """Declare an ad-hoc sub-process complete."""

    scope: int
