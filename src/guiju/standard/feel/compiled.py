"""The usual door: a text compiled once, evaluated often."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from guiju.standard.model.problem import Problem

from .builtins import BUILT_IN
from .closures import compile_tree
from .conformity import NO_TYPES, Types
from .grammar import SyntaxProblem
from .grammar import parse as parse_text
from .limits import DEFAULT, LimitExceeded, Limits
from .run import Result, Run, SharedRun, SilentRun
from .tree import Tree
from .values import Value
from .weights import weight

_SHARED = SharedRun()
_WRITTEN_MAX = 2_000_000
"""Parts of a result when it is written out; more is a value no caller could use."""


class Compiled:
    """An expression, or the unary tests of a cell, ready to be evaluated.

    Attributes:
        text: what it was compiled from.
        tree: its tree.
        body: the closure itself, ``body(variables, run)``, for callers with a run of their own;
            it raises LimitExceeded.
        call: ``call(variables)``, the fastest way to the bare value; warnings are not kept, and a
            limit that is hit gives None. Ask :meth:`evaluate` for the reason.
    """

    __slots__ = ("body", "call", "text", "tree")

    def __init__(self, text: str, tree: Tree, names: Iterable[str], types: Types) -> None:
        self.text = text
        self.tree = tree
        self.body, shares_state = compile_tree(tree, names, types)
        self.call: Callable[[Mapping[str, Any]], Value] = _caller(self.body, shares_state)

    def evaluate(
        self,
        variables: Mapping[str, object],
        now: datetime | None = None,
        limits: Limits = DEFAULT,
    ) -> Result:
        """The value with its warnings.

        Args:
            variables: Python or FEEL values by name; for unary tests the input is under ``?``.
            now: what ``now()`` and ``today()`` give; without it they are null.
            limits: what the evaluation may use.

        Returns:
            The value; where a limit was hit its name is in ``limit`` and the value is None.
        """
        run = Run(now, limits)
        try:
            value = self.body(variables, run)
            if isinstance(value, (list, dict)):
                weight(value, limits.depth, _WRITTEN_MAX)
        except LimitExceeded as hit:
            return Result(None, tuple(run.warnings), hit.limit)
        except RecursionError:
            return Result(None, tuple(run.warnings), "depth")
        return Result(value, tuple(run.warnings))


def _caller(body: Any, shares_state: bool) -> Callable[[Mapping[str, Any]], Value]:
    def call(variables: Mapping[str, Any]) -> Value:
        try:
            return body(variables, _SHARED)
        except (LimitExceeded, RecursionError):
            return None

    def call_with_state(variables: Mapping[str, Any]) -> Value:
        try:
            return body(variables, SilentRun())
        except (LimitExceeded, RecursionError):
            return None

    return call if shares_state else call_with_state


def parse(
    text: str,
    names: Iterable[str] = (),
    unary: bool = False,
    members: Iterable[str] = (),
    types: Iterable[str] = (),
) -> Tree:
    """Read a text; names of built-in functions are known.

    Args:
        text: FEEL; one ``=`` in front, as other products write it, is gone over.
        names: names in scope, with blanks and operators in them where they have some.
        unary: whether the text is a cell of a decision table.
        members: names known after a dot and inside filters.
        types: names of item definitions.

    Raises:
        SyntaxProblem: the text is not FEEL.
    """
    return parse_text(text, names, unary, members, BUILT_IN, types)


def compile_expression(
    text: str,
    names: Iterable[str] = (),
    unary: bool = False,
    members: Iterable[str] = (),
    types: Types = NO_TYPES,
) -> Compiled | Problem:
    """Compile a text, or say why it cannot be.

    Args:
        text: as in :func:`parse`.
        names: names in scope; a built-in function of the same name is hidden by them.
        unary: as in :func:`parse`.
        members: as in :func:`parse`.
        types: item definitions by name.

    Returns:
        The compiled expression, or a problem ``feel-syntax`` (``feel-too-large`` where nesting
        or length is over its bound) with the values text, position, expected, found.
    """
    known = tuple(names)
    try:
        return Compiled(text, parse(text, known, unary, members, types), known, types)
    except SyntaxProblem as problem:
        return _problem(text, problem)
    except RecursionError:
        deep = SyntaxProblem(0, "less nesting", "more", "feel-too-large")
        return _problem(text, deep)


def _problem(text: str, problem: SyntaxProblem) -> Problem:
    values = {
        "text": text if len(text) <= 200 else text[:200] + "...",
        "position": problem.position,
        "expected": problem.expected,
        "found": problem.found,
    }
    template = "'{text}' at {position}: expected {expected}, found {found}"
    return Problem(problem.code, template, values=values)
