"""Where a text stands: its element, the names it may use, and where its problems go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from guiju.standard.dmn.definitions import ItemDefinition
from guiju.standard.dmn.run import Deciding
from guiju.standard.dmn.types import Types
from guiju.standard.feel.types import Type
from guiju.standard.model.problem import Problem

Code = Callable[[Any, Deciding], Any]
"""Compiled logic: names in scope and the evaluation's state -> a FEEL value."""


@dataclass(slots=True)
class Workshop:
    """What all texts of one model share.

    Attributes:
        types: the types that may be named.
        members: names that may stand behind a dot.
        language: the model's own expression language, None for FEEL.
        items: item definitions by name, for the order of allowed values.
        index: whether tables are looked up by their index; without it every cell is evaluated.
        tables: every decision table compiled, in the order met.
        problems: texts that are not FEEL, and other problems found while compiling.
    """

    types: Types
    members: frozenset[str] = frozenset()
    language: str | None = None
    items: Mapping[str, ItemDefinition] = field(default_factory=dict)
    named: Mapping[str, Type] = field(default_factory=dict)
    index: bool = True
    tables: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """One element (or a box in it) while its logic is compiled.

    Attributes:
        element: id of the element, its name where it has no id.
        names: names in scope.
    """

    workshop: Workshop
    element: str
    names: frozenset[str] = frozenset()

    def naming(self, *names: str) -> Place:
        """The same place with more names in scope."""
        return replace(self, names=self.names.union(names))
