"""Rules from a pack's plain data: a list of mappings, each with the rule's name and parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any

from guiju.check.rules.beyond_authority import BeyondAuthority
from guiju.check.rules.both_of_either import BothOfEither
from guiju.check.rules.breaches import Rule
from guiju.check.rules.changed_hands import ChangedHands
from guiju.check.rules.decision_differs import DecisionDiffers
from guiju.check.rules.done_again import DoneAgain
from guiju.check.rules.elapsed import Elapsed
from guiju.check.rules.followed_anyway import FollowedAnyway
from guiju.check.rules.late_response import LateResponse
from guiju.check.rules.missing_document import MissingDocument
from guiju.check.rules.neither import Neither
from guiju.check.rules.no_response import NoResponse
from guiju.check.rules.not_exactly_one import NotExactlyOne
from guiju.check.rules.not_preceded import NotPreceded
from guiju.check.rules.one_of_a_pair import OneOfAPair
from guiju.check.rules.one_pair_of_eyes import OnePairOfEyes
from guiju.check.rules.out_of_succession import OutOfSuccession
from guiju.check.rules.reading_values import Files, value_of
from guiju.check.rules.slow_hand_over import SlowHandOver
from guiju.check.rules.too_often import TooOften
from guiju.check.rules.too_seldom import TooSeldom
from guiju.check.rules.unmatched_invoice import UnmatchedInvoice
from guiju.check.rules.unusual_gap import UnusualGap
from guiju.check.rules.without_companion import WithoutCompanion
from guiju.check.rules.wrong_beginning import WrongBeginning
from guiju.check.rules.wrong_count import WrongCount
from guiju.check.rules.wrong_ending import WrongEnding
from guiju.check.rules.wrong_role import WrongRole
from guiju.check.rules.wrong_version import WrongVersion
from guiju.standard.model.problem import Problem

RULES: Mapping[str, type[Any]] = {
    rule.name: rule
    for rule in (
        BeyondAuthority,
        BothOfEither,
        ChangedHands,
        DecisionDiffers,
        DoneAgain,
        FollowedAnyway,
        LateResponse,
        MissingDocument,
        Neither,
        NoResponse,
        NotExactlyOne,
        NotPreceded,
        OneOfAPair,
        OnePairOfEyes,
        OutOfSuccession,
        SlowHandOver,
        TooOften,
        TooSeldom,
        UnmatchedInvoice,
        UnusualGap,
        WithoutCompanion,
        WrongBeginning,
        WrongCount,
        WrongEnding,
        WrongRole,
        WrongVersion,
    )
}
"""Rules whose parameters a pack can write, by name."""


def rules_of(
    entries: Iterable[Any],
    files: Files = lambda name: None,
    calendars: Mapping[str, Elapsed] = MappingProxyType({}),
) -> tuple[list[Rule], list[Problem]]:
    """The rules of a list such as ``[{"rule": "no-response", "activation": ..., ...}]``.

    A limit is a number of seconds; a condition is ``{"attribute", "comparison", "value"}``; a
    moment is a date or a date and time in ISO 8601; a model is the name of a DMN file.
    Entries that cannot be read are problems; the others are rules all the same.

    Args:
        entries: the list.
        files: bytes of a file that a rule names; None where there is none.
        calendars: how time is counted on working calendars, by name.
    """
    rules: list[Rule] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, 1):
        found = _rule(number, entry, files, calendars)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rules.append(found)
    return rules, problems


def _rule(
    number: int, entry: Any, files: Files, calendars: Mapping[str, Elapsed]
) -> Rule | Problem:
    if not isinstance(entry, Mapping) or entry.get("rule") not in list(RULES):
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
            value = value_of(str(parameter.type), given[name], files, calendars)
            if value is None and given[name] is not None:
                return _problem(
                    number, name, _expected(str(parameter.type), calendars), given[name]
                )
            if value is None and parameter.default is not None:
                return _problem(number, name, "a value", "none")
            given[name] = value
    rule: Rule = kind(**given)
    return rule


def _expected(kind: str, calendars: Mapping[str, Elapsed]) -> str:
    if not kind.startswith("Elapsed"):
        return f"a {kind}"
    known = ", ".join(sorted(calendars)) or "of which none is told"
    return f"the name of a calendar ({known})"


def _problem(number: int, name: str, expected: str, found: Any) -> Problem:
    return Problem(
        "rule-unreadable",
        "rule {number}, {name}: expected {expected}, found {found}",
        values={"number": number, "name": name, "expected": expected, "found": found},
    )
