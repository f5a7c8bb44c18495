"""Numeric functions (DMN 1.5, 10.3.4.5)."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from guiju.standard.feel.numbers import DECIMAL128, WIDE, Number, rounded_to, settled
from guiju.standard.feel.run import Refused
from guiju.standard.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from guiju.standard.feel.values import Value

from .signature import built_in


def _finite(value: Decimal) -> Value:
    number = settled(value)
    if number is None:
        raise Refused("the result is no number")
    return number


def _rounded(n: Number, scale: Number | None, rounding: str) -> Value:
    places: Number = 0 if scale is None else scale
    if not -6112 < places < 6177:
        raise Refused("the scale must lie between -6111 and 6176")
    return _finite(DECIMAL128.plus(rounded_to(n, int(places), rounding)))


@built_in("decimal(n: number, scale: number)")
def decimal(n: Number, scale: Number) -> Value:
    """Rounded half to even."""
    return _rounded(n, scale, ROUND_HALF_EVEN)


@built_in("floor(n: number, scale?: number)")
def floor(n: Number, scale: Number | None) -> Value:
    """The greatest number with so many places that is not greater."""
    return _rounded(n, scale, ROUND_FLOOR)


@built_in("ceiling(n: number, scale?: number)")
def ceiling(n: Number, scale: Number | None) -> Value:
    """The least number with so many places that is not less."""
    return _rounded(n, scale, ROUND_CEILING)


@built_in("round up(n: number, scale: number)")
def round_up(n: Number, scale: Number) -> Value:
    """Rounded away from zero."""
    return _rounded(n, scale, ROUND_UP)


@built_in("round down(n: number, scale: number)")
def round_down(n: Number, scale: Number) -> Value:
    """Rounded towards zero."""
    return _rounded(n, scale, ROUND_DOWN)


@built_in("round half up(n: number, scale: number)")
def round_half_up(n: Number, scale: Number) -> Value:
    """Rounded to the nearest, a half away from zero."""
    return _rounded(n, scale, ROUND_HALF_UP)


@built_in("round half down(n: number, scale: number)")
def round_half_down(n: Number, scale: Number) -> Value:
    """Rounded to the nearest, a half towards zero."""
    return _rounded(n, scale, ROUND_HALF_DOWN)


@built_in("abs(n: number|years and months duration|days and time duration)")
def absolute(n: Value) -> Value:
    """Without its sign; durations too."""
    if isinstance(n, YearsMonthsDuration):
        return YearsMonthsDuration(abs(n.total_months))
    if isinstance(n, DaysTimeDuration):
        return DaysTimeDuration(abs(n.nanoseconds))
    return abs(n) if isinstance(n, int) else DECIMAL128.abs(n)


@built_in("modulo(dividend: number, divisor: number)")
def modulo(dividend: Number, divisor: Number) -> Value:
    """What is left of a division rounded down; it has the divisor's sign."""
    if not divisor:
        raise Refused("a division by zero has no rest")
    if isinstance(dividend, int) and isinstance(divisor, int):
        return dividend % divisor
    rest = WIDE.remainder(Decimal(dividend), Decimal(divisor))
    if not rest.is_finite():
        raise Refused("the quotient has too many digits")
    if rest and (rest < 0) != (divisor < 0):
        rest = WIDE.add(rest, divisor)
    return DECIMAL128.plus(rest)


@built_in("sqrt(number: number)")
def square_root(number: Number) -> Value:
    """The square root of a number that is not negative."""
    if number < 0:
        raise Refused("a negative number has no square root")
    return DECIMAL128.sqrt(Decimal(number))


@built_in("log(number: number)")
def logarithm(number: Number) -> Value:
    """The natural logarithm of a positive number."""
    if number <= 0:
        raise Refused("only a positive number has a logarithm")
    return DECIMAL128.ln(Decimal(number))


@built_in("exp(number: number)")
def exponential(number: Number) -> Value:
    """Euler's number to the power."""
    return _finite(DECIMAL128.exp(Decimal(number)))


@built_in("odd(number: number)")
def is_odd(number: Number) -> Value:
    """Whether a whole number is odd."""
    return abs(_rest_of_two(number)) == 1


@built_in("even(number: number)")
def is_even(number: Number) -> Value:
    """Whether a whole number is even."""
    return _rest_of_two(number) == 0


def _rest_of_two(number: Number) -> Decimal:
    rest = WIDE.remainder(Decimal(number), Decimal(2))
    return rest if rest.is_finite() else Decimal(0)  # so large a number is a multiple of ten
