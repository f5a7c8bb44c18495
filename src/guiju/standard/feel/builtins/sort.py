"""sort (DMN 1.5, 10.3.4.9)."""

from __future__ import annotations

from functools import cmp_to_key

from guiju.standard.feel.invocation import invoke
from guiju.standard.feel.order import less
from guiju.standard.feel.run import Refused, Run
from guiju.standard.feel.values import Function, Value

from .signature import built_in


@built_in("sort(list: list, precedes: function)", takes_run=True)
def sort(r: Run, items: list[Value], precedes: Function) -> Value:
    """In the order a function of two items gives; equal ones keep theirs."""
    if len(precedes.parameters) != 2:
        raise Refused("the function must have two parameters")

    def compare(a: Value, b: Value) -> int:
        if invoke(precedes, (a, b), None, 0, r) is True:
            return -1
        return 1 if invoke(precedes, (b, a), None, 0, r) is True else 0

    return sorted(items, key=cmp_to_key(compare))


@built_in("sort(list: list)", takes_run=True)
def sort_ascending(r: Run, items: list[Value]) -> Value:
    """From the least to the greatest."""

    def compare(a: Value, b: Value) -> int:
        r.burn()
        before = less(a, b)
        if before is None:
            raise Refused("the items must be of one kind with an order")
        return -1 if before else int(bool(less(b, a)))

    return sorted(items, key=cmp_to_key(compare))
