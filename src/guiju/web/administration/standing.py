"""What the standards in force bring along for administrators: roles, calendars, parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guiju.standard.pack import Pack, shown
from guiju.systems.directory.models import Person
from guiju.web.reader import language
from guiju.web.standards.library import in_force, pack_of
from guiju.web.standards.models import Standard, Version


def packs_in_force() -> Iterator[tuple[Version, Pack]]:
    """Every version in force with its pack."""
    for standard in Standard.objects.order_by("name"):
        version = in_force(standard)
        pack = pack_of(version) if version is not None else None
        if version is not None and pack is not None:
            yield version, pack


def roles_in_force() -> list[tuple[str, str, str]]:
    """(id, title, title of the standard) of every role of staff."""
    tongue = language()
    found = {}
    for _, pack in packs_in_force():
        for id_, role in pack.roles.items():
            if role.kind == "staff":
                found[id_] = (id_, role.title.get(tongue, id_), pack.title.get(tongue, pack.name))
    return sorted(found.values(), key=lambda each: (each[2], each[1]))


def role_titles() -> dict[str, str]:
    """What the roles of the standards in force are called, by their ids."""
    return {id_: title for id_, title, _ in roles_in_force()}


def roles_and_holders() -> list[tuple[str, str, str, list[Person]]]:
    """(id, title, title of the standard, who holds it) of every role that is asked for or held."""
    found = roles_in_force()
    holders: dict[str, list[Person]] = {}
    for each in Person.objects.filter(left=False).order_by("name"):
        for role in each.roles:
            holders.setdefault(role, []).append(each)
    rows = [(id_, title, where, holders.get(id_, [])) for id_, title, where in found]
    known = {each[0] for each in found}
    return rows + [
        (id_, id_, "", mine) for id_, mine in sorted(holders.items()) if id_ not in known
    ]


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar of a standard."""

    name: str
    standard: str
    zone: str
    country: str
    week: list[tuple[str, str]]
    deadlines: list[str]


def calendars_in_force() -> list[CalendarRow]:
    """Every calendar, with the deadlines that go by it."""
    tongue = language()
    found = []
    for _, pack in packs_in_force():
        timing = pack.timing or {}
        for name, one in (timing.get("calendars") or {}).items():
            deadlines = [
                pack.say("deadlines", each, tongue)
                for each, told in (timing.get("deadlines") or {}).items()
                if isinstance(told, dict) and told.get("calendar") == name
            ]
            week = [(str(k), _text(v)) for k, v in (one.get("week") or {}).items()]
            found.append(
                CalendarRow(
                    pack.say("calendars", name, tongue),
                    pack.title.get(tongue, pack.name),
                    str(one.get("zone", "")),
                    str(one.get("country") or ""),
                    [("", "24 h")] if one.get("always") else week,
                    deadlines,
                )
            )
    return found


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter of a standard in force."""

    id: str
    title: str
    value: str
    raw: str
    unit: str
    default: str
    least: str
    most: str
    clause: str
    changed_by: str
    role: str
    name: str


def parameters_in_force() -> list[tuple[Version, str, list[ParameterRow]]]:
    """Every standard with its parameters."""
    tongue = language()
    found = []
    for version, pack in packs_in_force():
        rows = [
            ParameterRow(
                one.id,
                one.title.get(tongue, one.name),
                shown(one, tongue),
                format(one.value, "f"),
                one.unit,
                format(one.default, "f"),
                format(one.least, "f"),
                format(one.most, "f"),
                one.clause,
                one.changed_by,
                pack.roles[one.changed_by].title.get(tongue, "")
                if one.changed_by in pack.roles
                else one.changed_by,
                pack.name,
            )
            for one in pack.parameters.values()
        ]
        found.append((version, pack.title.get(tongue, pack.name), rows))
    return found
