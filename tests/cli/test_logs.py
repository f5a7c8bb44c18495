"""check and log: where practice leaves a standard, and what a log holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import INCIDENTS, Terminal

LOG = INCIDENTS / "incidents_uci.csv.gz"
ROWS = """case,activity,time
1,称重 [weigh],2026-01-05T08:00
1,Lift,2026-01-05T09:00
2,Lift,2026-01-05T08:00
2,称重 [weigh],2026-01-05T08:00
3,称重 [weigh],2026-01-05T08:00
3,Lifft,2026-01-05T09:00
"""


def test_check_names_deviations_cases_and_figures(guiju: Terminal, flow: Path) -> None:
    log = guiju.file("log.csv", ROWS)
    ran = guiju("check", flow, log)
    assert ran.code == 1
    for words in ("1 of 3 cases", "guessed", "added", "not in the standard", "Lifft",
                  "may stand for Lift (lift)", "1 case has events of equal time"):  # fmt: skip
        assert words in ran.out, words
    told = guiju("check", flow, log, "--json", "--align").data
    assert (told["fitting_cases"], told["cost_total"]) == (1, 2)
    assert told["reading"]["tied_cases"] == 1
    assert [each["cost"] for each in told["alignments"]] == [1, 1]


def test_a_log_that_follows_the_standard_ends_with_0(guiju: Terminal, flow: Path) -> None:
    ran = guiju("check", flow, guiju.file("log.csv", "".join(ROWS.splitlines(True)[:3])))
    assert ran.code == 0
    assert "1 of 1 cases follow the standard (100.0%)" in ran.out


def test_a_map_says_what_names_stand_for(guiju: Terminal, flow: Path) -> None:
    log = guiju.file("log.csv", ROWS)
    told = guiju.file("map.json", '{"Lifft": "lift"}')
    assert guiju("check", flow, log, "--map", told, "--json").data["fitting_cases"] == 2
    told = guiju.file("map.json", '{"names": {"Lifft": null}}')
    assert guiju("check", flow, log, "--map", told, "--json").data["fitting_cases"] == 2


def test_alignments_show_what_is_missing_and_what_is_too_much(guiju: Terminal, flow: Path) -> None:
    ran = guiju("check", flow, guiju.file("log.csv", ROWS), "--align")
    assert "+ Lift" in ran.out


def test_bad_rows_are_told_by_number_and_lose_nothing_else(guiju: Terminal, flow: Path) -> None:
    log = guiju.file("log.csv", ROWS.replace("\n3,Lifft", "\n,Lifft"))
    ran = guiju("check", flow, log)
    assert "1 bad row is left out" in ran.out and "row 6" in ran.out
    assert guiju("log", "info", log).code == 1


def test_log_info_shows_sizes_activities_and_variants(guiju: Terminal) -> None:
    told = guiju("log", "info", LOG, "--json").data
    assert (told["cases"], told["events"], told["variants"]) == (890, 5998, 287)
    assert told["activities"][0] == {"activity": "New", "events": 1638, "cases": 632}
    ran = guiju("log", "info", LOG)
    assert ran.code == 0 and "New → Resolved → Closed" in ran.out


OBJECTS = """{"eventTypes": [{"name": "pack", "attributes": []}], "objectTypes": [
  {"name": "order", "attributes": [{"name": "sum", "type": "float"}]},
  {"name": "item", "attributes": []}],
 "events": [{"id": "e1", "type": "pack", "time": "2026-01-05T08:00:00Z", "attributes": [],
   "relationships": [{"objectId": "o1", "qualifier": "of"}, {"objectId": "i1", "qualifier": "holds"},
     {"objectId": "i2", "qualifier": "holds"}]}],
 "objects": [{"id": "o1", "type": "order", "attributes": [], "relationships": [
     {"objectId": "i1", "qualifier": "line"}]},
   {"id": "i1", "type": "item", "attributes": [], "relationships": []},
   {"id": "i2", "type": "item", "attributes": [], "relationships": []}]}"""


def test_an_object_centric_log_is_shown_before_a_case_is_chosen(guiju: Terminal) -> None:
    log = guiju.file("shop.jsonocel", OBJECTS)
    told = guiju("log", "info", log, "--json").data
    assert [(row["type"], row["objects"], row["events"]) for row in told["object_types"]] == [
        ("item", 2, 1),
        ("order", 1, 1),
    ]
    assert {"from": "pack", "qualifier": "holds", "to": "item", "times": 2} in told["links"]
    assert {"from": "order", "qualifier": "line", "to": "item", "times": 1} in told["links"]
    ran = guiju("log", "info", log)
    assert ran.code == 0 and "--objects TYPE" in ran.out


def test_one_object_type_is_taken_as_the_case(guiju: Terminal) -> None:
    log = guiju.file("shop.jsonocel", OBJECTS)
    assert "--objects TYPE" in guiju("discover", log).err
    assert guiju("log", "info", log, "--objects", "item", "--json").data["cases"] == 2


def test_a_converted_log_gives_the_same_check(guiju: Terminal, flow: Path) -> None:
    log = guiju.file("log.csv", ROWS)
    before = guiju("check", flow, log, "--json").data
    for name in ("log.xes", "log.xes.gz", "log.parquet", "again.csv"):
        assert guiju("log", "convert", log, guiju.folder / name).code == 0
        after = guiju("check", flow, guiju.folder / name, "--json").data
        assert after["deviations"] == before["deviations"], name


def test_a_filter_keeps_whole_cases(guiju: Terminal) -> None:
    log, target = guiju.file("log.csv", ROWS), guiju.folder / "part.csv"
    for conditions, cases in (
        (["--with", "Lift"], 2),
        (["--without", "Lift"], 1),
        (["--case", "3", "--case", "1"], 2),
        (["--after", "2026-01-06"], 0),
        (["--before", "2026-01-05T08:30"], 1),
    ):
        ran = guiju("log", "filter", log, target, *conditions, "--json")
        assert (ran.code, ran.data["cases"]) == (0, cases), conditions
    assert "Did you mean Lift" in guiju("log", "filter", log, target, "--with", "Lfit").err


def test_rules_are_checked_beside_the_order_of_steps(guiju: Terminal, flow: Path) -> None:
    log = guiju.file("log.csv", "".join(ROWS.splitlines(True)[:3]))
    kept = guiju.file(
        "kept.yaml", "- {rule: no-response, activation: '称重 [weigh]', response: Lift}"
    )
    ran = guiju("check", flow, log, "--rules", kept)
    assert (ran.code, "kept" in ran.out) == (0, True)
    broken = guiju.file("broken.json", '{"rules": [{"rule": "too-often", "activity": "Lift"}]}')
    ran = guiju("check", flow, log, "--rules", broken)
    assert ran.code == 1 and "1 rule is broken" in ran.out
    (told,) = guiju("check", flow, log, "--rules", broken, "--json").data["rules"]
    assert (told["status"], told["cases"]) == ("broken", ["1"])
    wrong = guiju.file("wrong.yaml", "- {rule: too-oftn, activity: Lift}")
    ran = guiju("check", flow, log, "--rules", wrong)
    assert ran.code == 2 and "too-often" in ran.err


def test_the_order_of_events_of_equal_time_is_a_stated_policy(guiju: Terminal, flow: Path) -> None:
    log = guiju.file("log.csv", ROWS)
    ran = guiju("check", flow, log, "--ties", "best")
    assert "2 of 3 cases" in ran.out and "best fitting; 1 cases" in ran.out
    told = guiju("check", flow, log, "--ties", "partial", "--json").data
    assert (told["tie_policy"], told["ties"], told["fitting_cases"]) == ("partial order", 1, 2)


def test_an_engine_finds_the_variants_of_an_encoded_log(guiju: Terminal, flow: Path) -> None:
    pytest.importorskip("duckdb", reason="needs guiju[scale]: DuckDB")
    log = guiju.file("log.csv", ROWS)
    folder = log.parent / "log.encoded"
    assert guiju("log", "convert", log, folder).code == 0
    told = guiju("check", flow, folder, "--engine", "duckdb", "--json").data
    assert (told["fitting_cases"], told["cost_total"]) == (1, 2)
    ran = guiju("check", flow, folder, "--engine", "duckdb", "--align")
    assert ran.code == 1 and "1 of 3 cases" in ran.out
    rules = guiju.file("rules.yaml", "[{rule: too-often, activity: Lift}]")
    told = guiju("check", flow, folder, "--engine", "duckdb", "--rules", rules, "--json").data
    assert told["rules"] == guiju("check", flow, log, "--rules", rules, "--json").data["rules"]
    assert guiju("check", flow, log, "--engine", "duckdb").code == 2
    ran = guiju("check", flow, folder, "--engine", "sqlite")
    assert ran.code == 2 and "expected duckdb" in ran.err


def test_rules_count_time_on_the_working_calendar_they_name(guiju: Terminal, flow: Path) -> None:
    log = guiju.file("log.csv", "".join(ROWS.splitlines(True)[:3]))
    guiju.file("timing.yaml", 'calendars: {night: {zone: UTC, week: {mon-sun: ["22:00-23:00"]}}}')
    rule = "{rule: late-response, activation: '称重 [weigh]', response: Lift, limit: 0"
    told = guiju.file("told.yaml", f"timing: timing.yaml\nrules: [{rule}, elapsed: night}}]")
    assert guiju("check", flow, log, "--rules", told).code == 0
    plain = guiju.file("plain.yaml", f"[{rule}}}]")
    assert guiju("check", flow, log, "--rules", plain).code == 1
    wrong = guiju.file("wrong.yaml", f"timing: timing.yaml\nrules: [{rule}, elapsed: day}}]")
    assert "(night)" in guiju("check", flow, log, "--rules", wrong).err
    absent = guiju.file("absent.yaml", f"timing: nothing.yaml\nrules: [{rule}}}]")
    assert "nothing.yaml" in guiju("check", flow, log, "--rules", absent).err


def test_a_log_becomes_object_centric_and_stays_so(guiju: Terminal, flow: Path) -> None:
    from guiju.journal import ObjectLog, read_log, read_objects

    log = guiju.file("log.csv", ROWS)
    first, second = guiju.folder / "a.ocel.json", guiju.folder / "b.jsonocel.gz"
    assert guiju("log", "convert", log, first).code == 0
    objects, plain = read_objects(first), read_log(log)
    assert isinstance(objects, ObjectLog)
    again = objects.flatten("case")
    assert again.case_ids.equals(plain.case_ids) and (again.time == plain.time).all()
    assert again.activity.texts() == plain.activity.texts()
    ran = guiju("log", "convert", first, second, "--json")
    assert (ran.code, ran.data["objects"], ran.data["relations"]) == (0, plain.cases, len(plain))
    assert read_objects(second).event_ids == objects.event_ids


def test_an_encoded_folder_is_a_log_too(guiju: Terminal, flow: Path) -> None:
    log, folder = guiju.file("log.csv", ROWS), guiju.folder / "log.encoded"
    assert guiju("log", "convert", log, folder).code == 0
    of_file = guiju("check", flow, log, "--ties", "best", "--json").data
    of_folder = guiju("check", flow, folder, "--ties", "best", "--json").data
    assert of_folder["cost_total"] == of_file["cost_total"]
    rules = guiju.file("rules.yaml", "[{rule: changed-hands, first: Lift, second: Lift}]")
    for option in (["--rules", rules], ["--report", "r.html"], ["--ties", "best"]):
        ran = guiju("check", flow, folder, "--engine", "duckdb", *option)
        assert ran.code == 2 and "Without --engine" in ran.err
