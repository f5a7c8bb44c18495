"""Table analysis: every complaint has its witness, and brute force agrees."""

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.standard import dmn
from guiju.standard.lint.tables import check_tables
from tests.dmn.models import definitions, table_body

# A table is read, linked and decided for every example, so half as many do.
SMALL = settings().max_examples // 2

TWO = {"amount": "number", "vip": "boolean"}


def loaded(columns: dict[str, str], rules: Any, **options: Any) -> dmn.Model:
    model = dmn.load(definitions(table_body(columns, rules, **options))).model
    assert model is not None
    return model


def complaints(columns: dict[str, str], rules: Any, **options: Any) -> list[tuple[str, str]]:
    return [
        (problem.code, str(problem)) for problem in check_tables(loaded(columns, rules, **options))
    ]


def test_a_complete_table_without_overlap_is_clean() -> None:
    rules = [(["< 10", "-"], ["1"]), ([">= 10", "true"], ["2"]), ([">= 10", "false"], ["3"])]
    assert complaints(TWO, rules) == []


def test_a_gap_is_shown_by_an_input() -> None:
    rules = [(["< 10", "-"], ["1"]), (["> 10", "true"], ["2"])]
    found = complaints(TWO, rules)
    assert [code for code, _ in found] == ["table-gap", "table-gap"]
    assert "No rule matches amount = 11, vip = false." in found[1][1] + found[0][1]
    assert "No rule matches amount = 10" in found[1][1] + found[0][1]


def test_a_default_output_closes_all_gaps() -> None:
    assert complaints(TWO, [(["< 10", "-"], ["1"])], defaults=["0"]) == []


def test_allowed_values_bound_the_gaps() -> None:
    rules = [(['"a"', "-"], ["1"]), (['"b"', "-"], ["2"])]
    columns = {"kind": "string", "vip": "boolean"}
    assert complaints(columns, rules, input_values={"kind": '"a", "b"'}) == []
    assert [code for code, _ in complaints(columns, rules)] == ["table-gap"]


def test_two_rules_of_a_unique_table_that_meet_are_an_error() -> None:
    rules = [(["<= 10", "-"], ["1"]), ([">= 10", "-"], ["2"])]
    ((code, text),) = complaints(TWO, rules)
    assert code == "table-not-unique"
    assert "Rules 1 and 2 both match amount = 10" in text


def test_any_may_meet_where_the_outputs_agree() -> None:
    same = [(["<= 10", "-"], ["1"]), ([">= 10", "-"], ["1"])]
    other = [(["<= 10", "-"], ["1"]), ([">= 10", "-"], ["2"])]
    assert complaints(TWO, same, policy="ANY") == []
    assert [code for code, _ in complaints(TWO, other, policy="ANY")] == ["table-not-any"]


def test_a_rule_behind_others_of_a_first_table_is_never_reached() -> None:
    rules = [
        (["< 10", "-"], ["1"]),
        (["-", "true"], ["2"]),
        (["< 5", "-"], ["3"]),
        (["-", "-"], ["4"]),
    ]
    ((code, text),) = complaints(TWO, rules, policy="FIRST")
    assert code == "table-unreached"
    assert "Rule 3 never decides" in text


def test_a_rule_of_lower_priority_everywhere_is_never_reached() -> None:
    rules = [(["-", "-"], ['"high"']), (["< 5", "-"], ['"low"'])]
    ((code, text),) = complaints(TWO, rules, policy="PRIORITY", output_values=['"high", "low"'])
    assert (code, "Rule 2" in text) == ("table-unreached", True)


def test_two_outputs_of_one_rank_leave_the_choice_open() -> None:
    rules = [(["-", "-"], ['"x"']), (["< 5", "-"], ['"y"'])]
    codes = [
        code
        for code, _ in complaints(TWO, rules, policy="PRIORITY", output_values=['"high", "low"'])
    ]
    assert "table-same-priority" in codes


def test_values_that_are_not_allowed_are_named() -> None:
    rules = [(['"a"'], ['"yes"']), (['"c", "b"'], ['"maybe"'])]
    found = complaints(
        {"kind": "string"},
        rules,
        input_values={"kind": '"a", "b"'},
        output_values=['"yes", "no"'],
    )
    assert [code for code, _ in found] == ["table-outside-values", "table-outside-values"]
    assert 'tests kind for "c"' in found[0][1]
    assert 'gives "maybe"' in found[1][1]


def test_a_rule_that_holds_no_allowed_value_matches_nothing() -> None:
    found = complaints(
        {"amount": "number"},
        [(["[0..10]"], ["1"]), (["> 10"], ["2"])],
        input_values={"amount": "[0..10]"},
    )
    assert [code for code, _ in found] == ["table-unreached"]


def test_a_cell_that_depends_on_another_input_makes_it_incomplete() -> None:
    rules = [(["? > other", "-"], ["1"]), (["? <= other", "-"], ["2"])]
    found = complaints({"amount": "number", "other": "number"}, rules)
    assert [code for code, _ in found] == ["table-incomplete"]


