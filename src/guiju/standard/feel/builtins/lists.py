"""List functions that build lists or look into them (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from guiju.standard.feel.equality import equal
from guiju.standard.feel.invocation import invoke
from guiju.standard.feel.limits import LimitExceeded
from guiju.standard.feel.numbers import Number
from guiju.standard.feel.run import Refused, Run
from guiju.standard.feel.values import Function, Value

from .distinct import Seen
from .signature import built_in


@built_in("list contains(list: list, element: any)", takes_run=True)
def list_contains(r: Run, items: list[Value], element: Value) -> Value:
    """Whether one item equals the element."""
    r.burn(len(items) >> 3)
    return any(equal(item, element, r) is True for item in items)


@built_in("count(list: list)")
def count(items: list[Value]) -> Value:
    """How many items it has."""
    return len(items)


@built_in("sublist(list: list, start position: number, length?: number)")
def sublist(items: list[Value], start: Number, length: Number | None) -> Value:
    """From a position, so many items or all."""
    begin = _place(items, start)
    if length is None:
        return items[begin:]
    if int(length) < 0 or begin + int(length) > len(items):
        raise Refused("the list has no {length} items from there", length=str(length))
    return items[begin : begin + int(length)]


def _place(items: list[Value], position: Number) -> int:
    """The index of a position counted from 1, or from -1 at the end."""
    place = int(position)
    if place == 0 or abs(place) > len(items):
        raise Refused("the list has no position {position}", position=str(position))
    return place - 1 if place > 0 else len(items) + place


@built_in("append(list: list, items...: any)")
def append(items: list[Value], *more: Value) -> Value:
    """With more items at the end."""
    return [*items, *more]


@built_in("concatenate(lists...: list)")
def concatenate(*lists: list[Value]) -> Value:
    """One list behind the other."""
    return [item for items in lists for item in items]


@built_in("insert before(list: list, position: number, newItem: any)")
def insert_before(items: list[Value], position: Number, new_item: Value) -> Value:
    """With a new item before a position."""
    place = _place(items, position)
    return [*items[:place], new_item, *items[place:]]


@built_in("remove(list: list, position: number)")
def remove(items: list[Value], position: Number) -> Value:
    """Without the item at a position."""
    place = _place(items, position)
    return [*items[:place], *items[place + 1 :]]


@built_in("list replace(list: list, position: number, newItem: any)")
def list_replace(items: list[Value], position: Number, new_item: Value) -> Value:
    """With a new item at a position."""
    place = _place(items, position)
    return [*items[:place], new_item, *items[place + 1 :]]


@built_in("list replace(list: list, match: function, newItem: any)", takes_run=True)
def list_replace_matching(r: Run, items: list[Value], match: Function, new_item: Value) -> Value:
    """With a new item wherever ``match(item, newItem)`` is true."""
    if len(match.parameters) != 2:
        raise Refused("the function must have two parameters")
    replaced = []
    for item in items:
        found = invoke(match, (item, new_item), None, 0, r)
        if not isinstance(found, bool):
            raise Refused("the function must give a boolean")
        replaced.append(new_item if found else item)
    return replaced


@built_in("reverse(list: list)")
def reverse(items: list[Value]) -> Value:
    """From the last to the first."""
    return items[::-1]


@built_in("index of(list: list, match: any)", takes_run=True)
def index_of(r: Run, items: list[Value], match: Value) -> Value:
    """The positions of the items that equal the match."""
    r.burn(len(items) >> 3)
    return [place for place, item in enumerate(items, 1) if equal(item, match, r) is True]


@built_in("distinct values(list: list)", takes_run=True)
def distinct_values(r: Run, items: list[Value]) -> Value:
    """Without items that equal an earlier one."""
    seen = Seen(r)
    return [item for item in items if seen.is_new(item)]


@built_in("union(lists...: list)", takes_run=True)
def union(r: Run, *lists: list[Value]) -> Value:
    """Several lists as one, without doubles."""
    return distinct_values(r, concatenate(*lists))


@built_in("flatten(list: list)", takes_run=True)
def flatten(r: Run, items: list[Value]) -> Value:
    """The items of all lists inside, however deep."""
    flat: list[Value] = []
    waiting = [iter(items)]
    while waiting:
        item = next(waiting[-1], waiting)
        r.burn()
        if item is waiting:
            waiting.pop()
        elif isinstance(item, list):
            waiting.append(iter(item))
        else:
            flat.append(item)
            if len(flat) > r.limits.list_size:
                raise LimitExceeded("list_size")
    return flat
