"""The law of the index: with it and without it, a table says the same."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.standard import dmn
from guiju.standard.feel.temporal import date, date_and_time, duration, time
from tests.dmn.models import definitions, table_body

# A table is read, linked and decided for every example, so half as many do.
SMALL = settings().max_examples // 2

NUMBERS = [-1, 0, 1, 2, 3, Decimal("1.5"), Decimal("2.0")]
LITERALS: dict[str, list[str]] = {
    "number": ["0", "1", "1.5", "2", "3", "-1"],
    "string": ['"a"', '"b"', '"c"', '""'],
    "boolean": ["true", "false"],
    "date": ['date("2026-01-01")', '@"2026-01-02"', '@"2026-03-01"'],
    "time": ['time("10:00:00")', '@"10:00:00Z"', '@"11:00:00+01:00"', '@"12:30:00"'],
    "date and time": ['@"2026-01-01T10:00:00"', '@"2026-01-01T10:00:00Z"'],
    "days and time duration": ['duration("P1D")', '@"PT24H"', '@"P3D"'],
}
VALUES: dict[str, list[Any]] = {
    "number": NUMBERS,
    "string": ["a", "b", "c", "", "aa"],
    "boolean": [True, False],
    "date": [date("2026-01-01"), date("2026-01-02"), date("2026-02-01")],
    "time": [time("10:00:00"), time("10:00:00Z"), time("12:30:00"), time("11:00:00+01:00")],
    "date and time": [date_and_time("2026-01-01T10:00:00Z"), date_and_time("2026-01-01T09:00:00")],
    "days and time duration": [duration("P1D"), duration("P2D"), duration("PT1H")],
}
ANY_VALUE: list[Any] = [
    None,
    *(value for values in VALUES.values() for value in values),
    [1],
    ["a"],
]


def cells(kind: str) -> st.SearchStrategy[str]:
    one = st.sampled_from(LITERALS[kind])
    tests = st.one_of(
        one,
        st.tuples(st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), one).map("".join),
        st.tuples(st.sampled_from("[(]"), one, st.just(".."), one, st.sampled_from("])[")).map(
            "".join
        ),
        st.just("null"),
        st.just("? != null"),
    )
    several = st.lists(tests, min_size=1, max_size=3).map(", ".join)
    return st.one_of(st.just("-"), several, several.map(lambda text: f"not({text})"))


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, str], list[Any], list[dict[str, Any]]]:
    kinds = draw(st.lists(st.sampled_from(sorted(LITERALS)), min_size=1, max_size=3))
    columns = {f"in{number}": kind for number, kind in enumerate(kinds)}
    rows = draw(st.lists(st.tuples(*(cells(kind) for kind in kinds)), max_size=8))
    rules = [(row, [str(number)]) for number, row in enumerate(rows)]
    given_values = draw(
        st.lists(
            st.tuples(
                *(st.sampled_from(VALUES[kind]) | st.sampled_from(ANY_VALUE) for kind in kinds)
            ),
            min_size=1,
            max_size=6,
        )
    )
    return columns, rules, [dict(zip(columns, values, strict=True)) for values in given_values]


@pytest.mark.parametrize("typed", [True, False])
@settings(max_examples=SMALL)
@given(case=tables())
def test_with_index_as_without(typed: bool, case: Any) -> None:
    columns, rules, inputs = case
    kinds = columns if typed else dict.fromkeys(columns, "Any")
    text = definitions(table_body(kinds, rules, policy="RULE ORDER"))
    quick, slow = dmn.load(text).model, dmn.load(text, index=False).model
    assert quick is not None
    assert slow is not None
    for one in inputs:
        expected = dmn.decide(slow, "D", one)
        found = dmn.decide(quick, "D", one)
        assert (found.value, found.matched) == (expected.value, expected.matched), one


def test_a_large_table_is_answered_rule_by_rule() -> None:
    rules = [([f'"c{n % 10}"', f"[{n // 10}..{n // 10 + 1})"], [str(n)]) for n in range(1000)]
    text = definitions(table_body({"category": "string", "amount": "number"}, rules))
    model = dmn.load(text).model
    assert model is not None
    for n in (0, 1, 9, 10, 555, 999):
        inputs = {"category": f"c{n % 10}", "amount": Decimal(n // 10) + Decimal("0.5")}
        assert dmn.decide(model, "D", inputs).value == n
