"""Constants, lists, contexts and ranges."""

from __future__ import annotations

from guiju.standard.feel.ranges import make_range, unary_range
from guiju.standard.feel.run import Refused, Run
from guiju.standard.feel.scope import opened
from guiju.standard.feel.temporal import literal
from guiju.standard.feel.tree import (
    AtLiteral,
    BooleanLiteral,
    ContextLiteral,
    ListLiteral,
    NullLiteral,
    NumberLiteral,
    RangeLiteral,
    StringLiteral,
    UnaryRange,
)
from guiju.standard.feel.values import Value

from .code import Binding, Code, Variables, constant, folded


def compile_constant(node: NumberLiteral | StringLiteral | BooleanLiteral, b: Binding) -> Code:
    """A number, string or boolean."""
    return constant(node.value)


def compile_null(node: NullLiteral, b: Binding) -> Code:
    """``null``."""
    return constant(None)


def compile_at(node: AtLiteral, b: Binding) -> Code:
    """``@"..."``; null with a warning where the text is no point in time and no duration."""
    value, text, at = literal(node.text), node.text, node.at
    if value is not None:
        return constant(value)

    def nothing(v: Variables, r: Run) -> Value:
        r.warn("no-temporal", at, "'{text}' is no date, time or duration", text=text)

    return Code(nothing)


def compile_list(node: ListLiteral, b: Binding) -> Code:
    """``[a, b]``."""
    parts = [b.compile(item) for item in node.items]
    runs = [part.run for part in parts]

    def build(v: Variables, r: Run) -> Value:
        return [run(v, r) for run in runs]

    return _with_state(folded(build, *parts), b)


def _with_state(code: Code, b: Binding) -> Code:
    """Containers are built with fuel counted."""
    if not code.constant:
        b.marks.add("state")
    return code


def compile_context(node: ContextLiteral, b: Binding) -> Code:
    """``{a: 1, b: a}``: entries see those before them; a key twice is null."""
    keys = [key for key, _ in node.entries]
    at = node.at
    runs = []
    inner = b
    parts = []
    for key, value in node.entries:
        parts.append(inner.compile(value))
        runs.append((key, parts[-1].run))
        inner = inner.inside(key)
    double = len(set(keys)) < len(keys)

    def build(v: Variables, r: Run) -> Value:
        if double:
            r.warn("double-key", at, "a context has each key once")
            return None
        scope = opened(v)
        for key, run in runs:
            scope[key] = run(scope, r)
        return dict(scope)

    return folded(build, *parts)


def compile_range(node: RangeLiteral, b: Binding) -> Code:
    """``[a..b]``; null where the ends have no order or the wrong one."""
    low, high = b.compile(node.start), b.compile(node.end)
    first, last, at = low.run, high.run, node.at
    start_included, end_included = node.start_included, node.end_included

    def build(v: Variables, r: Run) -> Value:
        try:
            return make_range(first(v, r), last(v, r), start_included, end_included)
        except Refused as refusal:
            r.warn("no-range", at, refusal.template, **refusal.values)
            return None

    return folded(build, low, high)


def compile_unary_range(node: UnaryRange, b: Binding) -> Code:
    """``(< a)``."""
    end = b.compile(node.endpoint)
    endpoint, symbol = end.run, node.operator

    def build(v: Variables, r: Run) -> Value:
        return unary_range(symbol, endpoint(v, r))

    return folded(build, end)
