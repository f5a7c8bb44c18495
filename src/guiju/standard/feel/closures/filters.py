"""``list[condition]`` and ``list[index]`` (DMN 1.5, 10.3.2.5)."""

from __future__ import annotations

from guiju.standard.feel.run import Run
from guiju.standard.feel.scope import Scope, opened
from guiju.standard.feel.tree import Filter
from guiju.standard.feel.values import NUMERIC, Value, kind_of

from .code import Binding, Closure, Code, Variables, folded

ITEM = "item"


def compile_filter(node: Filter, b: Binding) -> Code:
    """An element by its number, from the end where it is negative; else those that pass.

    The condition sees each element as ``item`` and, where that is a context, its entries.
    """
    source = b.compile(node.source)
    condition = b.inside(ITEM).compile(node.condition)
    if condition.constant and type(condition.value) in NUMERIC:
        return folded(_index(source.run, condition.value, node.at), source)
    return Code(_select(source.run, condition.run, node.at))


def _index(source: Closure, index: Value, at: int) -> Closure:
    def pick(v: Variables, r: Run) -> Value:
        return element(as_list(source(v, r)), index, at, r)

    return pick


def _select(source: Closure, condition: Closure, at: int) -> Closure:
    def select(v: Variables, r: Run) -> Value:
        items = as_list(source(v, r))
        r.burn(len(items) + 1)
        kept: list[Value] = []
        for position, item in enumerate(items):
            passed = condition(_seen(item, v), r)
            if passed is True:
                kept.append(item)
            elif passed is not False and passed is not None:
                if position == 0 and type(passed) in NUMERIC:
                    return element(items, passed, at, r)
                kind = kind_of(passed)
                r.warn(
                    "no-boolean",
                    at,
                    "a filter wants a boolean or a number, not a {kind}",
                    kind=kind,
                )
        return kept

    return select


def _seen(item: Value, v: Variables) -> Scope:
    scope = opened(v)
    scope[ITEM] = item
    if isinstance(item, dict):
        scope.update(item)
    return scope


def as_list(value: Value) -> list[Value]:
    """A value where a list is wanted: itself, a list of it, or none for null."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def element(items: list[Value], index: Value, at: int, r: Run) -> Value:
    """The element with this number, counted from 1, or from -1 at the end; else null."""
    if index == int(index):
        place = int(index)
        if 1 <= place <= len(items):
            return items[place - 1]
        if -len(items) <= place <= -1:
            return items[place]
    r.warn(
        "no-element",
        at,
        "a list of {size} has no element {index}",
        size=len(items),
        index=str(index),
    )
    return None
