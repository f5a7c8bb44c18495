"""A deadline as it is written, where the case may still have a say in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from guiju.standard import feel
from guiju.standard.model.problem import Problem

from .amounts import Amount, Ends, WorkingDays, read_amount
from .calendar import Calendar
from .clock import Clock, Rung


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline of a standard. What is an expression is asked when its clock starts.

    Attributes:
        calendar: the calendar, or FEEL that gives the name of one.
        amount: the time there is, or FEEL that gives it: a duration, a number of working days,
            or text as it would be written here.
        ends: how a number of days ends.
        warn, at_risk, ladder: as in `Clock`.
    """

    name: str
    calendar: Calendar | feel.Compiled
    amount: Amount | feel.Compiled
    ends: Ends = "close"
    warn: tuple[int, ...] = (50, 80)
    at_risk: int = 80
    ladder: tuple[Rung, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything of it is an expression."""
        return isinstance(self.calendar, feel.Compiled) or isinstance(self.amount, feel.Compiled)

    def clock(
        self,
        calendars: Mapping[str, Calendar],
        variables: Mapping[str, Any],
        now: datetime | None = None,
    ) -> Clock | Problem:
        """The clock of one case.

        Args:
            calendars: all there are, by name.
            variables: what the expressions see.

        Returns:
            The clock, or a problem where an expression gives no calendar or no amount.
        """
        calendar, amount = self.calendar, self.amount
        if isinstance(calendar, feel.Compiled):
            name = calendar.evaluate(variables, now=now).value
            found = calendars.get(name) if isinstance(name, str) else None
            if found is None:
                return self._nothing(calendar, "the name of a calendar", name)
            calendar = found
        if isinstance(amount, feel.Compiled):
            value = amount.evaluate(variables, now=now).value
            given = read_value(value, self.ends)
            if isinstance(given, Problem):
                return self._nothing(amount, "an amount of time", value)
            amount = given
        return Clock(self.name, calendar, amount, self.warn, self.at_risk, self.ladder)

    def _nothing(self, asked: feel.Compiled, wanted: str, found: object) -> Problem:
        template = "Expected {expected} from {text}, found {found}."
        values = {"expected": wanted, "text": asked.text, "found": repr(found)[:100]}
        return Problem("deadline-asks-in-vain", template, self.name, values)


def read_value(value: Any, ends: Ends) -> Amount | Problem:
    """An amount out of a FEEL value: a duration, a whole number of working days, or text."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if 0 < value <= 3660 and value == int(value):
            return WorkingDays(int(value), ends)
        return read_amount(None)
    return read_amount(value if isinstance(value, str) else feel.to_json(value), None, ends)
