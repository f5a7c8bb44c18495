"""How a built-in says what it takes, and how a call is bound to it.

``@built_in("substring(string: string, start position: number, length?: number)")`` declares one
overload. Behind the colon stand kinds, joined by ``|``; ``any`` takes all values, null too;
elsewhere null is refused unless ``null`` is among the kinds. ``?`` marks a parameter that may be
left out, ``...`` one that takes all remaining arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiju.standard.feel.equality import as_date_time
from guiju.standard.feel.run import Refused, Run
from guiju.standard.feel.types import ANY, TYPE_NAMES, NamedType
from guiju.standard.feel.values import Function, Parameter, Value, kind_of

_SIGNATURE = re.compile(r"([a-z ]+)\((.*)\)")


@dataclass(frozen=True, slots=True)
class Slot:
    """One parameter: its name and the kinds of value it takes."""

    name: str
    kinds: frozenset[str]
    optional: bool
    variadic: bool


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a built-in.

    Attributes:
        text: the signature as it was declared.
        slots: its parameters.
        body: takes the bound arguments; the run first, where ``takes_run``.
    """

    text: str
    slots: tuple[Slot, ...]
    body: Callable[..., Value]
    takes_run: bool


_NOTHING = Function((), lambda arguments, run: None)


@dataclass(slots=True)
class BuiltIn:
    """A built-in function with all its overloads.

    Attributes:
        is_pure: whether the same arguments always give the same value.
        function: the built-in as a value.
    """

    name: str
    is_pure: bool
    overloads: list[Overload] = field(default_factory=list)
    function: Function = _NOTHING

    def call(
        self, values: Sequence[Value], named: Mapping[str, Value] | None, at: int, r: Run
    ) -> Value:
        """The value, or null with a warning."""
        r.burn(1 + sum(_weight(value) for value in values))
        for overload in self.overloads:
            arguments = _bound(overload.slots, values, named)
            if arguments is not None:
                return self._run(overload, arguments, at, r)
        r.warn("arguments", at, "these are not the arguments of {name}", name=self.name)
        return None

    def _run(self, overload: Overload, arguments: list[Value], at: int, r: Run) -> Value:
        try:
            if overload.takes_run:
                return r.sized(overload.body(r, *arguments))
            return r.sized(overload.body(*arguments))
        except Refused as refusal:
            template = "{name}: " + refusal.template
            r.warn("built-in", at, template, **{"name": self.name, **refusal.values})
            return None


BUILT_IN: dict[str, BuiltIn] = {}
"""All built-in functions by name."""


def built_in(
    signature: str, takes_run: bool = False, is_pure: bool = True
) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Declare one overload of a built-in function."""
    match = _SIGNATURE.fullmatch(signature)
    assert match is not None, signature
    name, inside = match.groups()
    slots = tuple(_slot(part) for part in inside.split(",") if part.strip())

    def declare(body: Callable[..., Value]) -> Callable[..., Value]:
        entry = BUILT_IN.setdefault(name, BuiltIn(name, is_pure))
        entry.overloads.append(Overload(signature, slots, body, takes_run))
        if len(entry.overloads) == 1:
            entry.function = _function(entry, slots)
        return body

    return declare


def _slot(text: str) -> Slot:
    name, _, kinds = (part.strip() for part in text.partition(":"))
    variadic, optional = name.endswith("..."), name.endswith("?")
    return Slot(name.rstrip(".?"), frozenset(kinds.split("|")), optional, variadic)


def _function(entry: BuiltIn, slots: tuple[Slot, ...]) -> Function:
    """The built-in as a value; its arguments are bound once more, to find the overload."""

    def body(arguments: Sequence[Value], run: Run) -> Value:
        given = list(arguments)
        while given and given[-1] is None and len(given) > least:
            given.pop()
        return entry.call(given, None, 0, run)

    least = sum(not slot.optional for slot in slots)
    parameters = tuple(
        Parameter(slot.name, _type(slot), slot.optional, slot.variadic) for slot in slots
    )
    return Function(parameters, body, entry.name)


def _type(slot: Slot) -> NamedType:
    kind = next(iter(slot.kinds))
    return NamedType(kind) if len(slot.kinds) == 1 and kind in TYPE_NAMES else ANY


def _weight(value: Value) -> int:
    """Fuel for looking at an argument."""
    if isinstance(value, (list, dict)):
        return len(value) >> 4
    return len(value) >> 8 if isinstance(value, str) else 0


_NO = object()


def _bound(
    slots: tuple[Slot, ...], values: Sequence[Value], named: Mapping[str, Value] | None
) -> list[Value] | None:
    """Arguments in order, converted; optional ones left out are None; None where they misfit."""
    if named:
        return _bound_by_name(slots, named)
    if slots and slots[-1].variadic:
        return _bound_variadic(slots, values)
    if len(values) > len(slots):
        return None
    bound: list[Value] = []
    for place, slot in enumerate(slots):
        if place >= len(values):
            if not slot.optional:
                return None
            bound.append(None)
            continue
        value = fitted(values[place], slot.kinds)
        if value is _NO:
            return None
        bound.append(value)
    return bound


def _bound_by_name(slots: tuple[Slot, ...], named: Mapping[str, Value]) -> list[Value] | None:
    if not named.keys() <= {slot.name for slot in slots}:
        return None
    bound: list[Value] = []
    for slot in slots:
        if slot.name in named:
            value = fitted(named[slot.name], slot.kinds)
        else:
            value = None if slot.optional or "any" in slot.kinds else _NO
        if value is _NO:
            return None
        bound.append(value)
    return bound


def _bound_variadic(slots: tuple[Slot, ...], values: Sequence[Value]) -> list[Value] | None:
    fixed = len(slots) - 1
    if len(values) <= fixed:
        return None
    kinds = [slot.kinds for slot in slots[:fixed]]
    kinds += [slots[-1].kinds] * (len(values) - fixed)
    bound = [fitted(value, of) for value, of in zip(values, kinds, strict=True)]
    return None if any(value is _NO for value in bound) else bound


def fitted(value: Value, kinds: frozenset[str]) -> Any:
    """The value as one of these kinds, by the implicit conversions; else a mark of its own."""
    kind = kind_of(value)
    if kind in kinds or "any" in kinds:
        return value
    if value is None:
        return _NO
    if "list" in kinds:
        return [value]
    if isinstance(value, list):
        return fitted(value[0], kinds) if len(value) == 1 else _NO
    if kind == "date" and "date and time" in kinds:
        return as_date_time(value)
    return _NO
