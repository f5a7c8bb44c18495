"""A pack is read whole; what is wrong with it is told with its place."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from guiju.journal.store import open_store
from guiju.packs import files_of, packed, shipped
from guiju.run import Engine
from guiju.run.commands import Actor
from guiju.standard.pack import (
    LANGUAGES,
    Pack,
    boundaries,
    change,
    manual,
    read_pack,
    to_html,
    to_markdown,
)

OURS = ("order-fulfilment", "stock")


def good(name: str = "stock") -> Pack:
    pack, problems = read_pack(files_of(name))
    assert pack is not None, [str(each) for each in problems if each.severity == "error"]
    return pack


def broken(name: str = "stock", **changes: tuple[str, str]) -> set[str]:
    """Codes of the errors of a pack in whose files texts were replaced."""
    files = files_of(name)
    for path, (old, new) in changes.items():
        path = path.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md")
        path = path.replace("_bpmn", ".bpmn").replace("_json", ".json")
        text = files[path].decode()
        assert old in text, (path, old)
        files[path] = text.replace(old, new).encode()
    pack, problems = read_pack(files)
    assert pack is None
    return {each.code for each in problems if each.severity == "error"}


@pytest.mark.parametrize("name", OURS)
def test_our_packs_have_no_problem(name: str) -> None:
    pack, problems = read_pack(files_of(name))
    assert pack is not None
    assert [str(each) for each in problems] == []


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "stock.zip"
    path.write_bytes(packed(files_of("stock")))
    assert files_of(path) == files_of("stock")
    assert "stock" in shipped()


# FLOW-02
def test_a_task_in_no_lane_is_an_error() -> None:
    codes = broken(processes__count_bpmn=("<flowNodeRef>recount</flowNodeRef>", ""))
    assert codes == {"nobody-accountable"}


# FLOW-02
def test_a_step_with_two_accountable_roles_is_an_error() -> None:
    inside = "<flowNodeRef>set_hand</flowNodeRef>"
    files = files_of("stock")
    text = files["processes/lines.bpmn"].decode()
    start = text.index('<laneSet id="hand_line_lanes">')
    end = text.index("</laneSet>", start)
    extra = f'<lane id="second" name="Purchaser">{inside}</lane>'
    files["processes/lines.bpmn"] = (text[:end] + extra + text[end:]).encode()
    pack, problems = read_pack(files)
    assert pack is None
    assert "node-in-two-lanes" in {each.code for each in problems if each.severity == "error"}


# FLOW-02
def test_the_boundary_table_names_one_accountable_role_for_each_step() -> None:
    for name in OURS:
        pack = good(name)
        for standard in pack.standards.values():
            for process in standard.definitions.processes:
                for step in boundaries(pack, process):
                    assert step.accountable in pack.roles
                    assert step.responsible


# STD-07
def test_a_banned_word_is_an_error_with_the_right_term() -> None:
    files = files_of("stock")
    text = files["standard.md"].decode().replace("opens a case at once", "is an article number")
    files["standard.md"] = text.encode()
    pack, problems = read_pack(files)
    wrong = [each for each in problems if each.code == "term-banned"]
    assert pack is None
    assert [each.values["expected"] for each in wrong] == ["item"]


# STD-07
def test_a_field_without_a_term_is_a_warning() -> None:
    files = files_of("stock")
    text = files["forms/item.json"].decode().replace("Weight of the item in grams", "Heft")
    files["forms/item.json"] = text.encode()
    for language in ("zh-Hans", "zh-Hant"):
        said = files[f"i18n/{language}.yaml"].decode()
        files[f"i18n/{language}.yaml"] = said.replace(
            "Weight of the item in grams:", "Heft:"
        ).encode()
    pack, problems = read_pack(files)
    assert pack is not None
    assert [(each.code, each.values["found"]) for each in problems] == [("term-unknown", "Heft")]


# STD-08
def test_a_form_that_is_copied_is_an_error() -> None:
    files = files_of("stock")
    files["forms/lag-copy.json"] = files["forms/lag.json"]
    pack, problems = read_pack(files)
    assert pack is None
    assert {each.code for each in problems if each.severity == "error"} == {"form-copied"}


def test_every_language_must_have_every_name() -> None:
    files = files_of("stock")
    said = yaml.safe_load(files["i18n/zh-Hant.yaml"])
    del said["processes"]["Count again"]
    files["i18n/zh-Hant.yaml"] = yaml.safe_dump(said, allow_unicode=True).encode()
    pack, problems = read_pack(files)
    assert pack is None
    assert [each.values["name"] for each in problems] == ["Count again"]


def test_what_is_named_must_be_there() -> None:
    assert broken(processes__count_bpmn=('gj:clause="STK-6.1"', 'gj:clause="STK-9.9"')) >= {
        "clause-unknown"
    }
    assert broken(processes__count_bpmn=('gj:form="count"', 'gj:form="counts"')) == {"form-unknown"}
    assert broken(pack_yaml=("clause: STK-6.2", "clause: STK-6.9")) == {"clause-unknown"}
    assert broken(timing_yaml=("=code_time", "=no_time")) >= {"parameter-unknown"}


def test_files_that_are_no_yaml_are_problems_with_their_line() -> None:
    files = files_of("stock")
    files["pack.yaml"] = b"name: [stock\nversion"
    pack, problems = read_pack(files)
    assert pack is None
    assert problems[0].code == "yaml-unreadable" and problems[0].line


@pytest.mark.parametrize(
    ("value", "code"),
    [("x", "not-a-number"), (0, "timer-of-nothing"), (-5, "timer-of-nothing"),
     (10_000, "out-of-bounds"), (True, "not-a-number")],
)  # fmt: skip
def test_a_refused_parameter_names_its_field(value: object, code: str) -> None:
    changed, problems = change(good(), {"P-301": value})
    assert changed is None
    assert [(each.code, each.values["field"]) for each in problems] == [(code, "P-301")]


def test_a_parameter_is_changed_by_its_role_as_a_new_version(tmp_path: Path) -> None:
    from guiju.scenarios import change_parameters, deploy_pack
    from guiju.scenarios.stage import BEGIN, Clock

    pack = good()
    engine = Engine(open_store(tmp_path / "cases.db"), Clock(BEGIN), random.Random(1))
    assert deploy_pack(engine, pack) == ()
    before = engine.standards.newest("stock_sync")
    nobody = change_parameters(engine, pack, {"P-301": 30}, Actor("pete", frozenset({"purchaser"})))
    assert nobody.pack is None and nobody.problems[0].code == "role-missing"
    mara = Actor("mara", frozenset({"stock-manager"}))
    done = change_parameters(engine, pack, {"P-301": 30}, mara)
    assert done.pack is not None
    after = engine.standards.newest("stock_sync")
    assert before is not None and after is not None
    assert before.standard.digest != after.standard.digest
    entry = engine.entries(done.case)[0]
    assert entry.actor == "mara"
    assert entry.values["changes"] == [
        {"parameter": "P-301", "before": "60", "after": "30", "unit": "minutes"}
    ]
    again = change_parameters(engine, pack, {"P-302": 9}, mara)
    assert again.pack is not None and again.pack.parameters["P-301"].value == 30
    engine.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OURS)
def test_the_manual_holds_every_clause_with_its_figures(name: str, language: str) -> None:
    pack = good(name)
    blocks = manual(pack, language)
    text, page = to_markdown(blocks), to_html(blocks, language, "x")
    for clause in pack.manuals[language].clauses:
        assert clause.id in text and f'id="{clause.id}"' in page
    assert "{P-" not in text


@pytest.mark.parametrize(
    "name", ["order-fulfilment", "stock", "customer-service", "cooperation-and-approval"]
)
def test_no_deadline_of_a_pack_stands_as_a_number(name: str) -> None:
    written = yaml.safe_load(files_of(name)["timing.yaml"])["deadlines"]
    for deadline in written.values():
        assert deadline["amount"].startswith("=")
        assert all(each == 100 or each.startswith("=") for each in deadline["warn"])
        assert all(each["after"].startswith("=") for each in deadline.get("escalate", ()))


def test_a_reminder_takes_its_share_from_a_parameter_in_per_cent() -> None:
    wrong = ("[=first_reminder, =second_reminder]", "[=lag_repair_time]")
    assert broken(timing_yaml=wrong) == {"parameter-unknown"}
    changed, problems = change(good(), {"P-321": 90})
    assert changed is None
    assert any("P-322" in str(each) for each in problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_says_what_its_terms_mean(language: str) -> None:
    pack = good("customer-service")
    text = to_markdown(manual(pack, language))
    for term in pack.glossary:
        assert term.term[language] in text
        assert term.means[language] in text
