"""decision-differs: what was decided is not what the decision table says on the same data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.check.rules.parameters import missing_column
from guiju.check.rules.rows import case_of, rows_of, values_of
from guiju.journal import Log
from guiju.standard import dmn
from guiju.standard.feel import to_json
from guiju.standard.model.problem import Problem

_REASONS = ("another result", "the decision has no result here")


@dataclass(frozen=True, slots=True)
class DecisionDiffers:
    """The decision is made anew on the log's data; its result must be the one in the log.

    Data that is the same is decided once. An event that lacks an input or the result cannot be
    judged and is counted as unknown.

    Attributes:
        activity: the events that hold a decision.
        model: the decision model (`guiju.standard.dmn.load`).
        decision: name or id of the decision.
        inputs: input data of the decision to the event attribute that holds it.
        result: event attribute with what was decided.
        part: the component of the decision's result that is compared, if it is a context.
    """

    name: ClassVar[str] = "decision-differs"
    activity: str
    model: dmn.Model = field(repr=False)
    decision: str
    inputs: Mapping[str, str]
    result: str
    part: str = ""

    def check(self, log: Log) -> Breaches:
        """A breach per event whose result is another than the model's."""
        template = "{result!r} of {activity!r} is what the decision {decision!r} says."
        values = {"result": self.result, "activity": self.activity, "decision": self.decision}
        rows = rows_of(log, self.activity)
        asked = list(self.inputs.items())
        given = {c: values_of(log, c, rows) for c in [*(c for _, c in asked), self.result]}
        lacking = [column for column, found in given.items() if found is None]
        problems = tuple(p for column in lacking for p in missing_column(self.name, column))
        kinds = _kinds(self.model)
        data = [tuple(_typed(v, kinds.get(name)) for v in given[c] or ()) for name, c in asked]
        situations = list(zip(*data, strict=True)) if data else [()] * rows.size
        if not problems:
            problems, decided = self._decide([name for name, _ in asked], situations)
        if problems:
            return Breaches(self.name, template, values, problems=problems)
        told = np.array(
            [
                _verdict(situation, decided[situation], practised)
                for situation, practised in zip(situations, given[self.result] or (), strict=True)
            ],
            dtype=np.int64,
        )
        bad = told >= 0
        return Breaches(
            self.name,
            template,
            values,
            int((told > -2).sum()),
            case_of(log, rows[bad]),
            rows[bad],
            nowhere(int(bad.sum())),
            int((told == -2).sum()),
            reasons=_REASONS,
            reason=told[bad],
        )

    def _decide(
        self, names: list[str], situations: list[tuple[Any, ...]]
    ) -> tuple[tuple[Problem, ...], dict[tuple[Any, ...], Any]]:
        """What the model says of each distinct situation."""
        decided: dict[tuple[Any, ...], Any] = {}
        for situation in dict.fromkeys(situations):
            if None in situation:
                decided[situation] = None
                continue
            given = dict(zip(names, situation, strict=True))
            found = dmn.decide(self.model, self.decision, given)
            if found.problem is not None:
                return (found.problem,), {}
            value = to_json(found.value)
            if self.part:
                value = value.get(self.part) if isinstance(value, dict) else None
            decided[situation] = value
        return (), decided


def _verdict(situation: tuple[Any, ...], decided: Any, practised: Any) -> int:
    """Number of the reason, -1 if the result is right, -2 if nobody can tell."""
    if practised is None or None in situation:
        return -2
    if decided is None:
        return 1
    return -1 if _same(decided, practised) else 0


def _same(decided: Any, practised: Any) -> bool:
    if isinstance(decided, bool):
        return str(practised).strip().lower() == str(decided).lower()
    if isinstance(decided, int | float | Decimal):
        number = _typed(practised, "number")
        return isinstance(number, Decimal) and number == Decimal(str(decided))
    return str(decided) == str(practised)


def _kinds(model: dmn.Model) -> dict[str, str | None]:
    """Type of each input data, aliases followed."""
    aliases = {t.name: t.type_ref for t in model.definitions.types}

    def basic(type_ref: str | None) -> str | None:
        for _ in range(len(aliases)):
            type_ref = aliases.get(type_ref or "", type_ref)
        return type_ref

    kinds = {each.name: basic(each.variable.type_ref) for each in model.definitions.inputs}
    return {name: (kind or "").rpartition(":")[2] or None for name, kind in kinds.items()}


def _typed(value: Any, kind: str | None) -> Any:
    """A value of a log as the input's type: tables hold numbers as texts."""
    if kind == "number" and not isinstance(value, bool) and value is not None:
        try:
            return Decimal(str(value))
        except InvalidOperation:
            return value
    if kind == "boolean" and isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if kind == "string" and value is not None:
        return str(value)
    return value