def test_too_much_work_is_cut_and_said() -> None:
    rules = [([f"[{n}..{n + 2}]", f"[{n}..{n + 2}]"], [str(n)]) for n in range(60)]
    model = loaded({"a": "number", "b": "number"}, rules)
    codes = {problem.code for problem in check_tables(model, steps=20)}
    assert "table-incomplete" in codes


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        ("date", '@"2026-01-01"', '@"2026-01-03"'),
        ("time", '@"10:00:00"', '@"12:00:00"'),
        ("date and time", '@"2026-01-01T10:00:00Z"', '@"2026-01-01T12:00:00Z"'),
        ("days and time duration", '@"P1D"', '@"P3D"'),
        ("years and months duration", '@"P1M"', '@"P3M"'),
        ("string", '"a"', '"c"'),
        ("number", "1", "3"),
    ],
)
def test_gaps_are_found_in_every_kind_and_adjacent_days_leave_none(
    kind: str, low: str, high: str
) -> None:
    columns = {"when": kind}
    closed = [([f"<= {low}"], ["1"]), ([f"({low}..{high})"], ["2"]), ([f">= {high}"], ["3"])]
    assert complaints(columns, closed) == []
    ((code, text),) = complaints(columns, [closed[0], closed[2]])
    assert code == "table-gap"
    assert "when = " in text


def test_days_next_to_each_other_leave_no_gap() -> None:
    rules = [(['<= @"2026-01-31"'], ["1"]), (['>= @"2026-02-01"'], ["2"])]
    assert complaints({"when": "date"}, rules) == []


CELLS = {
    "number": ["-", "0", "1", "2", "< 1", "<= 1", "> 1", ">= 2", "[0..1]", "(0..2)", "not(1)"],
    "boolean": ["-", "true", "false", "not(true)"],
    "string": ["-", '"a"', '"b"', '"a", "b"', 'not("a")', '> "a"'],
}
VALUES: dict[str, list[Any]] = {
    "number": [-1, 0, 0.5, 1, 1.5, 2, 3],
    "boolean": [True, False],
    "string": ["", "a", "aa", "b", "c"],
}


@st.composite
def small_tables(draw: st.DrawFn) -> tuple[dict[str, str], list[Any]]:
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3))
    columns = {f"in{number}": kind for number, kind in enumerate(kinds)}
    cells = st.tuples(*(st.sampled_from(CELLS[kind]) for kind in kinds))
    outputs = st.sampled_from(["1", "2"])
    return columns, draw(st.lists(st.tuples(cells, st.tuples(outputs)), min_size=1, max_size=6))


def matches(columns: dict[str, str], rules: list[Any]) -> list[set[int]]:
    """The rules that match each point of the small domains, by evaluation."""
    model = loaded(columns, rules, policy="RULE ORDER")
    points = product(*(VALUES[kind] for kind in columns.values()))
    decided = [dmn.decide(model, "D", dict(zip(columns, point, strict=True))) for point in points]
    return [set(one.matched[0].rules) for one in decided]


@settings(max_examples=SMALL)
@given(case=small_tables())
def test_brute_force_agrees_on_gaps_and_overlaps(case: Any) -> None:
    columns, rules = case
    points = matches(columns, rules)
    found = check_tables(loaded(columns, rules))
    codes = {problem.code for problem in found}
    assert ("table-gap" in codes) == any(not point for point in points)
    pairs = {pair for point in points for pair in combinations(sorted(point), 2)}
    told = {
        (int(problem.values["first"]), int(problem.values["second"]))
        for problem in found
        if problem.code == "table-not-unique"
    }
    assert told == pairs or (len(told) == 20 and told < pairs)


@settings(max_examples=SMALL)
@given(case=small_tables())
def test_every_witness_proves_its_complaint(case: Any) -> None:
    columns, rules = case
    listing = loaded(columns, rules, policy="RULE ORDER")
    for problem in check_tables(loaded(columns, rules)):
        inputs = {name: VALUES[kind][0] for name, kind in columns.items()}
        inputs.update(problem.values.get("inputs", {}))
        matched = set(dmn.decide(listing, "D", inputs).matched[0].rules)
        if problem.code == "table-gap":
            assert not matched
        if problem.code == "table-not-unique":
            assert {int(problem.values["first"]), int(problem.values["second"])} <= matched


@settings(max_examples=SMALL)
@given(case=small_tables())
def test_brute_force_agrees_on_rules_never_reached(case: Any) -> None:
    columns, rules = case
    deciding = {min(point) for point in matches(columns, rules) if point}
    told = {
        int(problem.values["rule"])
        for problem in check_tables(loaded(columns, rules, policy="FIRST"))
        if problem.code == "table-unreached"
    }
    assert told == set(range(1, len(rules) + 1)) - deciding
