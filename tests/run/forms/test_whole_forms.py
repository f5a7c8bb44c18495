"""Forms as a whole: strange keys, groups, conditions, locked fields, dynamic lists."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.run.forms import read_form, validate

from .schemas import NOW, ask, form, one, schema, wrong
from .test_one_field import json_values

NAME = {"type": "textfield", "key": "name", "validate": {"required": True}}
SHOWN = ["text", "html", "image", "table", "iframe", "separator", "spacer", "button"]


def hide(condition):
    return {"conditional": {"hide": condition}}


def test_a_key_that_is_not_on_the_form_is_refused():
    assert wrong(ask(form(NAME), {"name": "a", "approved": True})) == {"approved": ["unknown-key"]}


@pytest.mark.parametrize("data", [None, [], "x", 7])
def test_what_is_no_object_is_refused(data):
    assert wrong(ask(form(NAME), data)) == {"": ["not-an-object"]}


@pytest.mark.parametrize("kind", [*SHOWN, "documentPreview"])
def test_what_is_only_looked_at_brings_no_value(kind):
    made = form({"type": kind, "key": "x", "id": "x"}, NAME)
    assert wrong(ask(made, {"name": "a", "x": 1})) == {"x": ["unknown-key"]}
    assert ask(made, {"name": "a"}).values == {"name": "a"}


def test_every_error_has_its_path_and_can_be_said():
    made = form(NAME, {"type": "number", "key": "n", "validate": {"max": 3}})
    checked = ask(made, {"n": 4})
    assert wrong(checked) == {"name": ["required"], "n": ["too-large"]}
    assert str(checked.errors["n"][0]) == "n: expected at most 3"
    assert checked.values == {}


def test_groups_and_pages_put_their_fields_under_their_path():
    group = {"type": "group", "path": "customer.home", "components": [NAME]}
    pages = {"type": "multipage", "components": [{"type": "page", "components": [group]}]}
    made = form(pages, {"type": "textfield", "key": "customer.mail"})
    checked = ask(made, {"customer": {"home": {"name": "a"}, "mail": "m"}})
    assert checked.values == {"customer": {"home": {"name": "a"}, "mail": "m"}}
    assert wrong(ask(made, {"customer": {"home": {"id": 1}}})) == {
        "customer.home.id": ["unknown-key"],
        "customer.home.name": ["required"],
    }
    assert "not-an-object" in wrong(ask(made, {"customer": "x"}))["customer"]


def test_the_rest_of_an_object_stays_as_the_server_has_it():
    made = form({"type": "textfield", "key": "customer.mail"})
    variables = {"customer": {"mail": "old", "rating": "A"}, "other": 1}
    assert ask(made, {"customer": {"mail": "new"}}, variables).values == {
        "customer": {"mail": "new", "rating": "A"}
    }


def test_a_hidden_field_is_neither_required_nor_kept():
    made = form({"type": "checkbox", "key": "company"}, NAME | hide("=company != true"))
    assert ask(made, {"company": False}).values == {"company": False}
    assert ask(made, {"company": False, "name": "x"}).values == {"company": False}
    assert wrong(ask(made, {"company": True})) == {"name": ["required"]}


def test_a_group_hides_all_it_holds():
    group = {"type": "group", "components": [NAME]} | hide("=quick")
    assert ask(form(group), {}, {"quick": True}).ok
    assert not ask(form(group), {}, {"quick": False}).ok


def test_a_value_that_is_thrown_away_cannot_hide_a_required_field():
    made = form(
        {"type": "textfield", "key": "trick"} | hide("=true"),
        NAME | hide('=trick = "x"'),
    )
    assert wrong(ask(made, {"trick": "x"})) == {"name": ["required"]}


def test_a_wrong_value_does_not_count_in_a_condition():
    made = form({"type": "number", "key": "n"}, NAME | hide("=n = null"))
    assert wrong(ask(made, {"n": "many"})) == {"n": ["not-a-number"]}


def test_conditions_that_contradict_each_other_are_an_error():
    made = form(
        {"type": "checkbox", "key": "a"} | hide("=b = true"),
        {"type": "expression", "key": "b", "expression": "=a"},
    )
    assert wrong(ask(made, {"a": True}))[""] == ["conditions-unsettled"]


@pytest.mark.parametrize("lock", [{"readonly": True}, {"disabled": True}, {"readonly": "=sent"}])
def test_a_locked_field_cannot_be_changed(lock):
    made = form(NAME | lock, {"type": "textfield", "key": "note"})
    variables = {"name": "Li", "sent": True}
    assert ask(made, {"note": "n"}, variables).values == {"note": "n"}
    assert ask(made, {"note": "n", "name": "Li"}, variables).values == {"note": "n"}
    assert wrong(ask(made, {"name": "Wu"}, variables)) == {"name": ["not-editable"]}


def test_a_lock_that_is_open_lets_through():
    made = form(NAME | {"readonly": "=sent"})
    assert ask(made, {"name": "Wu"}, {"name": "Li", "sent": False}).values == {"name": "Wu"}


def test_a_condition_sees_the_stored_value_of_a_locked_field():
    made = form({"type": "number", "key": "n", "disabled": True}, NAME | hide("=n > 5"))
    assert ask(made, {}, {"n": 9}).ok
    assert wrong(ask(made, {"n": 9}, {"n": 1}))["name"] == ["required"]


LINES = {
    "type": "dynamiclist",
    "path": "lines",
    "components": [
        {"type": "textfield", "key": "sku", "validate": {"required": True}},
        {"type": "number", "key": "n", "validate": {"min": 1, "max": "=limit"}},
        {"type": "textfield", "key": "why", "validate": {"required": True}}
        | hide("=this.n = null or this.n < 10"),
        {"type": "expression", "key": "number", "expression": "=i[1]"},
    ],
}


def test_each_row_is_checked_with_its_own_values():
    rows = [{"sku": "a", "n": 2, "why": "dropped"}, {"sku": "", "n": 50}, {"n": 0}]
    assert wrong(ask(form(LINES), {"lines": rows}, {"limit": 20})) == {
        "lines[1].sku": ["required"],
        "lines[1].n": ["too-large"],
        "lines[1].why": ["required"],
        "lines[2].sku": ["required"],
        "lines[2].n": ["too-small"],
    }
    good = ask(
        form(LINES), {"lines": [{"sku": "a", "n": 2, "why": "x"}, {"sku": "b"}]}, {"limit": 9}
    )
    assert good.values["lines"][0] == {"sku": "a", "n": 2, "number": 1}
    assert good.values["lines"][1]["number"] == 2


@pytest.mark.parametrize(
    "rows, where, code",
    [
        ("x", "lines", "not-a-list"),
        ({"0": {}}, "lines", "not-a-list"),
        ([1], "lines[0]", "not-an-object"),
        ([{"sku": "a", "id": 1}], "lines[0].id", "unknown-key"),
        ([{"sku": "a"}] * 1001, "lines", "row-count"),
    ],
)
def test_rows_that_are_none_are_refused(rows, where, code):
    assert code in wrong(ask(form(LINES), {"lines": rows}, {"limit": 9}))[where]


def test_a_list_has_as_many_rows_as_it_may():
    made = form(LINES | {"validate": {"minItems": 1, "maxItems": 2}})
    for count, good in ((0, False), (1, True), (2, True), (3, False)):
        checked = ask(made, {"lines": [{"sku": "a"}] * count}, {"limit": 9})
        assert checked.ok == good


def test_a_list_of_fixed_length_keeps_its_length_and_what_is_not_on_the_form():
    sku = {"type": "textfield", "key": "sku", "readonly": True}
    made = form(
        LINES | {"allowAddRemove": False, "components": [sku, {"type": "number", "key": "n"}]}
    )
    stored = {"lines": [{"sku": "a", "n": 1, "price": 5}, {"sku": "b", "n": 1, "price": 7}]}
    checked = ask(made, {"lines": [{"n": 3}, {"sku": "b", "n": 4}]}, stored)
    assert checked.values["lines"] == [
        {"sku": "a", "n": 3, "price": 5},
        {"sku": "b", "n": 4, "price": 7},
    ]
    assert wrong(ask(made, {"lines": [{"n": 3}]}, stored)) == {"lines": ["row-count"]}
    changed = ask(made, {"lines": [{"sku": "z"}, {}]}, stored)
    assert wrong(changed) == {"lines[0].sku": ["not-editable"]}


def test_where_rows_come_and_go_a_row_is_known_by_its_locked_fields():
    sku = {"type": "textfield", "key": "sku", "readonly": True}
    made = form(LINES | {"components": [sku, {"type": "number", "key": "n"}]})
    stored = {"lines": [{"sku": "a", "n": 1, "price": 5}, {"sku": "b", "n": 1, "price": 7}]}
    assert ask(made, {"lines": [{"sku": "b", "n": 9}]}, stored).values["lines"] == [
        {"sku": "b", "n": 9, "price": 7}
    ]
    assert wrong(ask(made, {"lines": [{"sku": "b"}, {"sku": "b"}]}, stored)) == {
        "lines[1].sku": ["not-editable"]
    }


def test_lists_inside_lists_see_what_is_around_them():
    inner = {
        "type": "dynamiclist",
        "path": "parts",
        "components": [{"type": "textfield", "key": "p"} | hide("=not(parent.open)")],
    }
    outer = {
        "type": "dynamiclist",
        "path": "rows",
        "components": [{"type": "checkbox", "key": "open"}, inner],
    }
    rows = [{"open": True, "parts": [{"p": "x"}]}, {"open": False, "parts": [{"p": "y"}]}]
    assert ask(form(outer), {"rows": rows}).values["rows"] == [
        {"open": True, "parts": [{"p": "x"}]},
        {"open": False, "parts": [{}]},
    ]


def test_more_values_than_anyone_fills_in_are_refused_in_time():
    rows = [{"sku": "a", "n": 2}] * 1000
    lists = [LINES | {"path": f"l{n}"} for n in range(3)]
    checked = ask(form(*lists), {f"l{n}": rows for n in range(3)}, {"limit": 9})
    assert not checked.ok


def test_expressions_share_what_one_submission_may_cost():
    """A thousand rows with a condition that is dear, but cheap enough for one."""
    dear = "=count(for a in 1..200, b in 1..200 return a * b) < 0"
    rows = {"type": "dynamiclist", "path": "rows"}
    made = form(rows | {"components": [{"type": "textfield", "key": "a"} | hide(dear)]})
    assert ask(made, {"rows": [{"a": "x"}]}).ok
    assert wrong(ask(made, {"rows": [{"a": "x"}] * 1000})) == {"": ["form-too-costly"]}


def test_a_result_that_doubles_itself_is_an_error_and_not_a_flood():
    doubling = "=for n in 1..40 return if n = 1 then [1] else [partial[-1], partial[-1]]"
    made = form({"type": "expression", "key": "x", "expression": doubling})
    assert wrong(ask(made, {})) == {"x": ["expression-failed"]}


@pytest.mark.parametrize(
    "component, code",
    [
        ({"type": "texfield", "key": "x"}, "form-type-unknown"),
        ({"type": ["a"], "key": "x"}, "form-type-unknown"),
        ({"type": "textfield"}, "form-key"),
        ({"type": "textfield", "key": "a b"}, "form-key"),
        ({"type": "textfield", "key": "a..b"}, "form-key"),
        ({"type": "group", "path": "a b", "components": []}, "form-key"),
        ({"type": "dynamiclist", "components": []}, "form-key"),
        ({"type": "group", "components": {}}, "form-malformed"),
        ({"type": "group", "components": [1]}, "form-malformed"),
        ({"type": "textfield", "key": "x", "validate": []}, "form-malformed"),
        ({"type": "textfield", "key": "x", "validate": {"pattern": "("}}, "form-pattern"),
        ({"type": "textfield", "key": "x", "validate": {"pattern": 7}}, "form-pattern"),
        ({"type": "textfield", "key": "x", "validate": {"minLength": "many"}}, "form-bounds"),
        (
            {"type": "textfield", "key": "x", "validate": {"minLength": 3, "maxLength": 2}},
            "form-bounds",
        ),
        ({"type": "number", "key": "x", "decimalDigits": -1}, "form-setting"),
        ({"type": "number", "key": "x", "increment": 0}, "form-setting"),
        ({"type": "datetime", "key": "x", "subtype": "year"}, "form-setting"),
        ({"type": "datetime", "key": "x", "timeSerializingFormat": []}, "form-setting"),
        ({"type": "textfield", "key": "x", "conditional": {"hide": "a = 1"}}, "form-expression"),
        ({"type": "textfield", "key": "x", "conditional": {"hide": "=1 +"}}, "feel-syntax"),
        ({"type": "textfield", "key": "x", "readonly": "yes"}, "form-expression"),
        ({"type": "expression", "key": "x"}, "form-expression"),
        ({"type": "select", "key": "x"}, "form-options"),
        ({"type": "select", "key": "x", "values": ["a"]}, "form-options"),
        (
            {"type": "select", "key": "x", "values": [{"value": 1}], "valuesKey": "v"},
            "form-options",
        ),
        ({"type": "select", "key": "x", "valuesExpression": "=for"}, "feel-syntax"),
        ({"type": "dynamiclist", "path": "x", "defaultRepetitions": -1}, "form-bounds"),
        (
            {"type": "dynamiclist", "path": "x", "validate": {"minItems": 3, "maxItems": 1}},
            "form-bounds",
        ),
    ],
)
def test_a_wrong_form_is_a_problem_and_accepts_nothing(component, code):
    made = read_form(schema(component))
    assert code in [problem.code for problem in made.problems]
    assert all(str(problem) for problem in made.problems)
    assert list(wrong(ask(made, {})).values()) == [["form-broken"]]


def test_two_fields_in_one_place_are_a_problem():
    twice = read_form(schema(NAME, NAME | {"id": "other"}))
    inside = read_form(schema(NAME, {"type": "textfield", "key": "name.first"}))
    assert [p.code for p in twice.problems] == ["form-key-twice"]
    assert [p.code for p in inside.problems] == ["form-key-inside"]


@pytest.mark.parametrize(
    "data", [None, [], {}, {"type": "other"}, {"type": "default", "components": 1}]
)
def test_what_is_no_form_is_a_problem(data):
    assert read_form(data).broken


def test_a_form_too_deep_or_too_large_is_a_problem():
    deep = NAME
    for _ in range(30):
        deep = {"type": "group", "components": [deep]}
    assert read_form(schema(deep)).broken
    assert read_form(schema(*[NAME | {"key": f"k{n}"} for n in range(2001)])).broken


KINDS = [
    *("textfield", "textarea", "number", "datetime", "checkbox", "checklist", "radio", "select"),
    *("taglist", "text", "group", "dynamiclist", "expression", "filepicker", "multipage", None),
]
SETTINGS = [
    "key",
    "path",
    "validate",
    "values",
    "valuesKey",
    "conditional",
    "readonly",
    "components",
]
components = st.fixed_dictionaries(
    {"type": st.sampled_from(KINDS)},
    optional=dict.fromkeys(SETTINGS, json_values) | {"key": st.sampled_from(["a", "b.c"])},
)


@given(st.lists(components, max_size=4), json_values)
def test_any_schema_and_any_data_give_an_answer(written, data):
    made = read_form(schema(*written))
    for sent in (data, {"a": data, "b": {"c": data}}):
        checked = validate(made, sent, {}, now=NOW)
        assert checked.ok or not checked.values


LOOSE = form(
    {"type": "textfield", "key": "t"},
    {"type": "number", "key": "n"} | hide("=t = null"),
    {"type": "select", "key": "s", "values": [{"value": 1}]},
    {"type": "textfield", "key": "locked", "readonly": True},
    {"type": "dynamiclist", "path": "rows", "components": [{"type": "checkbox", "key": "b"}]},
)


@given(
    st.dictionaries(
        st.sampled_from(["t", "n", "s", "locked", "rows", "other"]),
        json_values | st.lists(st.fixed_dictionaries({"b": st.booleans()}), max_size=3),
    )
)
def test_what_is_kept_is_accepted_again_and_kept_alike(data):
    checked = ask(LOOSE, data)
    assert not ({"locked", "other"} & checked.values.keys())
    if checked.ok:
        assert ask(LOOSE, checked.values).values == checked.values


def test_data_as_deep_as_json_can_be_is_refused_everywhere():
    deep = "x"
    for _ in range(900):
        deep = [deep]
    for key in ("t", "s", "locked", "rows", "other"):
        assert not ask(LOOSE, {key: deep}, {"locked": "x"}).ok
    assert wrong(ask(LOOSE, {"t": "x", "n": deep})) == {"n": ["not-a-number"]}


def test_a_step_without_end_is_a_problem_of_the_form():
    made = read_form(schema({"type": "number", "key": "x", "increment": "1e999999999"}))
    assert [problem.code for problem in made.problems] == ["form-setting"]


def test_a_decimal_is_not_touched_by_binary_fractions():
    assert one({"type": "number"}, Decimal("0.1000000000000000000000000000000001")) == Decimal(
        "0.1000000000000000000000000000000001"
    )
