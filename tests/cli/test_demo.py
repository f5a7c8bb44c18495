"""The main job, from the terminal, on the real log."""

from __future__ import annotations

import json

from tests.cli.terminal import INCIDENTS, Terminal


def test_the_demo_finds_the_facts_that_are_written_down(guiju: Terminal) -> None:
    ran = guiju("demo", "--json")
    assert ran.code == 0
    assert ran.data == json.loads((INCIDENTS / "expected.json").read_text())


def test_the_demo_shows_standard_case_and_practice_on_one_screen(guiju: Terminal) -> None:
    ran = guiju("demo", "--terminal")
    assert ran.code == 0
    assert len(ran.out.splitlines()) <= 60
    for words in ("INC-1.1", "Resolve the incident", "443 of 890 cases", "skipped", "INC0000073"):
        assert words in ran.out


def test_the_log_and_its_attribution_are_shipped_together() -> None:
    told = (INCIDENTS / "ATTRIBUTION.md").read_text()
    assert (INCIDENTS / "incidents_uci.csv.gz").is_file()
    assert "CC BY 4.0" in told and "498" in told


def test_the_clauses_of_the_model_are_those_of_the_written_standard(guiju: Terminal) -> None:
    clauses = guiju("show", INCIDENTS / "incidents.bpmn", "--json").data["clauses"]
    assert len(clauses) == 14
    english = (INCIDENTS / "standard.md").read_text()
    for clause in clauses:
        assert f"**{clause['id']}** {clause['text']}" in english
        for language in ("zh-Hans", "zh-Hant"):
            assert f"**{clause['id']}**" in (INCIDENTS / f"standard.{language}.md").read_text()


def test_the_demo_says_its_clauses_in_the_language_that_is_asked_for(guiju: Terminal) -> None:
    for language, words in (("zh-Hans", "事件必须先登记"), ("zh-Hant", "事件必須先登記")):
        assert words in guiju("demo", "--terminal", "--language", language).out
