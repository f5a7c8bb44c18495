"""One difference, as plain data that a door can say in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different between two logs or two versions.

    Attributes:
        code: which kind, in kebab case, stable for ever: `element-added`.
        template: English sentence with `{name}` places.
        values: what goes into the places.
        element: id of the element or name of the activity concerned; None for the whole.
    """

    code: str
    template: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    element: str | None = None

    def __str__(self) -> str:
        """The difference in English."""
        return self.template.format_map(dict(self.values))


def differs(code: str, template: str, element: str | None = None, /, **values: Any) -> Difference:
    """A difference with its values."""
    return Difference(code, template, MappingProxyType(values), element)


def duration(seconds: float) -> str:
    """A time span for people: the largest fitting unit with one decimal."""
    for unit, size in (("d", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if abs(seconds) >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.1f} s"
