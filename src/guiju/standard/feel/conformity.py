"""Whether a value is of a type, and the implicit conversions (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .equality import as_date_time
from .temporal import Date
from .types import (
    ContextType,
    FunctionType,
    ListType,
    NamedType,
    RangeType,
    RestrictedType,
    Type,
)
from .values import DURATIONS, Function, Range, Value, kind_of

Types = Mapping[str, Type]
NO_TYPES: Types = MappingProxyType({})


class UnknownType(Exception):
    """A type's name that neither the language nor the model declares."""


def instance_of(value: Value, type_: Type, types: Types = NO_TYPES) -> bool:
    """``value instance of type``; null is an instance of Null alone.

    Allowed values are a constraint, not part of the type, and are not asked for.

    Raises:
        UnknownType: the type, or one inside it, has no declaration.
    """
    if value is None:
        resolve(type_, types)
        return type_ == NamedType("Null")
    return conforms(value, type_, types, allowed=False)


def conforms(value: Value, type_: Type, types: Types = NO_TYPES, allowed: bool = True) -> bool:
    """Whether a value may stand where the type is asked for; null always may.

    Args:
        value: a FEEL value.
        type_: the type asked for.
        types: item definitions by name.
        allowed: whether allowed values are asked for, too.

    Raises:
        UnknownType: the type, or one inside it, has no declaration.
    """
    type_ = resolve(type_, types)
    if value is None:
        return True
    if isinstance(type_, NamedType):
        return _named(value, type_.name)
    if isinstance(type_, RestrictedType):
        fits = conforms(value, type_.base, types, allowed)
        return fits and (not allowed or type_.test(value))
    if isinstance(type_, ListType):
        return isinstance(value, list) and all(conforms(x, type_.of, types, allowed) for x in value)
    if isinstance(type_, RangeType):
        return _range(value, type_, types, allowed)
    if isinstance(type_, ContextType):
        return isinstance(value, dict) and all(
            name in value and conforms(value[name], of, types, allowed)
            for name, of in type_.entries
        )
    return _function(value, type_, types)


def resolve(type_: Type, types: Types) -> Type:
    """A type whose name a model declares, as it is declared."""
    seen = 0
    while isinstance(type_, NamedType) and type_.name in types:
        type_ = types[type_.name]
        seen += 1
        if seen > len(types):
            raise UnknownType(str(type_))
    if isinstance(type_, NamedType) and type_.name not in _NAMES:
        raise UnknownType(type_.name)
    return type_


_NAMES = frozenset(
    (
        "Any",
        "Null",
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
        "duration",
        "list",
        "context",
        "function",
        "range",
    )
)


def _named(value: Value, name: str) -> bool:
    if name == "Any":
        return True
    return type(value) in DURATIONS if name == "duration" else kind_of(value) == name


def _range(value: Value, type_: RangeType, types: Types, allowed: bool) -> bool:
    if not isinstance(value, Range):
        return False
    return all(conforms(end, type_.of, types, allowed) for end in (value.start, value.end))


def _function(value: Value, type_: FunctionType, types: Types) -> bool:
    if not isinstance(value, Function) or len(value.parameters) != len(type_.parameters):
        return False
    offered = zip(type_.parameters, value.parameters, strict=True)
    return all(is_kind_of(given, own.type, types) for given, own in offered) and is_kind_of(
        value.result, type_.result, types
    )


def is_kind_of(narrow: Type, wide: Type, types: Types = NO_TYPES) -> bool:
    """Whether every value of one type is one of the other; an untyped one is let pass."""
    narrow, wide = resolve(narrow, types), resolve(wide, types)
    if NamedType("Any") in (narrow, wide) or narrow == wide:
        return True
    if isinstance(narrow, RestrictedType):
        return is_kind_of(narrow.base, wide, types)
    if isinstance(narrow, ListType) and isinstance(wide, ListType):
        return is_kind_of(narrow.of, wide.of, types)
    if isinstance(narrow, RangeType) and isinstance(wide, RangeType):
        return is_kind_of(narrow.of, wide.of, types)
    if isinstance(narrow, ContextType) and isinstance(wide, ContextType):
        own = dict(narrow.entries)
        return all(name in own and is_kind_of(own[name], of, types) for name, of in wide.entries)
    return False


def coerce(value: Value, type_: Type, types: Types = NO_TYPES) -> tuple[Value, bool]:
    """The value as the type wants it, and whether it could be had; else null and False.

    A single value becomes a list of it, a list of one its element, a date its midnight in UTC.
    """
    try:
        wanted = resolve(type_, types)
        if conforms(value, wanted, types):
            return value, True
        return _converted(value, wanted, types)
    except UnknownType:
        return None, False


def _converted(value: Value, wanted: Type, types: Types) -> tuple[Value, bool]:
    plain = wanted.base if isinstance(wanted, RestrictedType) else wanted
    plain = resolve(plain, types)
    if isinstance(plain, ListType) and not isinstance(value, list):
        made: Value = [value]
    elif isinstance(value, list) and len(value) == 1 and not isinstance(plain, ListType):
        made = value[0]
    elif isinstance(value, Date) and plain == NamedType("date and time"):
        made = as_date_time(value)
    else:
        return None, False
    return (made, True) if conforms(made, wanted, types) else (None, False)
