"""Bringing the embedded directory to what a mapping says (docs/systems/directory.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from guiju.systems import asked
from guiju.systems.call import written
from guiju.systems.directory import models
from guiju.systems.writing import writing

PARTS = ("departments", "people", "absences", "limits", "rotas")


def load(world: Mapping[str, Any]) -> None:
    """Take over the parts that are there; what they do not name stays as it is.

    Raises:
        ValueError: a part or a value that is not known, with its place.
    """
    unknown = world.keys() - set(PARTS)
    if unknown:
        raise ValueError(f"directory: expected {', '.join(PARTS)}, found {sorted(unknown)}")
    with writing():
        for code, values in (world.get("departments") or {}).items():
            _department(code, values or {})
        for code, values in (world.get("people") or {}).items():
            _person(code, values or {})
        for n, values in enumerate(world.get("absences") or ()):
            _absence(f"absences[{n}]", values)
        for n, values in enumerate(world.get("limits") or ()):
            _limit(f"limits[{n}]", values)
        for code, values in (world.get("rotas") or {}).items():
            _rota(code, values or {})


def _department(code: str, values: Mapping[str, Any]) -> None:
    _known(f"departments.{code}", values, ("title", "above", "head"))
    kept = {name: asked.text(values, name) for name in ("title", "above", "head")}
    kept["title"] = kept["title"] or code
    models.Department.objects.update_or_create(code=code, defaults=kept)


_TEXTS = ("name", "department", "superior", "mail", "phone", "chat", "language")
_LISTS = ("roles", "channels", "deputies")


def _person(code: str, values: Mapping[str, Any]) -> None:
    _known(f"people.{code}", values, (*_TEXTS, *_LISTS, "left"))
    kept: dict[str, Any] = {name: asked.text(values, name) for name in _TEXTS}
    kept |= {name: asked.texts(values.get(name)) for name in _LISTS}
    kept["name"] = kept["name"] or code
    kept["left"] = values.get("left") is True
    models.Person.objects.update_or_create(code=code, defaults=kept)


def _absence(place: str, values: Mapping[str, Any]) -> None:
    _known(place, values, ("person", "from", "until", "reason", "deputies"))
    since, until = (_moment(place, values, name) for name in ("from", "until"))
    person = asked.text(values, "person")
    kept = {
        "person": person,
        "since": since,
        "until": until,
        "reason": asked.text(values, "reason"),
        "deputies": asked.texts(values.get("deputies")),
    }
    key = f"given:{person}:{written(since)}"
    models.Absence.objects.update_or_create(key=key, defaults=kept)


def _limit(place: str, values: Mapping[str, Any]) -> None:
    _known(place, values, ("role", "subject", "up_to"))
    models.Limit.objects.update_or_create(
        role=asked.text(values, "role"),
        subject=asked.text(values, "subject"),
        defaults={"up_to": _limit_of(place, values.get("up_to"))},
    )


def _rota(code: str, values: Mapping[str, Any]) -> None:
    _known(f"rotas.{code}", values, ("alarm", "turns"))
    alarm = asked.texts(values.get("alarm"))
    models.Rota.objects.update_or_create(code=code, defaults={"alarm": alarm})
    models.Turn.objects.filter(rota=code).delete()
    for n, turn in enumerate(values.get("turns") or ()):
        place = f"rotas.{code}.turns[{n}]"
        _known(place, turn, ("person", "from", "until", "order"))
        models.Turn.objects.create(
            rota=code,
            person=asked.text(turn, "person"),
            since=_moment(place, turn, "from"),
            until=_moment(place, turn, "until"),
            order=int(turn.get("order", n + 1)),
        )


def _known(place: str, values: Mapping[str, Any], names: tuple[str, ...]) -> None:
    unknown = values.keys() - set(names)
    if unknown:
        found = ", ".join(sorted(unknown))
        raise ValueError(f"directory.{place}: expected {', '.join(names)}, found {found}")


def _limit_of(place: str, found: Any) -> Decimal | None:
    try:
        return None if found is None else Decimal(str(found))
    except InvalidOperation:
        raise ValueError(f"directory.{place}.up_to: expected a number, found {found}") from None


def _moment(place: str, values: Mapping[str, Any], name: str) -> datetime:
    read = asked.read_moment(values.get(name))
    if read is None:
        found = values.get(name)
        raise ValueError(f"directory.{place}.{name}: expected a moment with offset, found {found}")
    return read
