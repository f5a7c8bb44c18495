"""Problems of a rule's own parameters: what cannot be judged is told, not silently kept."""

from __future__ import annotations

from guiju.standard.model.problem import Problem


def missing_column(rule: str, column: str) -> tuple[Problem, ...]:
    """The problem of a rule on a column that the log does not have."""
    return (
        Problem(
            "rule-on-missing-column",
            "{rule}: expected a column {column!r} in the log, found none",
            values={"rule": rule, "column": column},
        ),
    )


def out_of_range(rule: str, name: str, expected: str, found: object) -> tuple[Problem, ...]:
    """The problem of a parameter whose value makes no sense."""
    return (
        Problem(
            "rule-parameter-out-of-range",
            "{rule}: expected {name} {expected}, found {found}",
            values={"rule": rule, "name": name, "expected": expected, "found": found},
        ),
    )
