"""People as pages name them: the directory, asked for what a page needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from guiju.systems.directory import present_or_deputy
from guiju.systems.directory.models import Absence, Person
from guiju.systems.directory.tables import Tables
from guiju.web.engine import now


def names(ids: Iterable[str | None]) -> Mapping[str, str]:
    """Names of people by id; an id nobody has is left out."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    return dict(Person.objects.filter(code__in=wanted).values_list("code", "name"))


def present(roles: Iterable[str] = ()) -> Sequence[Person]:
    """Everybody who has not left, by name; with roles, those who have one of them first."""
    wanted = frozenset(roles)
    people = Person.objects.filter(left=False).order_by("name", "code")
    return sorted(people, key=lambda each: wanted.isdisjoint(each.roles))


def known(code: str) -> bool:
    """Whether there is somebody of that id who has not left."""
    return bool(code) and Person.objects.filter(code=code, left=False).exists()


def standing_in(code: str) -> frozenset[str]:
    """Ids of the absent whose deputy somebody is at the moment."""
    at = now()
    away = Absence.objects.filter(since__lte=at, until__gt=at).values_list("person", flat=True)
    directory = Tables()
    found = set()
    for each in set(away):
        person = directory.person(each)
        deputy = present_or_deputy(directory, person, at) if person is not None else None
        if deputy is not None and deputy.id == code and each != code:
            found.add(each)
    return frozenset(found)
