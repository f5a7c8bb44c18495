"""min and max (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from guiju.standard.feel.order import less
from guiju.standard.feel.run import Refused
from guiju.standard.feel.values import Value

from .signature import built_in


def _extreme(items: list[Value], least: bool) -> Value:
    if not items:
        return None
    best = items[0]
    if less(best, best) is None:
        raise Refused("the items must have an order")
    for item in items[1:]:
        better = less(item, best) if least else less(best, item)
        if better is None:
            raise Refused("the items must be of one kind with an order")
        if better:
            best = item
    return best


@built_in("min(list: list)")
def least(items: list[Value]) -> Value:
    """The least item; null of an empty list."""
    return _extreme(items, True)


@built_in("min(values...: any)")
def least_of_these(*items: Value) -> Value:
    """The least argument."""
    return _extreme(list(items), True)


@built_in("max(list: list)")
def greatest(items: list[Value]) -> Value:
    """The greatest item; null of an empty list."""
    return _extreme(items, False)


@built_in("max(values...: any)")
def greatest_of_these(*items: Value) -> Value:
    """The greatest argument."""
    return _extreme(list(items), False)
