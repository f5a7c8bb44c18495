"""Item definitions as FEEL's types (DMN 1.5, 7.3.2 and 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.standard.dmn.definitions import Definitions, ItemDefinition
from guiju.standard.dmn.expressions import UnaryTests
from guiju.standard.feel.types import (
    ANY,
    TYPE_NAMES,
    ContextType,
    FunctionType,
    ListType,
    NamedType,
    RestrictedType,
    Type,
)

_DEPTH_MAX = 60

Compile = Callable[[ItemDefinition, UnaryTests], Callable[[Any], bool]]


@dataclass(slots=True)
class Types:
    """The types a model may name, its own and imported ones.

    Attributes:
        own: item definitions of this model by name.
        imported: finished types of other models by ``prefix.name``.
        compile: makes a test out of allowed values.
        too_deep: types that stand at the end of too long a chain of others; they are Any.
    """

    own: Mapping[str, ItemDefinition]
    imported: Mapping[str, Type]
    compile: Compile
    too_deep: set[str] = field(default_factory=set)
    _made: dict[str, Type] = field(default_factory=dict)
    _depth: int = 0

    def named(self, name: str | None) -> Type:
        """The type of that name; Any where there is none, or where it is made of itself."""
        if name is None:
            return ANY
        if name in self._made:
            return self._made[name]
        item = self.own.get(name)
        if item is None:
            found = self.imported.get(name)
            return found if found is not None else NamedType(TYPE_NAMES.get(name, "Any"))
        if self._depth >= _DEPTH_MAX:
            self.too_deep.add(name)
            return ANY
        self._made[name] = ANY
        self._depth += 1
        made = self._type(item)
        self._depth -= 1
        self._made[name] = made
        return made

    def all_named(self) -> dict[str, Type]:
        """Every type of this model and those it imports, by name."""
        own = {name: self.named(name) for name in self.own}
        return {**self.imported, **own}

    def _type(self, item: ItemDefinition) -> Type:
        base = self._base(item)
        if item.allowed_values is not None:
            base = RestrictedType(base, self.compile(item, item.allowed_values))
        if item.is_collection:
            base = ListType(base)
        if item.type_constraint is not None:
            base = RestrictedType(base, self.compile(item, item.type_constraint))
        return base

    def _base(self, item: ItemDefinition) -> Type:
        if item.parameters is not None:
            parameters = tuple(self.named(one.type_ref) for one in item.parameters)
            return FunctionType(parameters, self.named(item.result))
        if item.components:
            return ContextType(tuple((one.name, self._type(one)) for one in item.components))
        return self.named(item.type_ref)


def member_names(definitions: Definitions) -> set[str]:
    """Names that may stand behind a dot because a type has such a component."""
    found: set[str] = set()
    waiting = list(definitions.types)
    while waiting:
        item = waiting.pop()
        found.update(one.name for one in item.components)
        waiting.extend(item.components)
    return found


def allowed_texts(types: Mapping[str, ItemDefinition], name: str | None) -> UnaryTests | None:
    """The allowed values of a named type, through types that only rename another."""
    seen: set[str] = set()
    while name is not None and name not in seen and name in types:
        seen.add(name)
        item = types[name]
        if item.allowed_values is not None:
            return item.allowed_values
        name = item.type_ref
    return None
