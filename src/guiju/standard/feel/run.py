"""What one evaluation carries along, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from .convert import to_feel
from .limits import DEFAULT, LimitExceeded, Limits
from .values import SCALARS
from .weights import weight

_NO_VALUES: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Warning_:
    """Why a value became null.

    Attributes:
        code: what went wrong, in kebab case: ``unknown-name``, ``operand-types``.
        position: character of the expression, counted from 0.
        template: English sentence with ``{name}`` places.
        values: what goes into the places; strings and numbers only.
    """

    code: str
    position: int
    template: str
    values: Mapping[str, Any] = field(default_factory=lambda: _NO_VALUES)

    def __str__(self) -> str:
        """The warning in English, place first."""
        return f"at {self.position}: {self.template.format_map(dict(self.values))}"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one evaluation.

    Attributes:
        value: a FEEL value; None is null.
        warnings: why something became null, in order.
        limit: the bound that ended the evaluation (then ``value`` is None), or None.
    """

    value: Any
    warnings: tuple[Warning_, ...] = ()
    limit: str | None = None


class Refused(Exception):
    """A built-in cannot work with its arguments: the call is null and this is why."""

    def __init__(self, template: str, /, **values: Any) -> None:
        super().__init__(template)
        self.template = template
        self.values = values


class Run:
    """State of one evaluation: fuel, depth, the time given, the warnings so far."""

    __slots__ = ("brought", "depth", "fuel", "limits", "now", "regex_left", "warnings")

    def __init__(self, now: datetime | None = None, limits: Limits = DEFAULT) -> None:
        self.now = now
        self.limits = limits
        self.fuel = limits.fuel
        self.depth = 0
        self.regex_left = limits.regex_seconds
        self.warnings: list[Warning_] = []
        self.brought: dict[int, tuple[Any, Any]] = {}

    def warn(self, code: str, position: int, template: str, /, **values: Any) -> None:
        """Keep one warning; the value that goes with it is null."""
        if len(self.warnings) < self.limits.warnings:
            self.warnings.append(Warning_(code, position, template, values))

    def burn(self, amount: int = 1) -> None:
        """Use fuel; raises :class:`LimitExceeded` when there is none left."""
        self.fuel -= amount
        if self.fuel < 0:
            raise LimitExceeded("fuel")

    def bring(self, raw: Any) -> Any:
        """A variable's value as a FEEL value; a container is converted once per evaluation."""
        if type(raw) in SCALARS:
            return raw
        kept = self.brought.get(id(raw))
        if kept is None:
            kept = self.brought[id(raw)] = (raw, to_feel(raw, self.limits.depth))
        return kept[1]

    def sized(self, value: Any) -> Any:
        """The value itself, or :class:`LimitExceeded` when it is too large to keep."""
        kind = type(value)
        if kind is str:
            if len(value) > self.limits.string_size:
                raise LimitExceeded("string_size")
            self.burn(len(value) >> 6)
        elif kind is list or kind is dict:
            if len(value) > self.limits.list_size:
                raise LimitExceeded("list_size")
            self.burn(len(value) >> 4)
        return value

    def weigh(self, value: Any) -> None:
        """Use fuel for a walk through all of a value, a part for each place it stands in."""
        if isinstance(value, (list, dict)):
            self.burn(weight(value, self.limits.depth, self.limits.fuel) >> 2)


class SilentRun(Run):
    """A run whose warnings nobody reads."""

    __slots__ = ()

    def warn(self, code: str, position: int, template: str, /, **values: Any) -> None:
        """Nothing is kept."""


class SharedRun(SilentRun):
    """A run for expressions without loops and calls: it keeps nothing, so many may share it."""

    __slots__ = ()

    def burn(self, amount: int = 1) -> None:
        """Such expressions end by themselves."""

    def bring(self, raw: Any) -> Any:
        """A variable's value as a FEEL value."""
        return to_feel(raw, self.limits.depth)
