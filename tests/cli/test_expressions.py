"""feel, decide, test FILE.dmn: values and why they are null."""

from __future__ import annotations

import pytest

from tests.cli.terminal import INCIDENTS, Terminal

DMN = INCIDENTS / "priority.dmn"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1 + 1", "2"),
        ("0.1 + 0.2", "0.3"),
        ('if 3 > 2 then "a" else "b"', '"a"'),
        ("[1, 2][item > 1]", "2"),
        ('date("2026-01-31") + duration("P1M")', "2026-02-28"),
    ],
)
def test_feel_gives_the_value(guiju: Terminal, expression: str, text: str) -> None:
    ran = guiju("feel", expression)
    assert ran.code == 0
    assert text in ran.out or ran.out.strip() == f"[{text}]"


def test_feel_sees_the_variables_also_those_with_spaces(guiju: Terminal) -> None:
    ran = guiju("feel", "net weight * 2", "--vars", '{"net weight": 4}', "--json")
    assert (ran.code, ran.data["value"]) == (0, 8)


def test_feel_tells_why_a_value_is_null(guiju: Terminal) -> None:
    ran = guiju("feel", "weight + 1")
    assert ran.code == 1
    assert ran.out.strip() == "null" and "weight" in ran.err
    assert guiju("feel", "weight + 1", "--json").data["warnings"]


def test_feel_marks_the_place_of_a_mistake(guiju: Terminal) -> None:
    ran = guiju("feel", "重量 + * 2")
    assert ran.code == 1
    line, mark = ran.out.splitlines()[:2]
    assert line == "  重量 + * 2"
    assert mark.strip() == "^" and "expected" in ran.out
    assert guiju("feel", "1 + * 2", "--json").data["problem"]["code"] == "feel-syntax"


def test_decide_gives_the_value_and_the_rules(guiju: Terminal) -> None:
    given = ("--vars", '{"impact": "2 - Medium", "urgency": "1 - High"}')
    ran = guiju("decide", DMN, *given, "--trace")
    assert ran.code == 0
    assert '"2 - High"' in ran.out and "rule 4" in ran.out
    told = guiju("decide", DMN, *given, "--json").data
    assert told["value"] == {"level": "2 - High", "time": "PT8H"}


def test_decide_says_that_no_rule_matched(guiju: Terminal) -> None:
    ran = guiju("decide", DMN, "--vars", '{"impact": "9", "urgency": "1 - High"}')
    assert ran.out.strip() == "null"
    assert ran.err


def test_decide_tells_the_problems_of_what_is_no_dmn(guiju: Terminal) -> None:
    assert guiju("decide", guiju.file("x.dmn", "<x/>")).code == 1


def test_the_own_rows_of_a_decision_are_run(guiju: Terminal) -> None:
    ran = guiju("test", INCIDENTS)
    assert ran.code == 0 and "3 test rows" in ran.out
    wrong = guiju.file("wrong.dmn", DMN.read_text().replace('"time": "P8D"', '"time": "P9D"'))
    ran = guiju("test", wrong)
    assert ran.code == 1
    assert "FAILED" in ran.out and "P9D" in ran.out
    assert guiju("test", wrong, "--json").data["files"][0]["failed"] == 1
