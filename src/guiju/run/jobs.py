"""Work for programs: what they are handed, and how handlers in Python are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any

GROUP = "guiju.jobs"
"""Entry points of this group are handlers; their name is the topic."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was leased.

    Attributes:
        case: id of the case.
        job: instance id; together with the case it is the job's name for ever.
        topic: what kind of work.
        element: id of the element.
        fence: number of the lease, to be given back with the result.
        tries: how often it may still be tried, this time included.
        failed: how often it has failed so far.
        until: when the lease ends, microseconds.
        variables: what the element sees.
        headers: other named values the model gives.
        inputs: names of those variables that the step itself brings (`gj:input`), apart from the
            case's.
    """

    case: str
    job: int
    topic: str
    element: str
    fence: int
    tries: int
    until: int
    failed: int
    variables: Mapping[str, Any]
    headers: Mapping[str, str]
    inputs: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """A key that stays the same however often the job is tried: for who is called."""
        return f"{self.case}:{self.job}"


Handler = Callable[[Job], Mapping[str, Any] | None]


class BusinessError(Exception):
    """Raised by a handler to end its job in an error that the model may catch.

    Attributes:
        code: errorCode.
        values: variables that come with it.
    """

    def __init__(self, code: str, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = values or {}


class GivenUp(Exception):
    """Raised by a handler when trying again would not help: the job becomes an incident."""


def installed_handlers() -> dict[str, Handler]:
    """Every handler that an installed package offers, by topic."""
    return {each.name: each.load() for each in entry_points(group=GROUP)}
