"""Decision tables: every hit policy, defaults, outputs, and the rules that matched."""

from decimal import Decimal

import pytest

from guiju.standard import dmn
from tests.dmn.models import table_model

AGE = {"age": "number"}
OVERLAPPING = [(["> 10"], ['"a"']), (["> 20"], ['"b"']), (["> 30"], ['"c"'])]
NUMBERS = [(["> 10"], ["1"]), (["> 20"], ["2.5"]), (["> 30"], ["2"])]


def decided(model: dmn.Model, **inputs: object) -> dmn.Decided:
    return dmn.decide(model, "D", inputs)


def test_unique_gives_the_one_rule_that_matches() -> None:
    model = table_model(AGE, [(["< 18"], ['"child"']), ([">= 18"], ['"adult"'])])
    answer = decided(model, age=17)
    assert (answer.value, answer.warnings) == ("child", ())
    assert answer.matched == (dmn.Matched("D", (1,), ("r1",)),)


def test_unique_is_null_with_a_warning_where_two_rules_match() -> None:
    answer = decided(table_model(AGE, OVERLAPPING), age=25)
    assert answer.value is None
    assert [warning.code for warning in answer.warnings] == ["table-not-unique"]
    assert answer.matched[0].rules == (1, 2)


def test_no_rule_is_null_without_a_default() -> None:
    answer = decided(table_model(AGE, OVERLAPPING), age=5)
    assert answer == dmn.Decided(None, (), (dmn.Matched("D", (), ()),), None)


def test_no_rule_is_the_default_where_there_is_one() -> None:
    model = table_model(AGE, OVERLAPPING, policy="FIRST", defaults=['"none"'])
    assert decided(model, age=5).value == "none"


@pytest.mark.parametrize(
    ("policy", "value"),
    [("FIRST", "a"), ("RULE ORDER", ["a", "b"]), ("COLLECT", ["a", "b"])],
)
def test_hit_policies_that_need_nothing_else(policy: str, value: object) -> None:
    assert decided(table_model(AGE, OVERLAPPING, policy=policy), age=25).value == value


@pytest.mark.parametrize(("policy", "value"), [("PRIORITY", "b"), ("OUTPUT ORDER", ["b", "a"])])
def test_the_order_of_output_values_is_their_priority(policy: str, value: object) -> None:
    model = table_model(AGE, OVERLAPPING, policy=policy, output_values=['"c", "b", "a"'])
    assert decided(model, age=25).value == value


def test_any_gives_the_common_value_and_null_where_rules_differ() -> None:
    same = [(["> 10"], ['"a"']), (["> 20"], ['"a"']), (["> 30"], ['"b"'])]
    model = table_model(AGE, same, policy="ANY")
    assert decided(model, age=25).value == "a"
    answer = decided(model, age=35)
    assert answer.value is None
    assert [warning.code for warning in answer.warnings] == ["table-not-any"]


@pytest.mark.parametrize(
    ("aggregation", "value"),
    [("SUM", Decimal("5.5")), ("COUNT", 3), ("MIN", 1), ("MAX", Decimal("2.5"))],
)
def test_collect_aggregates(aggregation: str, value: object) -> None:
    model = table_model(AGE, NUMBERS, policy="COLLECT", aggregation=aggregation)
    assert decided(model, age=35).value == value


def test_an_aggregate_of_what_has_no_order_is_null_with_a_warning() -> None:
    mixed = [(["-"], ["1"]), (["-"], ['"x"'])]
    for aggregation in ("SUM", "MIN", "MAX"):
        answer = decided(table_model(AGE, mixed, policy="COLLECT", aggregation=aggregation), age=1)
        assert answer.value is None
        assert [warning.code for warning in answer.warnings] == ["table-aggregation"]


def test_several_outputs_make_a_context_and_rank_column_by_column() -> None:
    rules = [(["-"], ['"low"', "1"]), (["-"], ['"high"', "2"]), (["-"], ['"high"', "1"])]
    model = table_model(
        AGE,
        rules,
        outputs=("risk", "score"),
        policy="OUTPUT ORDER",
        output_values=['"high", "low"', "1, 2"],
    )
    assert decided(model, age=1).value == [
        {"risk": "high", "score": 1},
        {"risk": "high", "score": 2},
        {"risk": "low", "score": 1},
    ]


def test_cells_may_speak_of_other_inputs_and_of_the_value_itself() -> None:
    model = table_model(
        {"low": "number", "high": "number"},
        [(["-", "> low"], ['"above"']), (["-", "? <= low and ? > 0"], ['"below"'])],
    )
    assert decided(model, low=3, high=5).value == "above"
    assert decided(model, low=3, high=1).value == "below"


def test_an_output_may_be_computed() -> None:
    model = table_model(AGE, [(["> 0"], ["age * 2"])])
    assert decided(model, age=4).value == 8


def test_an_input_of_the_wrong_type_is_null_and_says_so() -> None:
    answer = decided(table_model(AGE, OVERLAPPING), age="old")
    assert answer.value is None
    assert answer.warnings[0].code == "dmn-type"
    assert answer.warnings[0].element == "age"


def test_an_input_that_is_not_given_is_null_and_says_so() -> None:
    answer = decided(table_model(AGE, OVERLAPPING))
    assert [warning.code for warning in answer.warnings] == ["dmn-input-missing"]
