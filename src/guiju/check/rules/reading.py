"""Rules from a pack's plain data: a list of mappings, each with the rule's name and parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import timedelta
from typing import Any

from guiju.check.rules.beyond_authority import BeyondAuthority
from guiju.check.rules.both_of_either import BothOfEither
from guiju.check.rules.breaches import Rule
from guiju.check.rules.changed_hands import ChangedHands
from guiju.check.rules.condition import Condition
from guiju.check.rules.done_again import DoneAgain
from guiju.check.rules.late_response import LateResponse
from guiju.check.rules.no_response import NoResponse
from guiju.check.rules.not_preceded import NotPreceded
from guiju.check.rules.one_pair_of_eyes import OnePairOfEyes
from guiju.check.rules.too_often import TooOften
from guiju.check.rules.too_seldom import TooSeldom
from guiju.standard.model.problem import Problem

RULES: Mapping[str, type[Any]] = {
    rule.name: rule
    for rule in (
        BeyondAuthority,
        BothOfEither,
        ChangedHands,
        DoneAgain,
        LateResponse,
        NoResponse,
        NotPreceded,
        OnePairOfEyes,
        TooOften,
        TooSeldom,
    )
}
"""Rules whose parameters a pack can write, by name."""

_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def rules_of(entries: Iterable[Any]) -> tuple[list[Rule], list[Problem]]:
    """The rules of a list such as ``[{"rule": "no-response", "activation": ..., ...}]``.

    A limit is a number of seconds; a condition is ``{"attribute", "comparison", "value"}``.
    Entries that cannot be read are problems; the others are rules all the same.
    """
    rules: list[Rule] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, 1):
        found = _rule(number, entry)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rules.append(found)
    return rules, problems


def _rule(number: int, entry: Any) -> Rule | Problem:
    if not isinstance(entry, Mapping) or entry.get("rule") not in RULES:
        known = ", ".join(sorted(RULES))
        return _problem(number, "rule", f"one of {known}", entry)
    kind = RULES[entry["rule"]]
    parameters = {f.name: f for f in fields(kind)}
    given = {str(k): v for k, v in entry.items() if k != "rule"}
    for name in given:
        if name not in parameters:
            return _problem(number, name, f"one of {', '.join(parameters)}", "it")
    for name, parameter in parameters.items():
        if name not in given and parameter.default is MISSING:
            return _problem(number, name, "a value", "none")
        if name in given:
            value = _value(str(parameter.type), given[name])
            if value is None and given[name] is not None:
                return _problem(number, name, f"a {parameter.type}", given[name])
            given[name] = value
    rule: Rule = kind(**given)
    return rule


def _value(kind: str, value: Any) -> Any:
    """The value as the parameter's type; None where it is not of it."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "timedelta":
        return timedelta(seconds=value) if number else None
    if kind == "int":
        return value if number and isinstance(value, int) else None
    if kind.startswith("Mapping"):
        good = isinstance(value, Mapping) and all(
            isinstance(v, int | float) for v in value.values()
        )
        return dict(value) if good else None
    if kind.startswith("tuple"):
        return _pairs(value)
    if kind.startswith("Elapsed"):
        return None
    if kind.startswith("Condition"):
        return _condition(value)
    return value if isinstance(value, str) else None


def _pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, list | tuple):
        return None
    pairs = [tuple(p) for p in value if isinstance(p, list | tuple) and len(p) == 2]
    texts = all(isinstance(name, str) for pair in pairs for name in pair)
    return tuple((a, b) for a, b in pairs) if texts and len(pairs) == len(value) else None


def _condition(value: Any) -> Condition | None:
    if not isinstance(value, Mapping) or set(value) != {"attribute", "comparison", "value"}:
        return None
    comparison, operand = value["comparison"], value["value"]
    ordered = comparison in ("<", "<=", ">", ">=")
    if comparison not in _COMPARISONS or not isinstance(operand, int | float | str):
        return None
    if ordered and isinstance(operand, str):
        return None
    return Condition(str(value["attribute"]), comparison, operand)


def _problem(number: int, name: str, expected: str, found: Any) -> Problem:
    return Problem(
        "rule-unreadable",
        "rule {number}, {name}: expected {expected}, found {found}",
        values={"number": number, "name": name, "expected": expected, "found": found},
    )
