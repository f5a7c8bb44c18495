"""``in`` and unary tests (DMN 1.5, 10.3.2.8 and table 55)."""

from __future__ import annotations

from collections.abc import Callable

from guiju.standard.feel.equality import equal
from guiju.standard.feel.free_names import names_in
from guiju.standard.feel.ranges import contains
from guiju.standard.feel.run import Run
from guiju.standard.feel.scope import opened
from guiju.standard.feel.tree import BooleanLiteral, Expression, In, OperatorTest, Test, UnaryTests
from guiju.standard.feel.values import Range, Value

from .code import Binding, Code, Variables, folded
from .comparison import compare, same_value, warn_kinds

Tester = Callable[[Value, Variables, Run], bool | None]
"""Whether a value passes a test; None where that cannot be said (a warning says why)."""

INPUT = "?"


def compile_in(node: In, b: Binding) -> Code:
    """``value in (tests)``: true where one test is passed."""
    value = b.compile(node.value)
    subject = value.run
    compiled = [_tester(test, b) for test in node.tests]
    any_of = _any([tester for tester, _ in compiled])
    parts = [code for _, code in compiled]
    strings = frozenset(code.value for code in parts if isinstance(code.value, str))

    def evaluate(v: Variables, r: Run) -> Value:
        return any_of(subject(v, r), v, r)

    def evaluate_strings(v: Variables, r: Run) -> Value:
        a = subject(v, r)
        return a in strings if type(a) is str else any_of(a, v, r)

    only_strings = all(isinstance(code.value, str) for code in parts)
    return folded(evaluate_strings if only_strings else evaluate, value, *parts)


def compile_unary_tests(node: UnaryTests, b: Binding) -> Code:
    """A cell: the input value is the variable ``?``."""
    if not node.tests:
        return Code(lambda v, r: True)
    any_of = _any([_tester(test, b)[0] for test in node.tests])
    negated = node.negated

    def evaluate(v: Variables, r: Run) -> Value:
        try:
            value = r.bring(v[INPUT])
        except KeyError:
            value = None
        passed = any_of(value, v, r)
        if negated:
            return None if passed is None else not passed
        return passed

    return Code(evaluate)


def _any(testers: list[Tester]) -> Tester:
    if len(testers) == 1:
        return testers[0]

    def passes(value: Value, v: Variables, r: Run) -> bool | None:
        result: bool | None = False
        for test in testers:
            passed = test(value, v, r)
            if passed is True:
                return True
            if passed is None:
                result = None
        return result

    return passes


_VARIES = Code(lambda v, r: None)


def _tester(test: Test, b: Binding) -> tuple[Tester, Code]:
    """The test, and the code of what it tests for where that alone decides."""
    if isinstance(test, OperatorTest):
        return _operator(test, b), _VARIES
    if INPUT in names_in(test):
        return _predicate(test, b), _VARIES
    code = b.compile(test)
    run, at = code.run, test.at
    if isinstance(test, BooleanLiteral):
        # A cell that is the word true means the value true, not "always".
        return (lambda value, v, r: same_value(value, test.value, at, r)), code

    def passes(value: Value, v: Variables, r: Run) -> bool | None:
        return matches(value, run(v, r), at, r)

    return passes, code


def _operator(test: OperatorTest, b: Binding) -> Tester:
    symbol, at = test.operator, test.at
    endpoint = b.compile(test.endpoint).run

    def equals(value: Value, v: Variables, r: Run) -> bool | None:
        same = same_value(value, endpoint(v, r), at, r)
        return None if same is None else same is (symbol == "=")

    def is_ordered(value: Value, v: Variables, r: Run) -> bool | None:
        return compare(symbol, value, endpoint(v, r), at, r)

    return equals if symbol in ("=", "!=") else is_ordered


def _predicate(test: Expression, b: Binding) -> Tester:
    """A test that speaks of the input itself: it passes where it is true."""
    run = b.inside(INPUT).compile(test).run

    def passes(value: Value, v: Variables, r: Run) -> bool | None:
        scope = opened(v)
        scope[INPUT] = value
        found = run(scope, r)
        return found if isinstance(found, bool) else None

    return passes


def matches(value: Value, wanted: Value, at: int, r: Run) -> bool | None:
    """Whether a value is what a test says: equal to it, in its list or in its range."""
    if isinstance(wanted, Range):
        inside = contains(wanted, value)
        if inside is None:
            warn_kinds(value, wanted, "in", at, r)
        return inside
    if isinstance(wanted, list):
        return _in_list(value, wanted, r)
    if isinstance(wanted, bool) and not isinstance(value, bool):
        return wanted
    return same_value(value, wanted, at, r)


def _in_list(value: Value, wanted: list[Value], r: Run) -> bool:
    r.burn(len(wanted) >> 4)
    if isinstance(value, list) and equal(value, wanted, r) is True:
        return True
    for item in wanted:
        if isinstance(item, Range) and not isinstance(value, Range):
            if contains(item, value) is True:
                return True
        elif equal(value, item, r) is True:
            return True
    return False
