"""The embedded directory: the tables of this system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guiju.systems.directory import models
from guiju.systems.directory.people import Absence, Ceiling, Department, Person, Rota, Turn


@dataclass(frozen=True, slots=True)
class Tables:
    """A directory kept in the database; see the protocol."""

    def person(self, id_: str) -> Person | None:
        """A person, or None."""
        row = models.Person.objects.filter(code=id_).first()
        return None if row is None else _person(row)

    def department(self, id_: str) -> Department | None:
        """A department, or None."""
        row = models.Department.objects.filter(code=id_).first()
        return None if row is None else Department(row.code, row.title, row.above, row.head)

    def absence(self, person: str, at: datetime) -> Absence | None:
        """The absence a person is in, the longest of several."""
        now = models.Absence.objects.filter(person=person, since__lte=at, until__gt=at)
        row = now.order_by("-until").first()
        return None if row is None else Absence(row.until, tuple(row.deputies))

    def ceiling(self, roles: Sequence[str], subject: str) -> Ceiling | None:
        """The highest limit of the roles."""
        rows = models.Limit.objects.filter(subject=subject, role__in=list(roles))
        ceilings = [Ceiling(row.role, row.up_to) for row in rows.order_by("role")]
        return max(ceilings, key=lambda c: (c.up_to is None, c.up_to or 0), default=None)

    def rota(self, id_: str, at: datetime) -> Rota | None:
        """A rota as it stands at a moment."""
        found = models.Rota.objects.filter(code=id_).first()
        if found is None:
            return None
        now = models.Turn.objects.filter(rota=id_, since__lte=at, until__gt=at)
        turns = tuple(Turn(row.person, row.until) for row in now.order_by("order", "id"))
        return Rota(turns, tuple(found.alarm))

    def members(self, role: str = "", department: str = "") -> Sequence[Person]:
        """Everybody of a role or a department who has not left, by id."""
        rows = models.Person.objects.filter(left=False).order_by("code")
        if department:
            rows = rows.filter(department=department)
        people = [_person(row) for row in rows]
        return [each for each in people if not role or role in each.roles]


def _person(row: models.Person) -> Person:
    return Person(
        row.code,
        row.name,
        row.department,
        row.superior,
        row.mail,
        row.phone,
        row.chat,
        row.language,
        tuple(row.roles),
        tuple(row.channels),
        tuple(row.deputies),
        row.left,
    )
