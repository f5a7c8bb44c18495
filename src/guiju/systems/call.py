"""One call of a system by a step, and how its values are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from guiju.run.jobs import BusinessError, GivenUp
from guiju.run.outside.backoff import Dice

Values = Mapping[str, Any]

NAME: Final = 200
"""Longest name of an order, a person, a key."""

LARGEST: Final = 10**12
"""No quantity or figure is larger."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a system is asked.

    Attributes:
        topic: the job type, `stock.reserve`.
        key: stays the same however often the same thing is asked.
        case: id of the case that asks; empty outside cases.
        now: the moment, UTC.
        values: the variables of the case and the inputs of the step.
        settings: of the system.
        dice: for what is thrown.
    """

    topic: str
    key: str
    case: str
    now: datetime
    values: Values
    settings: Values
    dice: Dice

    def has(self, name: str) -> bool:
        """Whether a value was given and is not null."""
        return self.values.get(name) is not None

    def text(self, name: str, usual: str | None = None, longest: int | None = None) -> str:
        """A text; numbers are taken as they are written.

        A step sees all variables of its case: what is no text is taken for somebody else's
        variable of that name where the input may be left out.

        Raises:
            GivenUp: there is none and nothing is usual: the model leaves an input out; or it has
                more characters than the `longest`.
        """
        found = self.values.get(name)
        if isinstance(found, str) and longest is not None and len(found.strip()) > longest:
            raise self.unfit(name, f"a text of up to {longest} characters")
        if isinstance(found, int | Decimal) and not isinstance(found, bool):
            found = str(found)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if usual is not None:
            return usual
        raise self.unfit(name, "a text")

    def order(self) -> str:
        """The order a call is about: a text, or an object with `order_id`; empty without one."""
        found = self.values.get("order")
        if isinstance(found, Mapping):
            found = found.get("order_id") or found.get("id")
        name = str(found) if isinstance(found, str | int | Decimal) else ""
        if len(name) > NAME:
            raise self.unfit("order", f"a text of up to {NAME} characters")
        return name

    def items(self, name: str) -> Sequence[Values]:
        """A list of objects; empty where there is none.

        Raises:
            GivenUp: it is something else.
        """
        found = self.values.get(name)
        if found is None:
            return ()
        if isinstance(found, list | tuple) and all(isinstance(each, Mapping) for each in found):
            return found
        raise self.unfit(name, "a list of objects")

    def texts(self, name: str) -> Sequence[str]:
        """A list of texts, or one text; empty where there is none.

        Raises:
            GivenUp: it is something else.
        """
        found = self.values.get(name)
        if found is None:
            return ()
        if isinstance(found, str):
            return (found,)
        if isinstance(found, list | tuple) and all(isinstance(each, str) for each in found):
            return found
        raise self.unfit(name, "a list of texts")

    def yes(self, name: str) -> bool:
        """Whether a value is true; false where there is none."""
        return self.values.get(name) is True

    def figure(self, name: str, usual: Any, least: int = 0, most: int = LARGEST) -> Decimal:
        """A number: an input, else a setting, else the usual one.

        Raises:
            BusinessError: `figure-invalid`: it is none or out of its bounds.
        """
        found = self.values.get(name)
        if found is None:
            found = self.settings.get(name, usual)
        return figure(found, name, least, most)

    def unfit(self, name: str, expected: str) -> GivenUp:
        """The model hands over what the job cannot read; trying again does not help."""
        found = _shown(self.values.get(name))
        return GivenUp(f"{self.topic}: expected {expected} as {name}, found {found}")


def refused(code: str, field: str, expected: str, found: Any) -> BusinessError:
    """An error of the business that names the field, what was expected and what was found."""
    problem = {"code": code, "field": field, "expected": expected, "found": _shown(found)}
    return BusinessError(code, {"problem": problem})


def whole(
    found: Any, field: str, code: str = "quantity-invalid", least: int = 1, most: int = LARGEST
) -> int:
    """A whole number of units.

    Raises:
        BusinessError: with that code: it is none or out of its bounds.
    """
    expected = f"a whole number from {least}"
    if isinstance(found, Decimal | float) and found % 1 == 0:
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
        raise refused(code, field, expected, found)
    return found


def figure(
    found: Any, field: str, least: int = 0, most: int = LARGEST, code: str = "figure-invalid"
) -> Decimal:
    """A finite number within bounds.

    Raises:
        BusinessError: with that code: it is none or out of its bounds.
    """
    try:
        number = Decimal(str(found)) if isinstance(found, int | float | Decimal | str) else None
    except InvalidOperation:
        number = None
    usable = number is not None and number.is_finite() and not isinstance(found, bool)
    if number is None or not usable or not least <= number <= most:
        raise refused(code, field, f"a number from {least} to {most}", found)
    return number


def moment(found: Any, field: str, code: str = "figure-invalid") -> datetime:
    """A moment: ISO 8601 with an offset, or a day, which is its first moment in UTC.

    Raises:
        BusinessError: with that code: it is none.
    """
    try:
        read = datetime.fromisoformat(str(found))
    except ValueError:
        raise refused(code, field, "a moment in ISO 8601 with an offset", found) from None
    if read.tzinfo is None:
        if read.hour or read.minute or "T" in str(found):
            raise refused(code, field, "a moment with an offset", found)
        return read.replace(tzinfo=UTC)
    try:
        return read.astimezone(UTC)
    except OverflowError:
        raise refused(code, field, "a moment within the years 1 to 9999", found) from None


def written(when: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC."""
    if when is None:
        return None
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def seconds(span: timedelta) -> int:
    """Whole seconds of a span, never below 0."""
    return max(0, int(span.total_seconds()))


def _shown(found: Any) -> str:
    text = "nothing" if found is None else str(found)
    return text if len(text) <= 200 else text[:197] + "..."
