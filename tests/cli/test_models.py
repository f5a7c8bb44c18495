"""lint, show, play: what is said of a model."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.terminal import FLOW, INCIDENTS, Terminal

MODEL = INCIDENTS / "incidents.bpmn"


def test_a_right_model_has_no_problem_and_ends_with_0(guiju: Terminal, flow: Path) -> None:
    ran = guiju("lint", flow)
    assert ran.code == 0
    assert guiju("lint", flow, "--json").data["errors"] == 0


def test_a_wrong_model_is_told_with_all_its_problems_and_ends_with_1(guiju: Terminal) -> None:
    wrong = FLOW.replace('targetRef="lift"', 'targetRef="lost"').replace('default="light"',
                                                                         'default="f1"')  # fmt: skip
    path = guiju.file("wrong.bpmn", wrong)
    ran = guiju("lint", path)
    assert ran.code == 1
    assert "heavy" in ran.out and "lost" in ran.out
    told = guiju("lint", path, "--json").data
    assert told["errors"] >= 2
    assert {"code", "element", "message", "values", "line", "severity"} <= set(
        told["files"][0]["problems"][0]
    )
    for command in (("show", path), ("play", path), ("check", path, path)):
        ran = guiju(*command)
        assert ran.code == 1 and "heavy" in ran.out


@pytest.mark.parametrize("content", ["", "<x/>", "no xml", "<!DOCTYPE x><x/>", FLOW[:300], "\0\1"])
def test_what_is_no_model_is_a_problem(guiju: Terminal, content: str) -> None:
    path = guiju.file("model.bpmn", content)
    assert guiju("lint", path).code == 1
    assert guiju("play", path).code == 1


def test_a_folder_stands_for_all_models_in_it(guiju: Terminal) -> None:
    files = guiju("lint", INCIDENTS, "--json").data["files"]
    assert [Path(each["file"]).name for each in files] == ["incidents.bpmn", "priority.dmn"]
    assert guiju("lint", guiju.folder).code == 2


def test_show_tells_steps_roles_branches_deadlines_and_clauses(guiju: Terminal) -> None:
    ran = guiju("show", MODEL)
    assert ran.code == 0
    for words in (
        "Register the incident  Service desk, done by a person  [INC-1.1]",
        "repeated while another update = true",
        'ask the caller (if next = "caller"): 8 Ask the caller',
        "solved (otherwise): 13 Resolve the incident",
        "after 10 days (No answer): 5 Into work; the step ends [INC-3.2]",
        "after 3 days (Remind): 10 Caller reminded; the step goes on [INC-3.2]",
        "INC-3.5  After waiting",
        "carried out by Handle an incident",
    ):
        assert words in ran.out, words


def test_show_leaves_no_element_out(guiju: Terminal) -> None:
    told = guiju("show", MODEL, "--json").data["processes"][0]
    ids = {each["id"] for each in told["elements"]}
    assert {"register", "prioritise", "work", "ask", "answer", "resolve", "close", "closed"} <= ids
    assert len(ids) == len(told["elements"]) == 19
    assert told["roles"] == ["Caller", "Problem manager", "Service desk", "Support group"]


def test_every_shared_model_can_be_shown(guiju: Terminal, shared: Path) -> None:
    models = sorted((shared / "bpmn-cases").rglob("*.bpmn"))
    assert models
    for model in models:
        ran = guiju("show", model, "--json")
        assert ran.code == 0, model
        assert ran.data["processes"][0]["elements"], model


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_a_narrow_terminal_breaks_lines_and_loses_nothing(
    guiju: Terminal, flow: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for command in (("show", flow), ("play", flow), ("show", MODEL)):
        ran = guiju(*command)
        assert max(cell_len(line.rstrip()) for line in ran.out.splitlines()) <= width
        if command[1] == flow:
            assert "称重" in ran.out


def test_names_with_brackets_and_control_signs_are_shown_as_they_are(guiju: Terminal) -> None:
    path = guiju.file("model.bpmn", FLOW.replace("Lift", "[red]Lift[/red] :smile: &#x9b;2J"))
    ran = guiju("show", path)
    assert "[red]Lift[/red] :smile:" in ran.out
    assert "\x9b" not in ran.out and "\x1b" not in ran.out


def test_play_takes_the_way_the_variables_choose(guiju: Terminal, flow: Path) -> None:
    light = guiju("play", flow, "--vars", '{"weight": 5}', "--json").data
    heavy = guiju("play", flow, "--vars", '{"weight": 25}', "--json").data
    assert [each["element"] for each in light["entries"]] == [None, "weigh"]
    assert [each["element"] for each in heavy["entries"]] == [None, "weigh", "lift"]
    assert heavy["outcome"] == "completed" and heavy["variables"] == {"weight": 25}


def test_play_takes_one_answer_per_visit_and_the_last_one_stays(guiju: Terminal) -> None:
    answers = guiju.file("a.yaml", "work: [{next: caller}, {next: caller}, {next: done}]\n")
    played = guiju("play", MODEL, "--answers", answers, "--json",
                   "--vars", '{"impact": "3 - Low", "urgency": "3 - Low"}').data  # fmt: skip
    elements = [each["element"] for each in played["entries"]]
    assert elements.count("work") == 3 and elements.count("ask") == 2
    assert played["outcome"] == "completed"
    assert played["variables"]["priority"]["level"] == "4 - Low"


def test_play_shows_why_a_case_is_stuck_and_ends_with_1(guiju: Terminal, flow: Path) -> None:
    ran = guiju("play", flow, "--vars", '{"weight": "heavy"}')
    assert ran.code == 1
    assert "stuck" in ran.out and "g:" in ran.out
    assert guiju("play", flow, "--vars", '{"weight": "heavy"}', "--json").data["incidents"]


def test_play_refuses_answers_for_elements_that_are_not_there(guiju: Terminal, flow: Path) -> None:
    ran = guiju("play", flow, "--answers", guiju.file("a.yaml", "weihg: {weight: 3}"))
    assert ran.code == 2 and "Did you mean weigh?" in ran.err
