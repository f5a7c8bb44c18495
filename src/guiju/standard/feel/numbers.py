"""FEEL's numbers: 34 digits, half-even (DMN 1.5, 10.3.2.3.1; IEEE 754-2008 decimal128).

A number is an int (whole, at most 34 digits where FEEL made it) or a finite Decimal; a result
that is not finite is no number, which callers turn into null.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from math import isfinite
from typing import TypeAlias

Number: TypeAlias = int | Decimal

DIGITS = 34
BOUND = 10**DIGITS
"""Whole numbers of this size and more are rounded, so they are held as Decimal."""

DECIMAL128 = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])
"""All arithmetic goes through this context; it traps nothing, so nothing is raised."""

WIDE = Context(prec=2 * DIGITS, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
"""For steps in between that must not round, such as whole quotients."""


def settled(value: Decimal) -> Number | None:
    """A result as a FEEL number, or None where it is not finite."""
    return value if value.is_finite() else None


def whole(value: int) -> Number:
    """An int as a FEEL number: rounded to 34 digits where it has more."""
    if -BOUND < value < BOUND:
        return value
    return DECIMAL128.create_decimal(value)


def from_float(value: float) -> Number | None:
    """The number a float prints as, or None for NaN and the infinities."""
    return Decimal(repr(value)) if isfinite(value) else None


def rounded_to(value: Number, scale: int, rounding: str) -> Decimal:
    """``value`` with at most ``scale`` digits after the point."""
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= scale:
        return number
    return number.quantize(Decimal((0, (1,), -scale)), rounding=rounding, context=WIDE)


def text_of(value: Number) -> str:
    """The shortest plain notation: no exponent up to 34 digits, no zeros at the end."""
    if type(value) is int and -BOUND < value < BOUND:
        return str(value)
    number = DECIMAL128.create_decimal(value)
    if not number:
        return "0"
    exponent = number.adjusted()
    if -DIGITS <= exponent <= DIGITS:
        text = format(number, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(number.normalize(DECIMAL128))
