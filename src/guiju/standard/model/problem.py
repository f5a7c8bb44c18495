"""Bad news about a text: a value, never an exception, never a finished sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Severity = Literal["error", "warning"]

_NO_VALUES: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a model, a table, an expression or a log.

    The core never forms sentences: a door renders ``template`` with ``values`` in the
    reader's language; ``str(problem)`` is the English rendering.

    Attributes:
        code: what is wrong, in kebab case, stable for ever: ``flow-without-target``.
        template: English sentence with ``{name}`` places; says what was expected and found.
        element: id of the BPMN or DMN element, or None where the file itself is wrong.
        values: what goes into the places of the template.
        severity: an ``error`` keeps the text from compiling, a ``warning`` does not.
        line: line in the source file, counted from 1, where it is known.
    """

    code: str
    template: str
    element: str | None = None
    values: Mapping[str, Any] = field(default_factory=lambda: _NO_VALUES)
    severity: Severity = "error"
    line: int | None = None

    def __str__(self) -> str:
        """The problem in English, place first."""
        place = f"{self.element}: " if self.element else ""
        return place + self.template.format_map(_Lenient(self.values))


class _Lenient(dict[str, Any]):
    """A template must never fail because a value is missing: it then shows its own place."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
