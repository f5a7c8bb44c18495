"""What a rule says of a log: kept, broken, vacuous or misspecified, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from guiju.check.practice import Practice
from guiju.journal import Log
from guiju.standard.model.problem import Problem

Status = Literal["kept", "broken", "vacuous", "misspecified"]

Numbers = NDArray[np.integer[Any]]

_NONE = np.zeros(0, dtype=np.int64)


def nowhere(breaches: int) -> Numbers:
    """(breaches,) -1 each, held once however many there are."""
    return np.broadcast_to(np.int64(-1), breaches)


class Rule(Protocol):
    """One rule with its parameters; its name is a complaint."""

    @property
    def name(self) -> str:
        """The complaint, in kebab case: docs/checks/NAME.md is its page."""
        ...

    def check(self, log: Log) -> Breaches:
        """Every breach of the rule in a log."""
        ...


@dataclass(frozen=True, slots=True)
class Breaches:
    """All breaches of one rule, as columns; one row per breach.

    Attributes:
        rule: the complaint.
        template: English sentence with places for `values` and for case.
        values: the parameters of the rule.
        activations: situations in which the rule had something to say, kept or not.
        case: (breaches,) case code.
        row: (breaches,) row of the offending event in the log; -1 where something is missing.
        since: (breaches,) row of the event that called for it; -1 where there is none.
        unknown: situations that cannot be judged because a value is missing.
        problems: what is wrong with the rule itself; then nothing was judged.
        reasons: the ways in which the rule can be broken, where it tells them apart.
        reason: (breaches,) which of them.
    """

    rule: str
    template: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    activations: int = 0
    case: Numbers = field(default_factory=lambda: _NONE)
    row: Numbers = field(default_factory=lambda: _NONE)
    since: Numbers = field(default_factory=lambda: _NONE)
    unknown: int = 0
    problems: tuple[Problem, ...] = ()
    reasons: tuple[str, ...] = ()
    reason: Numbers = field(default_factory=lambda: _NONE)

    @property
    def status(self) -> Status:
        """Kept, broken, vacuous (never had anything to say) or misspecified."""
        if self.problems:
            return "misspecified"
        if self.case.size:
            return "broken"
        return "kept" if self.activations else "vacuous"

    @property
    def cases(self) -> Numbers:
        """The codes of the cases with a breach, ascending, each once."""
        return np.unique(self.case)

    def case_ids(self, log: Practice) -> list[str]:
        """The ids of the cases with a breach."""
        return [log.case_id(case) for case in self.cases.tolist()]

    def by_reason(self) -> dict[str, int]:
        """How many breaches each reason has; empty where the rule tells none apart."""
        counts = np.bincount(self.reason, minlength=len(self.reasons)).tolist()
        return {text: n for text, n in zip(self.reasons, counts, strict=True) if n}

    def to_dict(self, log: Practice) -> dict[str, Any]:
        """The result as plain data, with the ids of all cases concerned."""
        return {
            "rule": self.rule,
            "text": str(self),
            "status": self.status,
            "activations": self.activations,
            "breaches": int(self.case.size),
            "unknown": self.unknown,
            "reasons": self.by_reason(),
            "cases": self.case_ids(log),
            "problems": [str(problem) for problem in self.problems],
        }

    def __str__(self) -> str:
        """The rule in English, with its parameters."""
        return self.template.format_map(dict(self.values))


def check_rules(rules: Iterable[Rule], log: Log) -> tuple[Breaches, ...]:
    """What each rule says of a log, in the order of the rules."""
    return tuple(rule.check(log) for rule in rules)
