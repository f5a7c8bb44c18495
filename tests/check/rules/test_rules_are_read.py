"""Rules written as plain data, and the pages that explain them."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from guiju import front
from guiju.check.rules import RULES, LateResponse, NoResponse, UnusualGap, check_rules, rules_of
from guiju.journal import read_log

PAGES = Path(__file__).resolve().parents[3] / "docs" / "checks"


def test_rules_are_read_with_limits_in_seconds_and_conditions():
    rules, problems = rules_of(
        [
            {"rule": "late-response", "activation": "A", "response": "B", "limit": 90},
            {
                "rule": "no-response",
                "activation": "A",
                "response": "B",
                "when": {"attribute": "amount", "comparison": ">=", "value": 10},
            },
        ]
    )
    assert problems == []
    late, response = rules
    assert late == LateResponse("A", "B", timedelta(seconds=90))
    assert isinstance(response, NoResponse)
    assert response.when.value == 10


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("text", "rule 1, rule"),
        ({"rule": "no-such"}, "rule 1, rule"),
        ({"rule": "too-often"}, "rule 1, activity"),
        ({"rule": "too-often", "activity": 3}, "rule 1, activity"),
        ({"rule": "too-often", "activity": "A", "most": "x"}, "rule 1, most"),
        ({"rule": "too-often", "activity": "A", "least": 1}, "rule 1, least"),
        (
            {"rule": "late-response", "activation": "A", "response": "B", "limit": "soon"},
            "rule 1, limit",
        ),
        (
            {"rule": "no-response", "activation": "A", "response": "B", "when": {"x": 1}},
            "rule 1, when",
        ),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(entry, place):
    rules, (problem,) = rules_of([entry])
    assert rules == []
    assert str(problem).startswith(place)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_a_page_with_a_right_and_a_wrong_example(name):
    page = (PAGES / f"{name}.md").read_text()
    assert page.startswith(f"# {name}\n")
    assert "## Wrong" in page
    assert "## Right" in page
    assert "## Parameters" in page


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_examples_of_a_page_are_true(name):
    page = (PAGES / f"{name}.md").read_text()
    (written,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    wrong, right = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    files = {f: x.encode() for f, x in re.findall(r"`(\S+)`:\n\n```xml\n(.*?)```", page, re.DOTALL)}
    (rule,), _ = rules_of([json.loads(written)], files.get)
    assert rule.name == name
    assert rule.check(read_log(wrong.encode())).case_ids(read_log(wrong.encode())) == ["7"]
    assert rule.check(read_log(right.encode())).status == "kept"


def test_the_result_of_rules_is_plain_data_too():
    log = read_log(b"case,activity,time\n7,A,2026-01-01T08:00:00Z\n8,B,2026-01-01T08:00:00Z\n")
    rules, _ = rules_of([{"rule": "no-response", "activation": "A", "response": "B"}])
    (found,) = [b.to_dict(log) for b in check_rules(rules, log)]
    assert (found["status"], found["cases"], found["breaches"]) == ("broken", ["7"], 1)
    assert json.loads(json.dumps(found)) == found


TIMING = 'calendars: {office: {zone: UTC, week: {mon-fri: ["09:00-17:00"]}}}'


def test_time_is_counted_on_a_calendar_by_name():
    calendars, problems = front.calendars(TIMING)
    assert problems == ()
    entry = {"activation": "A", "response": "B", "limit": 4 * 3600, "elapsed": "office"}
    hand_over = {"limit": 4 * 3600, "elapsed": "office"}
    rules, problems = rules_of(
        [{"rule": "late-response", **entry}, {"rule": "slow-hand-over", **hand_over}],
        calendars=calendars,
    )
    assert problems == []
    log = read_log(
        b"case,activity,time,resource\n"
        b"friday to monday,A,2026-03-06T15:00:00Z,ann\n"
        b"friday to monday,B,2026-03-09T10:00:00Z,bob\n"  # three working hours
        b"a day,A,2026-03-10T09:00:00Z,ann\n"
        b"a day,B,2026-03-10T16:00:00Z,bob\n"  # seven
    )
    for breaches in check_rules(rules, log):
        assert breaches.case_ids(log) == ["a day"]
        assert breaches.activations == 2


def test_a_calendar_nobody_told_is_a_problem_that_names_those_told():
    entry = {"rule": "slow-hand-over", "limit": 60, "elapsed": "night"}
    _, (problem,) = rules_of([entry], calendars=front.calendars(TIMING)[0])
    assert "(office)" in str(problem)
    _, (problem,) = rules_of([entry])
    assert "none is told" in str(problem)


def test_what_is_usual_may_be_told_by_the_file_of_an_earlier_log():
    lines = ["case,activity,time"]
    for case in range(20):
        lines += [f"{case},A,2026-01-01T08:00:00Z", f"{case},B,2026-01-01T08:{case + 10}:00Z"]
    files = {"earlier.csv": "\n".join(lines).encode()}
    (rule,), problems = rules_of([{"rule": "unusual-gap", "profile": "earlier.csv"}], files.get)
    assert problems == []
    assert isinstance(rule, UnusualGap)
    now = read_log(b"case,activity,time\n1,A,2026-02-01T08:00:00Z\n1,B,2026-02-03T08:00:00Z\n")
    assert rule.check(now).case_ids(now) == ["1"]
    _, (problem,) = rules_of([{"rule": "unusual-gap", "profile": "absent.csv"}], files.get)
    assert "profile" in str(problem)
