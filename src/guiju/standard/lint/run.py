"""All rules over one model."""

from __future__ import annotations

from guiju.standard.lint.rules import RULES
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def lint(definitions: Definitions, standard: Standard | None = None) -> tuple[Problem, ...]:
    """Run every rule.

    Args:
        definitions: what was read.
        standard: what was compiled of it; without it the rules that explore are left out.

    Returns:
        Warnings, in the order of the file as far as lines are known.
    """
    found = [problem for rule in RULES.values() for problem in rule(definitions, standard)]
    return tuple(sorted(found, key=lambda problem: problem.line or 0))
