"""What a node compiles to, and what is known while it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from guiju.standard.feel.conformity import NO_TYPES, Types
from guiju.standard.feel.limits import LimitExceeded
from guiju.standard.feel.run import Run
from guiju.standard.feel.tree import Expression
from guiju.standard.feel.values import Value

Variables: TypeAlias = Mapping[str, Any]
Closure: TypeAlias = Callable[[Variables, Run], Value]
"""Takes the variables and the evaluation's state, gives a FEEL value; raises LimitExceeded."""


class Code(NamedTuple):
    """A compiled node.

    Attributes:
        run: evaluates it.
        constant: whether it is always the same, without a warning.
        value: the value, where it is constant.
    """

    run: Closure
    constant: bool = False
    value: Value = None


@dataclass(frozen=True, slots=True)
class Binding:
    """What is known where a node stands.

    Attributes:
        compile_node: compiles a node inside, with the binding that holds there.
        names: names the caller declared.
        local: names bound by the expression itself; their values are FEEL values.
        types: item definitions by name.
        marks: filled with ``state`` where an evaluation needs a state of its own.
    """

    compile_node: Callable[[Expression, Binding], Code]
    names: frozenset[str]
    local: frozenset[str]
    types: Types
    marks: set[str]

    def compile(self, node: Expression) -> Code:
        """Compile a node that stands here."""
        return self.compile_node(node, self)

    def inside(self, *names: str) -> Binding:
        """The binding where these names are bound, too."""
        self.marks.add("state")
        return replace(self, local=self.local | set(names))


_PROBE_FUEL = 10_000
_PROBE_REGEX_SECONDS = 0.05


def constant(value: Value) -> Code:
    """Code that is always this value."""
    return Code(lambda v, r: value, True, value)


def folded(run: Closure, *parts: Code) -> Code:
    """The code, evaluated now where all its parts are constant and nothing goes wrong."""
    if not all(part.constant for part in parts):
        return Code(run)
    probe = Run()
    probe.fuel, probe.regex_left = _PROBE_FUEL, _PROBE_REGEX_SECONDS
    try:
        value = run({}, probe)
    except LimitExceeded:
        return Code(run)
    return Code(run) if probe.warnings else constant(value)


__all__ = ["NO_TYPES", "Binding", "Closure", "Code", "Variables", "constant", "folded"]
