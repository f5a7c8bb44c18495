"""Names with blanks and operators, declared or not: the longest declared one wins."""

import pytest

from guiju.standard import feel
from guiju.standard.feel import tree as t


def name(text, *names, **kind):
    return feel.parse(text, names=names, **kind)


def test_the_longest_declared_name_wins():
    assert name("order line", "order", "order line") == t.Name("order line")
    assert name("a-b", "a", "b", "a-b") == t.Name("a-b")
    assert name("a-b-c", "a-b", "c") == name("x - c", "x").__class__(
        t.Name("a-b"), (("-", t.Name("c")),)
    )


def test_blanks_around_an_operator_make_it_one():
    difference = t.Arithmetic(t.Name("a"), (("-", t.Name("b")),))
    assert name("a - b", "a", "b", "a-b") == difference
    assert name("a-b", "a", "b") == difference


def test_a_name_nobody_declared_is_words_up_to_a_keyword_or_symbol():
    assert name("first name") == t.Name("first name")
    assert name("first name and b") == t.Conjunction((t.Name("first name"), t.Name("b")))
    assert name("case 1 > 2").left == t.Name("case 1")
    assert name("a/b") == t.Arithmetic(t.Name("a"), (("/", t.Name("b")),))


def test_a_declared_name_may_hold_keywords():
    assert name("days in weekend", "days in weekend") == t.Name("days in weekend")
    assert name("for i in days in weekend return i", "days in weekend").iterations[0].domain == (
        t.Name("days in weekend")
    )
    assert name("if condition", "if condition") == t.Name("if condition")


def test_a_name_goes_on_where_another_word_could_not_follow():
    assert name("order total", "order") == t.Name("order total")


def test_runs_of_blanks_and_comments_are_one_blank():
    assert name("first \n /* x */ name", "first  name") == t.Name("first  name")


def test_built_in_functions_are_names_in_scope():
    assert name('date and time("x")').function == t.Name("date and time")
    assert name("years and months duration(a, b)").function == t.Name("years and months duration")
    assert name("string length (a)").function == t.Name("string length")


def test_names_bound_inside_are_known_inside():
    loop = name("for my item in list return my item-1")
    assert loop.body == t.Arithmetic(t.Name("my item"), (("-", t.NumberLiteral(1)),))
    assert name("{a+b: 1, c: a+b}").entries[1][1] == t.Name("a+b")
    assert name("function(x-y) x-y").body == t.Name("x-y")


def test_members_are_known_behind_a_dot_and_in_filters():
    assert name("a.net-price", members=["net-price"]) == t.Path(t.Name("a"), "net-price")
    assert name("l[net-price > 1]", members=["net-price"]).condition.left == t.Name("net-price")
    assert name("net-price", members=["net-price"]) == t.Arithmetic(
        t.Name("net"), (("-", t.Name("price")),)
    )


@pytest.mark.parametrize("text", ["规矩", "Ünïcode", "_x", "🐎", "Student's name", "a.b"])
def test_letters_of_all_scripts_and_declared_symbols_are_names(text):
    assert name(text, text) == t.Name(text)


def test_a_variable_may_be_called_as_a_built_in_function():
    compiled = feel.compile_expression('date > @"2026-01-01" and count(l) = count', names=["date"])
    assert compiled.call({"date": feel.date("2026-02-01"), "l": [1], "count": 1}) is True


def test_entries_of_a_filtered_context_hide_names_outside():
    compiled = feel.compile_expression("l[a = x].b")
    assert compiled.call({"l": [{"a": 1, "b": 2}, {"a": 2, "b": 3}], "a": 9, "x": 2}) == [3]
    nested = feel.compile_expression("[{item: 1}, {item: 2}][item >= 2]")
    assert nested.call({}) == [{"item": 2}]
