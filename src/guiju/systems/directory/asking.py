"""Who stands above, who stands in, who may: asked of any directory, decided here alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from guiju.systems.directory.people import Ceiling, Directory, Person

HIGHEST: Final = 50
"""Levels that are climbed at most: a directory whose departments go round ends here."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A post that was passed over: vacant, self, excluded or absent."""

    post: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found.

    Attributes:
        person: who it is.
        instead_of: the absent holder this person stands in for, or None.
        path: posts that were passed over on the way.
        level: how many posts up it was, counted from 1, the passed ones included.
    """

    person: Person
    instead_of: Person | None = None
    path: tuple[Passed, ...] = ()
    level: int = 1

    @property
    def holder(self) -> Person:
        """Whose post it is, and whose authority counts."""
        return self.instead_of or self.person


@dataclass(slots=True)
class Climb:
    """The way up from a person, post by post."""

    directory: Directory
    at: datetime
    start: Person
    without: Collection[str] = ()
    passed: list[Passed] = field(default_factory=list)

    def superiors(self) -> Iterator[Found]:
        """Everybody above who can be asked, the nearest first, each once."""
        seen: set[str] = set()
        for level, (post, holder) in enumerate(self._posts(), start=1):
            found = self._at_post(post, holder, level)
            if found is not None and found.person.id not in seen:
                seen.add(found.person.id)
                yield found

    def _posts(self) -> Iterator[tuple[str, str]]:
        """Posts and who holds them, upwards."""
        if self.start.superior:
            yield "superior", self.start.superior
        here, climbed = self.start.department, 0
        while here and climbed < HIGHEST:
            department = self.directory.department(here)
            if department is None:
                return
            if department.head != self.start.superior or not department.head:
                yield department.id, department.head
            here, climbed = department.above, climbed + 1

    def _at_post(self, post: str, holder: str, level: int) -> Found | None:
        person = self.directory.person(holder) if holder else None
        present, reason = self._who_answers(person)
        if person is None or present is None:
            self.passed.append(Passed(post, holder, reason))
            return None
        instead = person if present.id != person.id else None
        return Found(present, instead, tuple(self.passed), level)

    def _who_answers(self, person: Person | None) -> tuple[Person | None, str]:
        """Who answers for the holder of a post, and why nobody does."""
        if person is None or person.left:
            return None, "vacant"
        if person.id == self.start.id:
            return None, "self"
        if person.id in self.without:
            return None, "excluded"
        excluded = {self.start.id, *self.without}
        return present_or_deputy(self.directory, person, self.at, excluded), "absent"


def present_or_deputy(
    directory: Directory, person: Person, at: datetime, without: Collection[str] = ()
) -> Person | None:
    """The person if there, else the first deputy who is; None where nobody is.

    A deputy of a deputy is not asked: who stands in was named for the one who is away.
    """
    away = directory.absence(person.id, at)
    if away is None:
        return person
    for id_ in (*away.deputies, *person.deputies):
        deputy = directory.person(id_)
        can = deputy is not None and not deputy.left and id_ not in without
        if can and id_ != person.id and directory.absence(id_, at) is None:
            return deputy
    return None


@dataclass(frozen=True, slots=True)
class Approver:
    """Who may decide about an amount; `up` is how many were asked above the first."""

    found: Found
    ceiling: Ceiling
    up: int


def approver(climb: Climb, subject: str, amount: Decimal) -> Approver | None:
    """The first who may decide about an amount: the person itself, then whoever stands above."""
    start = climb.start
    first: list[Found] = []
    if not start.left and start.id not in climb.without:
        present = present_or_deputy(climb.directory, start, climb.at, climb.without)
        if present is not None:
            instead = start if present.id != start.id else None
            first.append(Found(present, instead, level=0))
        else:
            climb.passed.append(Passed("self", start.id, "absent"))
    up = 0
    for found in first:
        ceiling = climb.directory.ceiling(found.holder.roles, subject)
        if ceiling is not None and ceiling.covers(amount):
            return Approver(found, ceiling, up)
    for up, found in enumerate(climb.superiors(), start=1):
        ceiling = climb.directory.ceiling(found.holder.roles, subject)
        if ceiling is not None and ceiling.covers(amount):
            return Approver(found, ceiling, up)
    return None
