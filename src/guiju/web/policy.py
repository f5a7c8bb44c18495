"""Who may do what: one function for pages, API, streams, exports and search.

    can(actor, "task.do", task)

Rights come from three places: what somebody is in the house (roles of the directory, by which
tasks are offered), what they are to this system (duties of the account), and what they have to do
with the thing at hand. The engine keeps its own rules beside this (four eyes, certificates),
whoever calls.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

DUTIES: Final = ("administrator", "owner", "auditor", "engineer")
"""What an account may be to this system: it keeps people and connections; it owns standards and
steers cases; it reads everything; it connects programs and mends jobs."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks.

    Attributes:
        id: of the person, as the engine knows it.
        roles: in the house.
        duties: to this system.
        instead: ids of absent persons whose deputy this is at the moment.
    """

    id: str
    roles: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()

    def has(self, *duties: str) -> bool:
        """Whether one of the duties is theirs."""
        return not self.duties.isdisjoint(duties)


class TaskLike(Protocol):
    """What the policy looks at in a task."""

    @property
    def assignee(self) -> str:
        """Who has it; "" for nobody."""
        ...

    @property
    def roles(self) -> Collection[str]:
        """Roles it is offered to."""
        ...

    @property
    def users(self) -> Collection[str]:
        """Persons it is offered to."""
        ...

    @property
    def signers(self) -> Collection[str]:
        """Persons whose signature is waited for."""
        ...


class CaseLike(Protocol):
    """What the policy looks at in a case."""

    @property
    def roles(self) -> Collection[str]:
        """Roles that do something in the standard it runs on."""
        ...

    @property
    def hands(self) -> Collection[str]:
        """Persons who did something in it, or have a task of it."""
        ...


class VersionLike(Protocol):
    """What the policy looks at in a version of a standard."""

    @property
    def state(self) -> str:
        """Where it is in its life."""
        ...

    @property
    def author(self) -> str:
        """Who wrote it, by id."""
        ...


def visitor_of(actor: Any) -> Visitor:
    """The visitor behind an account; an account without a person is nobody."""
    if isinstance(actor, Visitor):
        return actor
    found: Visitor = actor.visitor
    return found


def can(actor: Any, action: str, thing: Any = None, now: datetime | None = None) -> bool:
    """Whether somebody may do something to a thing at a moment.

    Args:
        actor: an account or a `Visitor`.
        action: `task.do`, `case.see` ...: a key of `RIGHTS`.
        thing: the loaded object it is done to; None for what needs none.
        now: the moment, for rights that end.

    Raises:
        KeyError: there is no such action: a typing mistake must not open a door.
    """
    return RIGHTS[action](visitor_of(actor), thing)


def _holds(who: Visitor, task: TaskLike) -> bool:
    if not task.assignee:
        return _offered(who, task)
    return task.assignee == who.id or task.assignee in who.instead


def _offered(who: Visitor, task: TaskLike) -> bool:
    if not task.roles and not task.users:
        return True
    return who.id in task.users or not who.roles.isdisjoint(task.roles)


def _sees_task(who: Visitor, task: TaskLike) -> bool:
    near = _holds(who, task) or who.id in task.signers or _offered(who, task)
    return near or who.has("owner", "auditor", "administrator")


def _does_task(who: Visitor, task: TaskLike) -> bool:
    return _holds(who, task) or who.id in task.signers


def _manages_task(who: Visitor, task: TaskLike) -> bool:
    return who.has("owner", "administrator")


def _sees_case(who: Visitor, case: CaseLike) -> bool:
    near = who.id in case.hands or not who.roles.isdisjoint(case.roles)
    return near or who.has("owner", "auditor", "administrator", "engineer")


def _sees_variables(who: Visitor, case: CaseLike) -> bool:
    return who.id in case.hands or who.has("owner", "auditor", "administrator")


def _sees_version(who: Visitor, version: VersionLike) -> bool:
    if version.state in ("approved", "force", "retired"):
        return True
    judges = not who.roles.isdisjoint(("standard-reviewer", "standard-approver"))
    return judges or version.author == who.id or who.has("owner", "auditor")


def _any_of(*duties: str) -> Callable[[Visitor, Any], bool]:
    return lambda who, thing: who.has(*duties)


RIGHTS: Final[dict[str, Callable[[Visitor, Any], bool]]] = {
    "task.see": _sees_task,
    "task.do": _does_task,
    "task.claim": lambda who, task: not task.assignee and _offered(who, task),
    "task.manage": _manages_task,
    "case.see": _sees_case,
    "case.start": lambda who, roles: (
        not roles or not who.roles.isdisjoint(roles) or who.has("owner")
    ),
    "case.variables": _sees_variables,
    "case.share": lambda who, case: who.id in case.hands or who.has("owner", "administrator"),
    "case.steer": _any_of("owner", "administrator"),
    "incident.mend": _any_of("owner", "engineer", "administrator"),
    "jobs.do": _any_of("engineer", "administrator"),
    "messages.send": _any_of("engineer", "administrator"),
    "standard.see": _sees_version,
    "standard.edit": _any_of("owner"),
    "practice.see": _any_of("owner", "auditor"),
    "administration.see": _any_of("administrator", "auditor", "engineer", "owner"),
    "people.keep": _any_of("administrator"),
    "people.see": _any_of("administrator", "auditor"),
    "parameters.see": _any_of("administrator", "owner", "auditor"),
    "parameter.change": lambda who, parameter: (
        who.has("owner") or parameter.changed_by in who.roles
    ),
    "connections.keep": _any_of("administrator", "engineer"),
    "tokens.keep": _any_of("administrator", "engineer"),
    "token.make": lambda who, person: who.id == person or who.has("administrator"),
    "audit.see": _any_of("auditor", "administrator"),
    "backup.take": _any_of("administrator"),
}
"""Every right by its name; docs/web.md has them as a table."""


class Denied(PermissionError):
    """Somebody may not do something; `action` names the right."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


def need(actor: Any, action: str, thing: Any = None) -> None:
    """Go on only where `can` says so.

    Raises:
        Denied: it does not.
    """
    if not can(actor, action, thing):
        raise Denied(action)
