"""Rules that need the order of activities alone, on variants with counts: a log of any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, Protocol

import numpy as np

from guiju.check.practice import Practice
from guiju.check.rules.both_of_either import BothOfEither
from guiju.check.rules.breaches import Breaches, Rule, nowhere
from guiju.check.rules.done_again import DoneAgain
from guiju.check.rules.followed_anyway import FollowedAnyway
from guiju.check.rules.neither import Neither
from guiju.check.rules.no_response import NoResponse
from guiju.check.rules.not_exactly_one import NotExactlyOne
from guiju.check.rules.not_preceded import NotPreceded
from guiju.check.rules.one_of_a_pair import OneOfAPair
from guiju.check.rules.out_of_succession import OutOfSuccession
from guiju.check.rules.too_often import TooOften
from guiju.check.rules.too_seldom import TooSeldom
from guiju.check.rules.without_companion import WithoutCompanion
from guiju.check.rules.wrong_beginning import WrongBeginning
from guiju.check.rules.wrong_count import WrongCount
from guiju.check.rules.wrong_ending import WrongEnding
from guiju.journal import Log

_BY_ORDER: Final = (
    BothOfEither, DoneAgain, FollowedAnyway, Neither, NoResponse, NotExactlyOne, NotPreceded,
    OneOfAPair, OutOfSuccession, TooOften, TooSeldom, WithoutCompanion, WrongBeginning, WrongCount,
    WrongEnding,
)  # fmt: skip


class VariantsOnly(Practice, Protocol):
    """A log of which variants and cases are at hand, and no events."""

    def each_variant_once(self) -> Log:
        """A log with one case per variant."""
        ...


def needs_events(rule: Rule) -> bool:
    """Whether a rule looks at times, people or data of single events."""
    return not isinstance(rule, _BY_ORDER) or getattr(rule, "when", None) is not None


def check_variants(rules: Iterable[Rule], log: VariantsOnly) -> tuple[Breaches, ...]:
    """What each rule says of a log, as `check_rules` does, in the order of the rules.

    Events have no rows here, so `row` and `since` are -1.

    Args:
        rules: of which none `needs_events`.
        log: one whose events stay where they are, as `guiju.journal.scale.scaled_log` gives it.

    Raises:
        ValueError: a rule needs events.
    """
    rules = tuple(rules)
    if needing := [rule.name for rule in rules if needs_events(rule)]:
        raise ValueError(f"expected rules on the order of activities alone, found {needing}")
    once = log.each_variant_once()
    of_case = log.variants().of_case
    counts = np.bincount(of_case, minlength=once.cases)
    # Situations add up over cases: each binary digit of the counts is one look at some variants.
    digits = range(int(counts.max(initial=0)).bit_length())
    parts = [once.of_cases(np.flatnonzero(counts >> digit & 1)) for digit in digits]
    found = []
    for rule in rules:
        activations = sum(rule.check(part).activations << n for n, part in enumerate(parts))
        broken = _of_cases(rule.check(once), of_case, counts)
        found.append(replace(broken, activations=activations))
    return tuple(found)


def _of_cases(breaches: Breaches, of_case: Any, counts: Any) -> Breaches:
    """Breaches of variants as those of their cases."""
    cases = np.argsort(of_case, kind="stable")
    begins = np.cumsum(counts) - counts
    times = counts[breaches.case]
    within = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    case = cases[np.repeat(begins[breaches.case], times) + within]
    reason = np.repeat(breaches.reason, times) if breaches.reasons else breaches.reason
    order = np.argsort(case, kind="stable")
    return replace(
        breaches,
        case=case[order],
        row=nowhere(case.size),
        since=nowhere(case.size),
        reason=reason[order] if breaches.reasons else reason,
    )
