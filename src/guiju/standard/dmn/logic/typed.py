"""The typed border: what passes it is of the stated type, or null with a warning."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from guiju.standard.dmn.logic.place import Code, Place
from guiju.standard.dmn.run import Deciding
from guiju.standard.feel.conformity import coerce
from guiju.standard.feel.temporal import Date, DateTime, Time
from guiju.standard.feel.types import ANY, NamedType, Type
from guiju.standard.feel.values import SCALARS, kind_of


class Border(NamedTuple):
    """The border of a type.

    Attributes:
        passes: Python types whose values pass as they stand; asked first, for speed.
        cross: the value as the type wants it, or null with a warning.
    """

    passes: frozenset[type]
    cross: Callable[[Any, Deciding], Any]


_NULL = type(None)
_AS_THEY_STAND: dict[str, frozenset[type]] = {
    "Any": frozenset(kind for kind in SCALARS if isinstance(kind, type)),
    "number": frozenset({int, Decimal, _NULL}),
    "string": frozenset({str, _NULL}),
    "boolean": frozenset({bool, _NULL}),
    "date": frozenset({Date, _NULL}),
    "time": frozenset({Time, _NULL}),
    "date and time": frozenset({DateTime, _NULL}),
}
_NONE: frozenset[type] = frozenset({_NULL})


def typed(place: Place, type_ref: str | None, code: Code) -> Code:
    """The code, its value brought over the border of the type (DMN 1.5, 10.3.2.9.4)."""
    type_ = place.workshop.types.named(type_ref)
    if type_ == ANY:
        return code
    passes, cross = border(type_, type_ref or "", place.element)

    def checked(scope: Any, run: Deciding) -> Any:
        value = code(scope, run)
        return value if type(value) in passes else cross(value, run)

    return checked


def border(type_: Type, name: str, element: str) -> Border:
    """The border of a type: singleton lists and dates are converted, what does not fit is null.

    Args:
        type_: what is wanted.
        name: what the model calls it, for the warning.
        element: where it is wanted, for the warning.
    """

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

    passes = _AS_THEY_STAND.get(type_.name, _NONE) if isinstance(type_, NamedType) else _NONE
    return Border(passes, cross)
