"""State of one evaluation of a decision: FEEL's, and what DMN adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any, NamedTuple

from guiju.standard.feel.limits import DEFAULT, Limits
from guiju.standard.feel.run import Run
from guiju.standard.model.problem import Problem


class Matched(NamedTuple):
    """The rules of one table that matched in one evaluation of it.

    Attributes:
        element: id (or name) of the element that holds the table.
        rules: positions of the rules, counted from 1, in table order.
        ids: the ids of these rules, None where a rule has none.
    """

    element: str
    rules: tuple[int, ...]
    ids: tuple[str | None, ...]


RUNNING: ContextVar[Deciding | None] = ContextVar("running", default=None)
"""The evaluation under way, for tests of allowed values: FEEL hands them a bare value."""


class Observed(NamedTuple):
    """One evaluation of one table, kept where somebody asks why a rule did not match."""

    table: Any
    values: list[Any]
    scope: Any


class Deciding(Run):
    """A run that also knows the inputs, the values determined so far and the rules matched.

    Attributes:
        inputs: what was given, by name.
        matched: the rules that matched, table by table.
        values: values determined so far, by key of the element.
        observed: evaluations of tables, None where nobody observes.
    """

    __slots__ = ("inputs", "matched", "observed", "values")

    def __init__(
        self, inputs: Mapping[str, Any], now: datetime | None = None, limits: Limits = DEFAULT
    ) -> None:
        super().__init__(now, limits)
        self.inputs = inputs
        self.matched: list[Matched] = []
        self.observed: list[Observed] | None = None
        self.values: dict[Any, Any] = {}

    def note(self, code: str, template: str, element: str, /, **values: Any) -> None:
        """Keep a warning of DMN's own: why the value of an element became null."""
        if len(self.warnings) < self.limits.warnings:
            found: Any = Problem(code, template, element, values, "warning")
            self.warnings.append(found)

    def place(self, mark: int, element: str, line: int | None) -> None:
        """Give FEEL's warnings since ``mark`` the element whose text they come from."""
        found: list[Any] = self.warnings
        for position in range(mark, len(found)):
            warning = found[position]
            if not isinstance(warning, Problem):
                values = {**warning.values, "position": warning.position}
                found[position] = Problem(
                    warning.code, warning.template, element, values, "warning", line
                )
