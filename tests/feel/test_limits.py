"""Bombs: whatever is asked, the answer comes, and it says which limit was hit."""

import time

import pytest

from guiju.standard import feel
from guiju.standard.feel.limits import TEXT_MAX

LIMITED = {
    "for i in 1..1000000000 return i": "list_size",
    "some i in 1..1000000000 satisfies i < 0": "fuel",
    "for i in 1..100000, j in 1..100000 return 1": "list_size",
    "for i in 1..1e6144 return i": "list_size",
    'for i in 1..99 return if i = 1 then "x" else partial[-1] + partial[-1]': "string_size",
    'for i in 1..99 return if i = 1 then "x" else string join([partial[-1], partial[-1]])': (
        "string_size"
    ),
    "for i in 1..99 return [partial[-1], partial[-1]]": "list_size",
    "string(for i in 1..60 return [partial[-1], partial[-1]])": "list_size",
    "flatten(for i in 1..60 return [partial[-1], partial[-1]])": "fuel",
    "for i in 1..100000 return partial": "fuel",
    "(for i in 1..150 return [partial[-1]])[-1]": "depth",
    "{f: function(n) f(n + 1), x: f(1)}.x": "depth",
    "{f: function(n) [f(n + 1), f(n + 1)], x: f(1)}.x": "depth",
    "{f: function(n) if n > 60 then 1 else f(n + 1) + f(n + 1), x: f(1)}.x": "fuel",
    "for i in 1..100000 return context put(if i = 1 then {} else partial[-1], string(i), i)": "fuel",
    "distinct values(for i in 1..100000 return {a: i})": "fuel",
    'for i in 1..1000 return matches("' + "a" * 40 + '!", "^(a|a)*$")': "regex_seconds",
}
NULL = (
    "exp(1000000)",
    "9999999999 ** 9999999999",
    "10 ** 6144 * 10",
    'number("1e999999999")',
    '@"999999999-12-31" + @"P1D"',
    '@"999999999-12-31" + @"P1M"',
    'duration("P999999999999999Y") * 1e6000',
    'matches("a", "((((a{1000}){1000}){1000}){1000}){1000}")',
    'time("10:00:00@../../etc/passwd")',
)
TOO_LARGE = (
    "(" * 10_000 + "1" + ")" * 10_000,
    "[" * 10_000,
    "-" * 50_000 + "1",
    "{a:" * 10_000,
    "f(" * 10_000,
    "a" + ".a" * 20_000,
    "if a then " * 5_000,
    "a in (" * 5_000,
    "not(" * 5_000,
    "function(a) " * 5_000,
    "x instance of " + "list<" * 5_000,
    "1" + " " * TEXT_MAX,
)


@pytest.fixture(autouse=True)
def _quick():
    began = time.perf_counter()
    yield
    assert time.perf_counter() - began < 10  # a busy machine; the bound alone is 2


@pytest.mark.parametrize("text", LIMITED)
def test_a_limit_that_is_hit_is_named_and_is_not_null_alone(text):
    found = feel.compile_expression(text).evaluate({})
    assert found.limit == LIMITED[text]
    assert found.value is None


@pytest.mark.parametrize("text", NULL)
def test_what_cannot_be_held_is_null_with_a_warning(text):
    found = feel.compile_expression(text).evaluate({})
    assert (found.value, found.limit) == (None, None)
    assert found.warnings


@pytest.mark.parametrize("text", TOO_LARGE, ids=lambda text: text[:12])
def test_a_text_too_long_or_too_deep_is_a_problem(text):
    problem = feel.compile_expression(text)
    assert problem.code == "feel-too-large"
    with pytest.raises(feel.SyntaxProblem):
        feel.parse(text)


@pytest.mark.parametrize("text", ["1" + "+1" * 20_000, "a" + " or a" * 15_000])
def test_long_rows_of_operators_are_no_depth(text):
    found = feel.compile_expression(text).evaluate({"a": False})
    assert found.value in (20_001, False)


def test_a_number_out_of_range_is_a_problem_of_the_text():
    assert feel.compile_expression("1e999999").code == "feel-syntax"


def test_variables_nested_too_deep_hit_the_depth():
    deep = []
    for _ in range(5_000):
        deep = [deep]
    assert feel.compile_expression("count(x)").evaluate({"x": deep}).limit == "depth"


def test_limits_can_be_made_smaller():
    compiled = feel.compile_expression("for i in 1..100 return i")
    assert compiled.evaluate({}, limits=feel.Limits(fuel=50)).limit == "fuel"
    assert compiled.evaluate({}, limits=feel.Limits(list_size=50)).limit == "list_size"
    assert compiled.evaluate({}).limit is None


def test_a_bare_call_gives_none_where_a_limit_is_hit():
    assert feel.compile_expression("count(for i in 1..1e9 return i) > 0").call({}) is None
