"""Commands about a task of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.run.commands.command import Command, no_values


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCommand(Command):
    """A command about one open task; `task` is its instance id."""

    task: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(TaskCommand):
    """Take a task for oneself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaim(TaskCommand):
    """Give a task back to all it was offered to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(TaskCommand):
    """Give a task to a person; `to` "" offers it to all again."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate(TaskCommand):
    """Let another person do a task in one's own name: both count as its hands (four eyes)."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward(TaskCommand):
    """Pass a task on to another person, who does it in their own name (轉交)."""

    to: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSigner(TaskCommand):
    """Ask another person to sign before the task can be completed (加簽)."""

    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(TaskCommand):
    """Send the case back to an earlier task of the same branch (退回)."""

    to: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDraft(TaskCommand):
    """Keep what has been filled in so far; nothing else happens."""

    values: Mapping[str, Any] = field(default_factory=no_values)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask(TaskCommand):
    """Report a task done; a signer who was asked for signs by it."""

    values: Mapping[str, Any] = field(default_factory=no_values)
