"""The elements of the requirement graph as they are evaluated."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.standard.dmn.logic.place import Code
from guiju.standard.dmn.logic.typed import Border
from guiju.standard.feel.values import Function

Key = tuple[str, str]
"""Namespace of the model and id of the element (its name where it has no id)."""


@dataclass(frozen=True, slots=True)
class Need:
    """A required element as an expression sees it.

    Attributes:
        key: which element.
        name: the variable's name.
        prefix: the name of the import it comes through, None for one of this model.
    """

    key: Key
    name: str
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class InputNode:
    """Input data: taken from the inputs and brought over the border of its type."""

    key: Key
    name: str
    element: str
    border: Border


@dataclass(frozen=True, slots=True)
class DecisionNode:
    """A decision: what it needs (values), what it may call (functions), and its logic."""

    key: Key
    name: str
    element: str
    needs: tuple[Need, ...]
    functions: tuple[Need, ...]
    code: Code
    border: Border


@dataclass(frozen=True, slots=True)
class ServiceNode:
    """A decision service: parameters in order of a call, then the decisions it gives back."""

    key: Key
    name: str
    element: str
    parameters: tuple[Need, ...]
    outputs: tuple[Need, ...]
    border: Border
    function: Function


@dataclass(frozen=True, slots=True)
class FunctionNode:
    """A business knowledge model: a function, the same in every evaluation."""

    key: Key
    name: str
    element: str
    function: Function


Node = InputNode | DecisionNode | ServiceNode | FunctionNode
