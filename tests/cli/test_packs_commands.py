"""Commands about packs: manual, parameters, drawing, requirements, scenarios."""

from __future__ import annotations

from tests.cli.terminal import FLOW, Terminal


def test_the_manual_is_shown_and_written_in_each_language(guiju: Terminal) -> None:
    ran = guiju("show", "--manual", "stock", "--language", "zh-Hant")
    assert ran.code == 0 and "超賣即立案" in ran.out
    path = guiju.folder / "manual.html"
    assert guiju("show", "--manual", "stock", "--out", path).code == 0
    assert 'id="STK-4.1"' in path.read_text("utf-8")


def test_a_pack_that_is_not_there_is_wrong_use(guiju: Terminal) -> None:
    ran = guiju("show", "--manual", "stok")
    assert ran.code == 2 and "Did you mean stock?" in ran.err


def test_parameters_are_shown_and_changed_by_their_role(guiju: Terminal) -> None:
    shown = guiju("parameter", "stock", "--json").data["parameters"]
    assert shown[0]["id"] == "P-301" and shown[0]["value"] == "60 minutes"
    db = f"sqlite:{guiju.folder / 'cases.db'}"
    change = ("parameter", "stock", "P-301=30", "--actor", "mara", "--db", db)
    refused = guiju(*change, "--json")
    assert refused.code == 1
    assert [each["field"] for each in refused.data["problems"]] == ["P-301"]
    assert guiju(*change, "--group", "stock-manager").code == 0
    assert guiju("audit", "verify", "--db", db).code == 0
    assert guiju("parameter", "stock", "P-301=30").code == 2


def test_a_file_without_a_drawing_gets_one_and_keeps_it(guiju: Terminal) -> None:
    path = guiju.file("flow.bpmn", FLOW)
    assert guiju("draw", path).code == 0
    drawn = path.read_text("utf-8")
    assert "BPMNShape" in drawn
    assert guiju("draw", path, "--json").data["files"] == {str(path): "kept"}
    assert path.read_text("utf-8") == drawn
    assert guiju("lint", path).code == 0


def test_requirements_are_listed_with_what_shows_them(guiju: Terminal) -> None:
    told = guiju("requirements", "STK", "FLOW", "--json").data
    assert told["open"] == []
    by = {each["id"]: each["shown_by"] for each in told["requirements"]}
    assert "stock: An event of the platform is applied once" in by["STK-01"]
    assert any("test_a_task_in_no_lane_is_an_error" in each for each in by["FLOW-02"])


def test_one_scenario_is_played_from_the_terminal(guiju: Terminal) -> None:
    ran = guiju("test", "stock", "--only", "Two who want", "--json")
    told = ran.data["packs"][0]
    assert ran.code == 0
    assert [(each["passed"], each["shows"]) for each in told["scenarios"]] == [(True, ["STK-01"])]
