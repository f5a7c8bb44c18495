"""Every type of field: what is kept of a value, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .schemas import ask, form, one, wrong

D = Decimal
TEXT = {"type": "textfield"}
AREA = {"type": "textarea"}
NUMBER = {"type": "number"}
DATE = {"type": "datetime", "subtype": "date"}
TIME = {"type": "datetime", "subtype": "time"}
BOTH = {"type": "datetime", "subtype": "datetime"}
BOX = {"type": "checkbox"}
FILE = {"type": "filepicker"}
SELECT = {"type": "select", "values": [{"label": "A", "value": "a"}, {"label": "1", "value": 1}]}
TAGS = SELECT | {"type": "taglist"}
EXPRESSED = {"type": "radio", "valuesExpression": '=if big then ["L", "XL"] else ["S"]'}
KEYED = {"type": "checklist", "valuesKey": "sizes"}
OBJECTS = {"type": "select", "values": [{"label": "o", "value": {"id": 1, "n": [1]}}]}


def asks(component, **rules):
    return component | {"validate": rules}


@pytest.mark.parametrize(
    "component, value, kept",
    [
        (TEXT, "a", "a"),
        (TEXT, "", ""),
        (TEXT, None, None),
        (TEXT, "規矩 😀", "規矩 😀"),
        (AREA, "a\nb\tc\r\n", "a\nb\tc\r\n"),
        (asks(TEXT, minLength=2, maxLength=3), "abc", "abc"),
        (asks(TEXT, minLength="=n", maxLength="=n + 1"), "abc", "abc"),
        (asks(TEXT, minLength=2), "", ""),  # a field that is not required may be empty
        (asks(TEXT, pattern="^[a-z]+$"), "abc", "abc"),
        (asks(TEXT, pattern="b"), "abc", "abc"),
        (asks(TEXT, validationType="email"), "a.b@c.test", "a.b@c.test"),
        (asks(TEXT, validationType="phone"), "+86 10 1234-5678", "+86 10 1234-5678"),
        (asks(TEXT, validationType="custom", pattern="x"), "x", "x"),
        (NUMBER, 1, 1),
        (NUMBER, D("12.50"), D("12.50")),
        (NUMBER, D("12.00"), 12),
        (NUMBER, 0.1, D("0.1")),
        (NUMBER, "3.5", D("3.5")),
        (NUMBER, " ", None),
        (NUMBER, "-0", 0),
        (NUMBER, D("1e33"), 10**33),
        (NUMBER | {"decimalDigits": 2}, D("1.250"), D("1.250")),
        (NUMBER | {"increment": "0.1"}, D("0.3"), D("0.3")),
        (asks(NUMBER, min=1, max="3"), 3, 3),
        (asks(NUMBER, min="=n", max="=n"), 3, 3),
        (NUMBER | {"serializeToString": True}, "1e2", "100"),
        (NUMBER | {"serializeToString": True}, "0." + "1" * 60, "0." + "1" * 60),
        (NUMBER | {"serializeToString": True}, 7, "7"),
        (DATE, "2028-02-29", "2028-02-29"),
        (DATE, "", None),
        (TIME, "09:30+08:00", "09:30+08:00"),
        (TIME, "09:30:15Z", "09:30:15Z"),
        (TIME | {"timeSerializingFormat": "no_timezone"}, "23:59", "23:59"),
        (TIME | {"timeSerializingFormat": "utc_normalized"}, "23:59Z", "23:59Z"),
        (BOTH, "2026-11-22T09:30+08:00", "2026-11-22T09:30+08:00"),
        (BOTH | {"timeSerializingFormat": "no_timezone"}, "2026-11-22T09:30", "2026-11-22T09:30"),
        (DATE | {"disallowPassedDates": True}, "2026-11-22", "2026-11-22"),
        (BOTH | {"disallowPassedDates": True}, "2026-11-23T00:30+14:00", "2026-11-23T00:30+14:00"),
        (BOX, False, False),
        (asks(BOX, required=True), True, True),
        (SELECT, "a", "a"),
        (SELECT, 1, 1),
        (SELECT, D("1.0"), 1),  # what is kept is the option, not what was sent
        (SELECT, "", None),
        (OBJECTS, {"n": [1], "id": D("1")}, {"id": 1, "n": [1]}),
        (TAGS, ["a", 1], ["a", 1]),
        (TAGS, [], []),
        (EXPRESSED, "XL", "XL"),
        (KEYED, ["M"], ["M"]),
        (FILE, "files::a-1_b", "files::a-1_b"),
        (FILE, "", None),
    ],
)
def test_a_good_value_is_kept(component, value, kept):
    found = one(component, value, n=3, big=True, sizes=["S", {"label": "Medium", "value": "M"}])
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    "component, value, code",
    [
        (TEXT, 1, "not-a-text"),
        (TEXT, ["a"], "not-a-text"),
        (TEXT, "a\nb", "control-character"),
        (TEXT, "a\x00", "control-character"),
        (TEXT, "\ud800", "control-character"),
        (AREA, "a\x00", "control-character"),
        (TEXT, "x" * 100_001, "too-long"),
        (asks(TEXT, required=True), "", "required"),
        (asks(TEXT, required=True), "  ", "required"),
        (asks(TEXT, required=True), None, "required"),
        (asks(TEXT, minLength=2), "a", "too-short"),
        (asks(TEXT, maxLength=2), "abc", "too-long"),
        (asks(TEXT, maxLength="=n"), "abcd", "too-long"),
        (asks(TEXT, pattern="^[a-z]+$"), "ab1", "pattern"),
        (asks(AREA, pattern="^[a-z]+$"), "abc\n", "pattern"),
        (asks(TEXT, pattern=r"^\d+$"), "٣", "pattern"),
        (asks(TEXT, pattern="^(a|aa)+$"), "a" * 60 + "b", "pattern-too-slow"),
        (asks(TEXT, validationType="email"), "a@b", "not-an-email"),
        (asks(TEXT, validationType="email"), "a b@c.test", "not-an-email"),
        (asks(TEXT, validationType="phone"), "call me", "not-a-phone-number"),
        (NUMBER, True, "not-a-number"),
        (NUMBER, "1,5", "not-a-number"),
        (NUMBER, "1_000", "not-a-number"),
        (NUMBER, "NaN", "not-a-number"),
        (NUMBER, "Infinity", "not-a-number"),
        (NUMBER, float("inf"), "not-a-number"),
        (NUMBER, float("nan"), "not-a-number"),
        (NUMBER, D("sNaN"), "not-a-number"),
        (NUMBER, "1e999999999", "not-a-number"),
        (NUMBER, "9" * 500, "not-a-number"),
        (NUMBER, {}, "not-a-number"),
        (NUMBER, D("1." + "1" * 40), "too-many-digits"),
        (NUMBER | {"decimalDigits": 2}, D("1.255"), "too-many-decimals"),
        (NUMBER | {"decimalDigits": 0}, D("0.5"), "too-many-decimals"),
        (NUMBER | {"increment": "0.1"}, D("0.35"), "not-a-multiple"),
        (asks(NUMBER, min=1), 0, "too-small"),
        (asks(NUMBER, min=D("0.3")), D("0.29999999999999999999"), "too-small"),
        (asks(NUMBER, max=3), D("3.01"), "too-large"),
        (asks(NUMBER, max="=n"), 4, "too-large"),
        (asks(NUMBER, required=True), "", "required"),
        (asks(NUMBER | {"serializeToString": True}, max=3), "4", "too-large"),
        (DATE, "2026-02-29", "not-a-date"),
        (DATE, "22.11.2026", "not-a-date"),
        (DATE, "20261122", "not-a-date"),
        (DATE, "2026-W01-1", "not-a-date"),
        (DATE, "٢٠٢٦-11-22", "not-a-date"),
        (DATE, 20261122, "not-a-date"),
        (DATE, "2026-11-22T00:00", "not-a-date"),
        (TIME, "24:00Z", "not-a-time"),
        (TIME, "09:30", "not-a-time"),
        (TIME | {"timeSerializingFormat": "no_timezone"}, "09:30Z", "not-a-time"),
        (TIME | {"timeSerializingFormat": "utc_normalized"}, "09:30+01:00", "not-a-time"),
        (BOTH, "2026-11-22", "not-a-datetime"),
        (BOTH, "2026-11-22 09:30Z", "not-a-datetime"),
        (BOTH, "2026-11-22T09:30+99:00", "not-a-datetime"),
        (DATE | {"disallowPassedDates": True}, "2026-11-21", "date-passed"),
        (BOTH | {"disallowPassedDates": True}, "2026-11-22T23:30+14:00", "date-passed"),
        (BOX, "true", "not-true-or-false"),
        (BOX, 1, "not-true-or-false"),
        (asks(BOX, required=True), False, "required"),
        (SELECT, "b", "not-an-option"),
        (SELECT, "A", "not-an-option"),
        (SELECT, "1", "not-an-option"),
        (SELECT, True, "not-an-option"),
        (SELECT, ["a"], "not-an-option"),
        (SELECT, {"value": "a"}, "not-an-option"),
        (asks(SELECT, required=True), None, "required"),
        (OBJECTS, {"id": 1}, "not-an-option"),
        (SELECT, D("sNaN"), "not-an-option"),
        (SELECT, D("1e999999999"), "not-an-option"),
        (SELECT, 10**4000, "not-an-option"),
        (TAGS, [D("NaN"), float("inf")], "not-an-option"),
        (TAGS, "a", "not-a-list"),
        (TAGS, ["a", "b"], "not-an-option"),
        (TAGS, ["a", "a"], "chosen-twice"),
        (TAGS, ["a"] * 1001, "too-many"),
        (asks(TAGS, required=True), [], "required"),
        (EXPRESSED, "S", "not-an-option"),
        (KEYED, ["L"], "not-an-option"),
        (KEYED | {"valuesKey": "unknown"}, ["L"], "not-an-option"),
        (FILE, "../../etc/passwd", "not-a-file"),
        (FILE, 7, "not-a-file"),
        (asks(FILE, required=True), None, "required"),
    ],
)
def test_a_bad_value_is_refused(component, value, code):
    assert one(component, value, n=3, big=True, sizes=["M"]) == {code}


def test_options_of_a_key_come_from_the_server_alone():
    made = form(KEYED | {"key": "x"}, {"type": "textfield", "key": "sizes"})
    checked = ask(made, {"x": ["HUGE"], "sizes": "HUGE"}, {"sizes": ["M"]})
    assert wrong(checked) == {"x": ["not-an-option"]}


def test_only_files_uploaded_for_the_task_are_accepted():
    made = form(FILE | {"key": "x"})
    assert ask(made, {"x": "files::mine"}, files={"files::mine"}).ok
    assert wrong(ask(made, {"x": "files::yours"}, files={"files::mine"})) == {"x": ["file-unknown"]}


def test_an_expression_field_is_worked_out_here_and_nowhere_else():
    total = {"type": "expression", "key": "total", "expression": "=price * 3"}
    made = form({"type": "number", "key": "price"}, total)
    checked = ask(made, {"price": D("0.1"), "total": 999})
    assert checked.values == {"price": D("0.1"), "total": D("0.3")}


def test_an_expression_without_end_is_an_error_and_not_a_hang():
    endless = "=sum(for a in 1..100000, b in 1..100000 return a * b)"
    made = form({"type": "expression", "key": "x", "expression": endless})
    assert wrong(ask(made, {})) == {"x": ["expression-failed"]}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(max_size=12)
    | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
EVERY = [TEXT, AREA, NUMBER, DATE, TIME, BOTH, BOX, FILE, SELECT, TAGS, EXPRESSED, KEYED, OBJECTS]


@given(st.sampled_from(EVERY), json_values)
def test_any_value_whatever_is_kept_or_refused(component, value):
    found = one(component, value, n=3, big=True, sizes=["M"])
    if isinstance(found, set):
        assert found
    else:
        again = one(component, found, n=3, big=True, sizes=["M"])
        assert again == found, "what was kept is good"
