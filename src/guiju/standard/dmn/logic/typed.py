"""The typed border: what passes it is of the stated type, or null with a warning."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from guiju.standard.dmn.logic.place import Code, Place
from guiju.standard.dmn.run import Deciding
from guiju.standard.feel.conformity import coerce
from guiju.standard.feel.types import ANY, NamedType, Type
from guiju.standard.feel.values import kind_of

Border = Callable[[Any, Deciding], Any]

_AS_THEY_STAND: dict[str, frozenset[type]] = {
    "number": frozenset({int, Decimal, type(None)}),
    "string": frozenset({str, type(None)}),
    "boolean": frozenset({bool, type(None)}),
}
_NONE: frozenset[type] = frozenset({type(None)})


def typed(place: Place, type_ref: str | None, code: Code) -> Code:
    """The code, its value brought over the border of the type (DMN 1.5, 10.3.2.9.4)."""
    type_ = place.workshop.types.named(type_ref)
    if type_ == ANY:
        return code
    passes = _AS_THEY_STAND.get(type_.name, _NONE) if isinstance(type_, NamedType) else _NONE
    cross = border(type_, type_ref or "", place.element)

    def checked(scope: Any, run: Deciding) -> Any:
        value = code(scope, run)
        return value if type(value) in passes else cross(value, run)

    return checked


def border(type_: Type, name: str, element: str) -> Border:
    """A value as the type wants it: singleton lists and dates converted, else null."""

    def cross(value: Any, run: Deciding) -> Any:
        made, fits = coerce(value, type_)
        if not fits:
            run.note(
                "dmn-type",
                "A value of type {type} was expected; found a {kind} that is none.",
                element,
                type=name,
                kind=kind_of(value),
            )
        return made

    return cross
