"""Totals and statistics of lists of numbers (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from guiju.standard.feel.arithmetic import add, divide, multiply, subtract
from guiju.standard.feel.numbers import DECIMAL128, Number
from guiju.standard.feel.run import Refused
from guiju.standard.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from guiju.standard.feel.values import NUMERIC, Value

from .signature import built_in

_DURATIONS = (YearsMonthsDuration, DaysTimeDuration)


def _statistic(name: str, compute: Callable[[list[Value]], Value]) -> None:
    """Declare both ways to call it: with a list, and with the items as arguments."""
    built_in(f"{name}(list: list)")(compute)
    built_in(f"{name}(values...: any)")(lambda *items: compute(list(items)))


def _numbers(items: list[Value]) -> list[Number]:
    if not all(type(item) in NUMERIC for item in items):
        raise Refused("the items must be numbers")
    return items


def _total(items: list[Value]) -> Value:
    if not items:
        return None
    if not isinstance(items[0], _DURATIONS):
        _numbers(items)
    total = items[0]
    for item in items[1:]:
        total = _sure(add(total, item))
    return total


def _sure(value: Value) -> Value:
    """A value in between, which later steps need."""
    if value is None:
        raise Refused("the items have no such value within the range of numbers")
    return value


def _product(items: list[Value]) -> Value:
    product: Value = None
    for item in _numbers(items):
        product = item if product is None else _sure(multiply(product, item))
    return product


def _mean(items: list[Value]) -> Value:
    return _sure(divide(_total(items), len(items))) if items else None


def _median(items: list[Value]) -> Value:
    ordered = sorted(_numbers(items))
    middle = len(ordered) // 2
    if not ordered:
        return None
    if len(ordered) % 2:
        return ordered[middle]
    return divide(_sure(add(ordered[middle - 1], ordered[middle])), 2)


def _stddev(items: list[Value]) -> Value:
    numbers = _numbers(items)
    if len(numbers) < 2:
        raise Refused("a standard deviation needs two numbers")
    mean = _mean(items)
    squares: Value = 0
    for number in numbers:
        distance = subtract(number, mean)
        squares = _sure(add(squares, multiply(distance, distance)))
    return DECIMAL128.sqrt(Decimal(divide(squares, len(numbers) - 1)))


def _mode(items: list[Value]) -> Value:
    counts = Counter(_numbers(items))
    most = max(counts.values(), default=0)
    return sorted(number for number, count in counts.items() if count == most)


_statistic("sum", _total)
_statistic("product", _product)
_statistic("mean", _mean)
_statistic("median", _median)
_statistic("stddev", _stddev)
_statistic("mode", _mode)
