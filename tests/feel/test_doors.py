"""The front door: what is called from other rooms, with Python values in and out."""

import datetime as py
import enum
import json
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from guiju.standard import feel
from guiju.standard.model.problem import Problem

CONDITION = 'amount > 10000 and category in ("a", "b", "c")'


def compiled(text, **kind):
    found = feel.compile_expression(text, **kind)
    assert isinstance(found, feel.Compiled), str(found)
    return found


def test_a_condition_is_true_false_or_null_with_its_reason():
    condition = compiled(CONDITION)
    assert condition.call({"amount": 20000, "category": "b"}) is True
    assert condition.call({"amount": 20000, "category": "x"}) is False
    assert condition.call({"amount": None, "category": "b"}) is None
    result = condition.evaluate({"category": "b"})
    assert result.value is None
    assert [warning.code for warning in result.warnings] == ["unknown-name", "operand-types"]
    assert result.warnings[0].values == {"name": "amount"}
    assert result.warnings[0].position == 0


def test_a_call_and_an_evaluation_give_the_same_value():
    variables = {"l": [1, 2, 3], "o": {"x": 1.5, "when": py.date(2026, 1, 31)}, "n": None}
    for text in ("count(l) > 2", "o.x * 2", "o.when.year", "l[item > n]", "n = null", "zzz"):
        expression = compiled(text)
        assert expression.call(variables) == expression.evaluate(variables).value


def test_the_leading_equals_sign_of_other_products_is_gone_over():
    assert compiled("= amount > 5").call({"amount": 6}) is True


def test_a_text_that_is_not_feel_is_a_problem_with_its_place():
    problem = feel.compile_expression("1 +")
    assert isinstance(problem, Problem)
    assert problem.code == "feel-syntax"
    assert problem.values["position"] == 3
    assert problem.values["found"] == "the end"
    assert str(problem) == "'1 +' at 3: expected an expression, found the end"


@pytest.mark.parametrize(
    "text",
    ["", "1 2", "a b c = = d", "[1, 2", '"open', "f(a: 1, 2)", "for x in", "if a then b", "@5",
     "{a 1}", "a.", "x[", "(1..2", "1 instance of", "some x satisfies 1", "a and",
     "${amount > 5}", "a == b", "a && b"],
)  # fmt: skip
def test_no_nonsense_is_taken_for_feel(text):
    problem = feel.compile_expression(text)
    assert isinstance(problem, Problem)
    assert problem.code == "feel-syntax"


