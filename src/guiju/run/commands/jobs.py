"""Commands about work of programs, and about what is stuck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.run.commands.command import Command, no_values


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteJob(Command):
    """Report a job done.

    Attributes:
        job: its instance id.
        fence: the number it was leased with; None where it was never leased.
    """

    job: int
    values: Mapping[str, Any] = field(default_factory=no_values)
    fence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailJob(Command):
    """Report that a job failed for a technical reason.

    Attributes:
        again: seconds until it may be tried again, chosen with back-off and jitter by who gives
            the command; after the last try it becomes an incident.
        final: trying again would not help.
    """

    job: int
    reason: str
    fence: int | None = None
    again: float = 0.0
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendLease(Command):
    """Keep a job for longer; not written into the journal.

    Attributes:
        fence: the number it was leased with.
        seconds: how long from now on nobody else may take it.
    """

    job: int
    fence: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowError(Command):
    """Report that a job ended in a business error, which the model may catch."""

    job: int
    code: str
    values: Mapping[str, Any] = field(default_factory=no_values)
    fence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveIncident(Command):
    """Mend the data of what is stuck and try it again."""

    instance: int
    values: Mapping[str, Any] = field(default_factory=no_values)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry(Command):
    """Try again what is stuck, as it is."""

    instance: int
