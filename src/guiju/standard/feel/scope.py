"""Names and their values while an expression is evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Scope(dict[str, Any]):
    """Local names in front of outer ones: a hit costs one lookup, a miss asks further out."""

    __slots__ = ("outer",)

    def __init__(self, outer: Mapping[str, Any]) -> None:
        self.outer = outer

    def __missing__(self, name: str) -> Any:
        return self.outer[name]


_NEW = Scope.__new__


def opened(outer: Mapping[str, Any]) -> Scope:
    """The same as ``Scope(outer)``, in half the time: loops make one at each turn."""
    scope: Scope = _NEW(Scope)
    scope.outer = outer
    return scope
