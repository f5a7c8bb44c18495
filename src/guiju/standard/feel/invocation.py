"""Calling a function value: arguments bound, coerced, depth counted (DMN 1.5, 10.3.2.13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .conformity import NO_TYPES, Types, coerce
from .limits import LimitExceeded
from .run import Refused, Run
from .types import ANY
from .values import Function, Value


def invoke(
    function: Function,
    positional: Sequence[Value],
    named: Mapping[str, Value] | None,
    at: int,
    r: Run,
    types: Types = NO_TYPES,
) -> Value:
    """The function's value, or null with a warning where the arguments do not fit.

    Raises:
        LimitExceeded: calls inside calls are too deep, or the fuel is used up.
    """
    arguments = _bound(function, positional, named)
    if arguments is None:
        r.warn("arguments", at, "these are not the arguments of {name}", name=_name(function))
        return None
    for place, parameter in enumerate(function.parameters):
        if parameter.type != ANY and not parameter.variadic:
            r.weigh(arguments[place])
            arguments[place], fits = coerce(arguments[place], parameter.type, types)
            if not fits:
                r.warn(
                    "argument-type",
                    at,
                    "argument '{parameter}' of {name} is not of its type",
                    parameter=parameter.name,
                    name=_name(function),
                )
                return None
    return _result(function, _called(function, arguments, at, r), at, r, types)


def _called(function: Function, arguments: Sequence[Value], at: int, r: Run) -> Value:
    r.burn(4)
    r.depth += 1
    if r.depth > r.limits.depth:
        raise LimitExceeded("depth")
    try:
        return function.body(arguments, r)
    except Refused as refusal:
        r.warn("refused", at, "{name}: " + refusal.template, name=_name(function), **refusal.values)
        return None
    finally:
        r.depth -= 1


def _result(function: Function, value: Value, at: int, r: Run, types: Types) -> Value:
    if function.result == ANY:
        return value
    r.weigh(value)
    value, fits = coerce(value, function.result, types)
    if not fits:
        r.warn("result-type", at, "the result of {name} is not of its type", name=_name(function))
    return value


def _bound(
    function: Function, positional: Sequence[Value], named: Mapping[str, Value] | None
) -> list[Value] | None:
    """Arguments in the order of the parameters, or None where they do not fit."""
    parameters = function.parameters
    if parameters and parameters[-1].variadic and not named:
        return list(positional) if len(positional) >= len(parameters) - 1 else None
    if named:
        names = {parameter.name for parameter in parameters}
        needed = {parameter.name for parameter in parameters if not parameter.optional}
        if not needed <= named.keys() <= names:
            return None
        return [named.get(parameter.name) for parameter in parameters]
    least = sum(not parameter.optional for parameter in parameters)
    if not least <= len(positional) <= len(parameters):
        return None
    return [*positional, *[None] * (len(parameters) - len(positional))]


def _name(function: Function) -> str:
    return function.name or "the function"