def test_time_is_what_is_handed_in_and_null_without_it():
    now = py.datetime(2026, 1, 31, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert str(compiled("now()").evaluate({}, now=now).value) == "2026-01-31T08:00:00@Asia/Shanghai"
    assert compiled("today()").evaluate({}, now=now).value == feel.Date(2026, 1, 31)
    without = compiled("now()").evaluate({})
    assert without.value is None
    assert without.warnings


def test_unary_tests_see_the_input_as_a_question_mark():
    cell = compiled('"a", "b"', unary=True)
    assert cell.call({"?": "a"}) is True
    assert cell.call({"?": "c"}) is False
    assert compiled("-", unary=True).call({"?": None}) is True
    assert compiled("not(< 5, 7)", unary=True).call({"?": 6}) is True
    assert compiled("not(< 5, 7)", unary=True).call({"?": 7}) is False
    assert compiled("[1..5), > limit", unary=True).call({"?": 9, "limit": 8}) is True
    assert compiled("? > 5 and ? < 9", unary=True).call({"?": 6}) is True
    assert compiled('starts with(?, "a")', unary=True).call({"?": "abc"}) is True
    assert compiled("null", unary=True).call({"?": None}) is True
    assert compiled("< 5", unary=True).call({"?": None}) is None
    assert compiled("true", unary=True).call({"?": False}) is False
    assert compiled("allowed", unary=True).call({"?": 2, "allowed": [1, 2]}) is True
    assert compiled("not(x)", unary=True).call({"?": 2, "x": 3}) is True


def test_python_values_become_feel_values():
    variables = {
        "float": 0.1,
        "nan": float("nan"),
        "tuple": (1, 2.5),
        "moment": py.datetime(2026, 1, 31, 8, 0, tzinfo=py.UTC),
        "length": py.timedelta(hours=1),
        "nested": {"list": [{"day": py.date(2026, 1, 31)}]},
    }
    assert compiled("float + 0.2 = 0.3").call(variables) is True
    assert compiled("nan").call(variables) is None
    assert compiled("sum(tuple)").call(variables) == Decimal("3.5")
    assert str(compiled("moment + length").call(variables)) == "2026-01-31T09:00:00Z"
    assert compiled("nested.list[1].day.month").call(variables) == 1
    assert compiled("nested.list.day").call(variables) == [feel.Date(2026, 1, 31)]
    assert variables["nested"] == {"list": [{"day": py.date(2026, 1, 31)}]}


def test_feel_values_become_json():
    found = compiled(
        '{i: 1, d: 0.5, w: 10 / 5, s: "x", n: null, b: true, day: @"2026-01-31",'
        ' l: [@"P1D"], r: [1..2], f: function(a) a, big: 1e300, huge: 1e6000}'
    ).call({})
    made = feel.to_json(found)
    assert json.loads(json.dumps(made)) == {
        "i": 1,
        "d": 0.5,
        "w": 2,
        "s": "x",
        "n": None,
        "b": True,
        "day": "2026-01-31",
        "l": ["P1D"],
        "r": "[1..2]",
        "f": "function(a)",
        "big": 1e300,
        "huge": "1E+6000",
    }
    assert type(made["w"]) is int


def test_what_needs_no_conversion_is_the_same_object():
    plain = {"a": [1, "x", None, {"b": True}]}
    assert feel.to_feel(plain) is plain


def test_free_names_are_told():
    def names(text, **kind):
        return feel.names_in(feel.parse(text, **kind))

    assert names("a + b.c") == {"a", "b"}
    assert names("for x in list return x + y") == {"list", "y"}
    assert names("some x in l satisfies x > item") == {"l", "item"}
    assert names("l[item > z]") == {"l", "z"}
    assert names("{a: 1, b: a + c}") == {"c"}
    assert names("function(p) p + q") == {"q"}
    assert names("count(l)") == {"count", "l"}
    assert names("> limit", unary=True) == {"limit"}
    assert names("? in allowed", unary=True) == {"?", "allowed"}


def test_a_function_of_python_can_be_a_variable():
    double = feel.Function(
        (feel.Parameter("n", feel.types.NUMBER),), lambda arguments, run: arguments[0] * 2, "double"
    )
    assert compiled("double(n: 21)").call({"double": double}) == 42
    result = compiled('double("x")').evaluate({"double": double})
    assert (result.value, result.warnings[0].code) == (None, "argument-type")


def test_warnings_are_kept_up_to_a_bound():
    result = compiled("for i in 1..5000 return i + null").evaluate({})
    assert len(result.warnings) == feel.DEFAULT.warnings
    assert len(result.value) == 5000


def test_a_warning_reads_as_a_sentence():
    warning = compiled('1 + "a"').evaluate({}).warnings[0]
    assert str(warning) == "at 0: '+' has no result with a number and a string"


def test_item_definitions_are_types():
    small = feel.types.RestrictedType(feel.types.NUMBER, lambda n: n < 10)
    types = {"tSmall": small, "tList": feel.types.ListType(feel.types.NamedType("tSmall"))}
    assert compiled("12 instance of tSmall", types=types).call({}) is True
    assert compiled("(function(a: tSmall) a)(12)", types=types).call({}) is None
    assert compiled("(function(a: tList) a)(5)", types=types).call({}) == [5]
    assert feel.coerce([7], small, types) == (7, True)
    assert feel.coerce("x", small, types) == (None, False)
    assert feel.coerce(None, small, types) == (None, True)


def test_subclasses_and_sets_of_python_become_plain_feel_values():
    class Kind(str, enum.Enum):  # noqa: UP042
        RED = "red"

    class Size(enum.IntEnum):
        SMALL = 1

    variables = {"kind": Kind.RED, "size": Size.SMALL, "set": {2.5, "a"}, "when": [py.time(8, 0)]}
    assert compiled('kind = "red" and size = 1').call(variables) is True
    assert compiled("list contains(set, 2.5) and count(set) = 2").call(variables) is True
    assert compiled("when[1].hour").call(variables) == 8


def test_the_input_of_a_cell_may_stand_in_an_outer_scope():
    inner = feel.Scope({"?": 6})
    assert compiled("> 5", unary=True).call(inner) is True
    assert compiled("> 5", unary=True).call({}) is None
