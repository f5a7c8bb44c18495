"""What is asked of the clean value of one cell: required, bounds, lengths, patterns, options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from guiju.standard.model.problem import Problem

from .form import MANY, Bound, Options, look, write_path
from .patterns import EMAIL, PHONE, matches
from .rules import read_number
from .settling import Budget, Failed, Scope, evaluate
from .sheet import Cell, canon

Index = Mapping[tuple[Any, ...], Any]
"""Options by their hashable twin."""


class Asking:
    """Checks the cells of one submission; options are looked up once.

    Attributes:
        variables: what the server holds; the only source of options named by a key.
        budget: what expressions may still use, and what counts as today.
    """

    def __init__(self, variables: Mapping[str, Any], budget: Budget) -> None:
        self.variables = variables
        self.budget = budget
        self._known: dict[int, Index] = {}

    def problems(self, cell: Cell, scope: Scope) -> Iterator[Problem]:
        """All that is wrong with the value of a cell that is shown and may be changed.

        The value of a choice is replaced by the option itself.
        """
        where = write_path(cell.path)
        try:
            for code, template, values in self._wrong(cell, scope):
                yield Problem(code, template, where, values)
        except Failed:
            template = "an expression of the form needs more than it may use"
            yield Problem("expression-failed", template, where)

    def _wrong(self, cell: Cell, scope: Scope) -> Iterator[tuple[str, str, dict[str, Any]]]:
        value, rules = cell.value, cell.field.rules
        if is_empty(value) or (value is False and cell.field.type == "checkbox"):
            if rules.required:
                yield "required", "expected a value", {}
            return
        if cell.field.options is not None:
            yield from self._choose(cell, cell.field.options, scope)
        elif cell.field.type == "number":
            yield from self._check_number(cell, scope)
        elif cell.field.type in ("textfield", "textarea"):
            yield from self._check_text(cell, scope)
        elif rules.not_passed and rules.subtype != "time" and self._passed(value):
            yield "date-passed", "expected today or later", {}

    def _choose(
        self, cell: Cell, options: Options, scope: Scope
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        known = self._options(options, scope)
        chosen = cell.value if cell.field.type in MANY else [cell.value]
        twins = [canon(value) for value in chosen]
        if any(twin not in known for twin in twins):
            yield "not-an-option", "expected one of the options", {}
        elif len(set(twins)) < len(twins):
            yield "chosen-twice", "expected each option once", {}
        else:
            found = [known[twin] for twin in twins]
            cell.value = found if cell.field.type in MANY else found[0]

    def _options(self, options: Options, scope: Scope) -> Index:
        if options.expression is not None:
            return _index(evaluate(options.expression, scope, self.budget))
        if id(options) not in self._known:
            written = {canon(value): value for value in options.values or ()}
            found = None if options.key is None else look(self.variables, options.key)
            self._known[id(options)] = written or _index(found)
        return self._known[id(options)]

    def _check_number(self, cell: Cell, scope: Scope) -> Iterator[tuple[str, str, dict[str, Any]]]:
        number, rules = Decimal(cell.value), cell.field.rules
        low, high = self._bound(rules.min, scope), self._bound(rules.max, scope)
        if low is not None and number < low:
            yield "too-small", "expected at least {min}", {"min": low}
        if high is not None and number > high:
            yield "too-large", "expected at most {max}", {"max": high}
        if rules.digits is not None and _decimals(number) > rules.digits:
            yield "too-many-decimals", "expected at most {most} decimals", {"most": rules.digits}
        if rules.increment is not None and not _is_multiple(number, rules.increment):
            yield "not-a-multiple", "expected a multiple of {step}", {"step": rules.increment}

    def _check_text(self, cell: Cell, scope: Scope) -> Iterator[tuple[str, str, dict[str, Any]]]:
        text, rules = cell.value, cell.field.rules
        low, high = self._bound(rules.min_length, scope), self._bound(rules.max_length, scope)
        if low is not None and len(text) < low:
            yield "too-short", "expected at least {min} characters", {"min": low}
        if high is not None and len(text) > high:
            yield "too-long", "expected at most {most} characters", {"most": high}
        if rules.kind == "email" and not EMAIL.fullmatch(text):
            yield "not-an-email", "expected an e-mail address", {}
        if rules.kind == "phone" and not PHONE.fullmatch(text):
            yield "not-a-phone-number", "expected a telephone number", {}
        found = True if rules.pattern is None else matches(rules.pattern, text)
        if found is None:
            yield "pattern-too-slow", "the pattern of this field takes too long", {}
        elif not found:
            yield "pattern", "expected a text of the form asked for", {}

    def _bound(self, bound: Bound, scope: Scope) -> Decimal | None:
        if bound is None or isinstance(bound, Decimal):
            return bound
        return read_number(evaluate(bound, scope, self.budget))

    def _passed(self, value: str) -> bool:
        now = today = self.budget.now
        if len(value) > 10:
            zone = datetime.fromisoformat(value).tzinfo
            today = now.astimezone(zone) if zone is not None else now
        return date.fromisoformat(value[:10]) < today.date()


def is_empty(value: object) -> bool:
    """Whether nothing was given: none, no choice, or blanks."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _index(found: object) -> Index:
    """Options by twin, out of a list of scalars or of objects with a label and a value."""
    if not isinstance(found, list | tuple):
        return {}
    values = (
        option.get("value", option.get("label")) if isinstance(option, Mapping) else option
        for option in found
    )
    return {canon(value): value for value in values if value is not None}


def _decimals(number: Decimal) -> int:
    """Digits after the point that are not noughts at the end."""
    text = format(number, "f").partition(".")[2]
    return len(text.rstrip("0"))


def _is_multiple(number: Decimal, step: Decimal) -> bool:
    """Exactly, whatever the number of digits."""
    (top, bottom), (one, two) = number.as_integer_ratio(), step.as_integer_ratio()
    return (top * two) % (bottom * one) == 0
