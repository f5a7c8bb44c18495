"""``for``, ``some`` and ``every`` (DMN 1.5, 10.3.2.14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from guiju.standard.feel.free_names import names_in
from guiju.standard.feel.limits import LimitExceeded
from guiju.standard.feel.order import less
from guiju.standard.feel.ranges import steps
from guiju.standard.feel.run import Run
from guiju.standard.feel.scope import Scope, opened
from guiju.standard.feel.temporal import Date
from guiju.standard.feel.tree import Call, Expression, Filter, For, Iteration, Name, Quantified
from guiju.standard.feel.values import NUMERIC, Range, Value, kind_of

from .code import Binding, Code, Variables

Domain = Callable[[Variables, Run], Iterable[Value] | None]
PARTIAL = "partial"
_TOTALS = tuple(Name(name) for name in ("count", "sum", "min", "max", "mean", "product"))


def compile_for(node: For, b: Binding) -> Code:
    """The body for each combination of the iterations, later ones turning faster."""
    domains, inner = _domains(node.iterations, b)
    body = inner.inside(PARTIAL).compile(node.body).run
    partial = _use_of_partial(node.body)
    at = node.at

    def evaluate(v: Variables, r: Run) -> Value:
        results: list[Value] = []

        def visit(scope: Scope) -> bool:
            if partial == "live":
                scope[PARTIAL] = results
            elif partial == "copied":
                r.burn(len(results))
                scope[PARTIAL] = list(results)
            results.append(body(scope, r))
            if len(results) > r.limits.list_size:
                raise LimitExceeded("list_size")
            return True

        return results if _walk(domains, 0, opened(v), r, visit, at) else None

    return Code(evaluate)


def _use_of_partial(body: Expression) -> str:
    """How the body uses ``partial``: not at all, only looking into it, or as a value to keep."""
    if PARTIAL not in names_in(body):
        return ""
    return "live" if _only_looks(body) else "copied"


def _only_looks(node: Any) -> bool:
    """Whether every ``partial`` is the source of an index or the argument of a total."""
    if isinstance(node, Name):
        return node.name != PARTIAL
    if isinstance(node, Filter) and isinstance(node.source, Name):
        return _only_looks(node.condition)
    if isinstance(node, Call) and node.function in _TOTALS:
        return all(isinstance(a, Name) or _only_looks(a) for a in node.positional)
    if isinstance(node, tuple):
        return all(_only_looks(part) for part in node)
    slots = getattr(type(node), "__dataclass_fields__", {})
    return all(_only_looks(getattr(node, name)) for name in slots)


def compile_quantified(node: Quantified, b: Binding) -> Code:
    """``some``: true where one passes; ``every``: false where one fails; null in between."""
    domains, inner = _domains(node.iterations, b)
    condition = inner.compile(node.condition).run
    deciding, at = node.quantifier == "some", node.at

    def evaluate(v: Variables, r: Run) -> Value:
        found: list[Value] = [not deciding]

        def visit(scope: Scope) -> bool:
            passed = condition(scope, r)
            if passed is deciding:
                found[0] = deciding
                return False
            if passed is not (not deciding):
                found[0] = None
            return True

        complete = _walk(domains, 0, opened(v), r, visit, at)
        return None if complete is None else found[0]

    return Code(evaluate)


def _domains(
    iterations: tuple[Iteration, ...], b: Binding
) -> tuple[list[tuple[str, Domain]], Binding]:
    domains: list[tuple[str, Domain]] = []
    for iteration in iterations:
        domains.append((iteration.name, _domain(iteration, b)))
        b = b.inside(iteration.name)
    return domains, b


def _walk(
    domains: list[tuple[str, Domain]],
    depth: int,
    v: Variables,
    r: Run,
    visit: Callable[[Scope], bool],
    at: int,
) -> bool | None:
    """Visit every combination; False where a visit ended it, None where a domain is no list."""
    name, domain = domains[depth]
    items = domain(v, r)
    if items is None:
        return None
    last = depth == len(domains) - 1
    for item in items:
        r.fuel -= 1
        if r.fuel < 0:
            raise LimitExceeded("fuel")
        scope = opened(v)
        scope[name] = item
        going = visit(scope) if last else _walk(domains, depth + 1, scope, r, visit, at)
        if not going:
            return going
    return True


def _domain(iteration: Iteration, b: Binding) -> Domain:
    first, at = b.compile(iteration.domain).run, iteration.at
    if iteration.end is None:
        return lambda v, r: _items(first(v, r), at, r)
    last = b.compile(iteration.end).run
    return lambda v, r: _between(first(v, r), last(v, r), at, r)


def _items(value: Value, at: int, r: Run) -> Iterable[Value] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, Range):
        numbers = steps(value) if value.operator is None else None
        if numbers is not None:
            return _made(numbers, isinstance(value.start, Date))
    elif value is not None:
        return [value]
    r.warn("no-list", at, "a {kind} cannot be gone through", kind=kind_of(value))
    return None


def _between(start: Value, end: Value, at: int, r: Run) -> Iterable[Value] | None:
    """``start..end``, downwards where the end is before the start."""
    down = less(end, start)
    walk = steps(Range(end, start, True, True) if down else Range(start, end, True, True))
    if down is None or walk is None:
        r.warn(
            "no-list",
            at,
            "from a {start} to a {end} there are no steps",
            start=kind_of(start),
            end=kind_of(end),
        )
        return None
    return _made(walk[::-1] if down else walk, type(start) not in NUMERIC)


def _made(numbers: range, dates: bool) -> Iterable[Value]:
    if not dates:
        return numbers
    return (day for number in numbers if (day := Date.of_number(number)) is not None)
