"""Laws of the language: printing, logic, arithmetic, the calendar."""

import datetime as py
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guiju.standard import feel
from guiju.standard.feel.numbers import DECIMAL128

from .trees import NAMES, cells, expressions, numbers, truths

KNOWN = {"names": NAMES, "members": NAMES, "types": ["tItem"]}


def value(text, **variables):
    compiled = feel.compile_expression(text, names=variables)
    assert isinstance(compiled, feel.Compiled), str(compiled)
    return compiled.evaluate(variables).value


@given(expressions)
def test_a_printed_expression_is_read_back_as_the_same_tree(tree):
    assert feel.parse(feel.print_tree(tree), **KNOWN) == tree


@given(cells)
def test_a_printed_cell_is_read_back_as_the_same_tree(tree):
    assert feel.parse(feel.print_tree(tree), unary=True, **KNOWN) == tree


@given(truths, truths)
def test_conjunction_and_disjunction_commute_and_are_dual(a, b):
    both = value("a and b", a=a, b=b)
    assert both is value("b and a", a=a, b=b)
    assert value("not(a and b)", a=a, b=b) is value("not(a) or not(b)", a=a, b=b)
    assert both is value("not(not(a) or not(b))", a=a, b=b)


@given(truths, truths, truths)
def test_logic_is_associative_and_distributes(a, b, c):
    names = {"a": a, "b": b, "c": c}
    assert value("a and (b and c)", **names) is value("(a and b) and c", **names)
    assert value("a and (b or c)", **names) is value("a and b or a and c", **names)
    assert value("a and b and c", **names) is value("not(not(a) or not(b) or not(c))", **names)


@given(numbers, numbers, st.sampled_from("+-*/"))
def test_arithmetic_is_that_of_34_digit_decimals(a, b, operator):
    operation = {
        "+": DECIMAL128.add,
        "-": DECIMAL128.subtract,
        "*": DECIMAL128.multiply,
        "/": DECIMAL128.divide,
    }[operator]
    found = value(f"a {operator} b", a=a, b=b)
    if operator == "/" and b == 0:
        assert found is None
    else:
        assert found == operation(Decimal(a), Decimal(b))


@given(numbers, numbers)
def test_exactly_one_of_less_equal_greater_holds(a, b):
    found = [value(f"a {operator} b", a=a, b=b) for operator in ("<", "=", ">")]
    assert sorted(found) == [False, False, True]


@given(numbers)
def test_a_number_written_as_text_is_read_back(a):
    assert value("number(string(a)) = a", a=a) is True


python_dates = st.dates()
python_times = st.datetimes(timezones=st.none() | st.just(py.UTC))


@given(python_dates)
def test_dates_agree_with_pythons(day):
    own = feel.date(day.isoformat())
    assert own is not None and own.to_python() == day
    assert str(own) == day.isoformat()
    assert own.weekday == day.isoweekday()
    assert value("week of year(d)", d=day) == day.isocalendar().week


@given(python_times)
def test_points_in_time_survive_the_way_there_and_back(moment):
    own = feel.to_feel(moment)
    assert isinstance(own, feel.DateTime)
    assert own.to_python() == moment
    assert feel.date_and_time(str(own)) == own


@given(st.integers(-365_000_000_000, 365_000_000_000))
def test_every_day_number_is_one_day(number):
    day = feel.Date.of_number(number)
    assert day is None or day.number == number


@given(python_times, st.timedeltas(py.timedelta(days=-9999), py.timedelta(days=9999)))
def test_a_duration_added_can_be_taken_away_again(moment, length):
    assert value("m + d - d = m", m=moment, d=length) is True
    assert value("(m + d) - m = d", m=moment, d=length) is True


@given(st.integers(-(10**20), 10**20), st.integers(-(10**9), 10**9))
def test_durations_written_as_text_are_read_back(nanoseconds, months):
    for own in (feel.DaysTimeDuration(nanoseconds), feel.YearsMonthsDuration(months)):
        assert feel.duration(str(own)) == own


@given(st.dates(py.date(1000, 1, 1), py.date(3000, 1, 1)), st.integers(-1000, 1000))
def test_months_added_to_a_first_of_month_are_counted_again(day, months):
    first = day.replace(day=1)
    text = "years and months duration(d, d + m) = m"
    assert value(text, d=first, m=feel.YearsMonthsDuration(months)) is True


@given(st.lists(numbers, max_size=8))
def test_sorting_keeps_all_items_in_order(items):
    found = value("sort(l, function(x, y) x < y)", l=items)
    assert found == sorted(items)


@given(st.lists(st.integers(-5, 5), max_size=8))
def test_a_filter_and_its_opposite_part_the_list(items):
    chosen, left = value("l[item > 0]", l=items), value("l[not(item > 0)]", l=items)
    assert len(chosen) + len(left) == len(items)
    assert value("count(l[item > 0]) > 0", l=items) is value("some x in l satisfies x > 0", l=items)
