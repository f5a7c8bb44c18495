"""Pages of the standards, in three languages and for those alone who may."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from guiju.web.standards.models import Version
from tests.web.standards.house import House, texts

PAGES = ("", "diagram/", "tables/", "forms/", "print/")
LANGUAGES = {"en": "Written down", "zh-hans": "记录", "zh-hant": "記錄"}


def read(client: Any, path: str) -> str:
    answer = client.get(f"/standards/{path}", follow=True)
    assert answer.status_code == 200, path
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_standard_reads_in_every_language(house: House, language: str) -> None:
    house.put_in_force(house.bring_in())
    client = house.client("carl", language)
    for page in PAGES:
        assert "{%" not in read(client, f"refund/1/{page}")
    assert LANGUAGES[language] in read(client, "refund/1/")


def test_the_manual_shows_parameters_roles_and_what_carries_a_clause_out(house: House) -> None:
    house.put_in_force(house.bring_in())
    text = read(house.client("carl"), "refund/")
    assert "Up to 100 the desk decides" in text
    assert 'href="/standards/refund/1/diagram/#row-pay"' in text
    assert "Nobody pays what they granted themselves." in text


def test_each_diagram_has_a_table_with_the_same_steps(house: House) -> None:
    house.put_in_force(house.bring_in())
    text = read(house.client("carl", "zh-hans"), "refund/1/diagram/")
    for element in ("asked", "write", "decide", "granted", "pay", "paid", "refused"):
        assert f'id="row-{element}"' in text
    assert "是 → 付款" in text


def test_a_model_without_a_drawing_is_drawn_for_the_browser(house: House) -> None:
    house.bring_in()
    answer = house.client("mia").get("/standards/refund/1/file/processes/refund.bpmn")
    assert "BPMNShape" in answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")


def test_decision_tables_are_read_without_quotes(house: House) -> None:
    house.put_in_force(house.bring_in())
    text = read(house.client("carl", "zh-hant"), "refund/1/tables/")
    assert "批准退款" in text and '<td class="then">是</td>' in text


def test_a_draft_is_seen_by_those_who_work_on_it_alone(house: House) -> None:
    house.bring_in()
    seen = {
        name: house.client(name).get("/standards/refund/1/").status_code
        for name in ("mia", "rob", "ann", "otto", "carl")
    }
    assert seen == {"mia": 200, "rob": 200, "ann": 200, "otto": 200, "carl": 403}
    assert "refund" not in read(house.client("carl"), "")


def test_only_an_owner_edits_imports_and_withdraws(house: House) -> None:
    house.bring_in()
    for name in ("carl", "rob", "otto"):
        client = house.client(name)
        assert client.get("/standards/refund/1/edit/").status_code == 403
        assert client.post("/standards/import/").status_code == 403
        assert client.post("/standards/refund/1/draft/").status_code == 403
        answer = client.post("/standards/refund/1/step/", {"do": "withdraw"})
        assert answer.status_code == 403
    assert Version.objects.get().state == "draft"


def test_who_is_not_logged_in_sees_nothing(house: House) -> None:
    from django.test import Client

    house.bring_in()
    for page in ("", "refund/", "refund/1/", "refund/1/pack.zip", "refund/1/edit/"):
        answer = Client().get(f"/standards/{page}")
        assert answer.status_code == 302 and "login" in answer["Location"]


def test_the_journey_by_forms_ends_in_force(house: House) -> None:
    version = house.bring_in()
    step = "/standards/refund/1/step/"
    house.client("mia").post(step, {"do": "submit"})
    house.client("rob").post(step, {"do": "review", "accepted": "yes", "note": "fine"})
    house.client("ann").post(step, {"do": "approve", "accepted": "yes"})
    house.work()
    version.refresh_from_db()
    assert version.state == "force"


def test_a_refused_step_says_why(house: House) -> None:
    house.bring_in()
    house.client("mia").post("/standards/refund/1/step/", {"do": "submit"})
    answer = house.client("otto").post(
        "/standards/refund/1/step/", {"do": "review", "accepted": "yes"}, follow=True
    )
    assert "this step is for another role" in answer.content.decode()


def test_the_pdf_has_the_check_code(house: House) -> None:
    house.put_in_force(house.bring_in())
    for language in LANGUAGES:
        answer = house.client("carl", language).get("/standards/refund/1/manual.pdf")
        assert answer.content.startswith(b"%PDF-")
    text = read(house.client("carl"), "refund/1/print/")
    assert Version.objects.get().check_code in text


def test_what_is_exported_can_be_imported_again(house: House) -> None:
    house.put_in_force(house.bring_in())
    client = house.client("mia")
    exported = client.get("/standards/refund/1/pack.zip").content
    assert set(zipfile.ZipFile(io.BytesIO(exported)).namelist()) == {
        f"refund/{path}" for path in texts()
    }
    upload = io.BytesIO(exported)
    upload.name = "refund.zip"
    client.post("/standards/import/", {"pack": upload})
    again = Version.objects.get(number=2)
    assert again.files == texts() and again.state == "draft" and again.case


def test_a_wrong_zip_is_refused_with_its_reason(house: House) -> None:
    upload = io.BytesIO(b"PK\x03\x04 no zip")
    upload.name = "x.zip"
    answer = house.client("mia").post("/standards/import/", {"pack": upload}, follow=True)
    assert "expected a zip file" in answer.content.decode()
    assert not Version.objects.exists()


def ask(client: Any, path: str, **data: Any) -> Any:
    return client.post(path, json.dumps(data), content_type="application/json")


def test_lint_tells_a_mistake_at_its_element_and_saves_nothing(house: House) -> None:
    version = house.bring_in()
    wrong = texts()["processes/refund.bpmn"].replace("REF-2.1", "REF-9.9")
    answer = ask(house.client("mia"), "/standards/refund/1/lint/processes/refund.bpmn", text=wrong)
    problems = answer.json()["problems"]
    assert any(each["element"] == "pay" and each["severity"] == "error" for each in problems)
    assert "keeps this draft" in answer.json()["summary"] or "keep this" in answer.json()["summary"]
    version.refresh_from_db()
    assert "REF-9.9" not in version.files["processes/refund.bpmn"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("decisions/grant.dmn", "&gt; 100", "&gt; 200"),
        ("forms/refund.json", '"number"', '"numbre"'),
        ("standard.md", "### REF-1.2", "### REF-1.7"),
        ("pack.yaml", "max: 500", "max: 50"),
        ("scripts/refused.zh-Hans.md", "## reason", "## cause"),
        ("i18n/zh-Hans.yaml", "Pay: 付款, ", ""),
    ],
)
def test_each_kind_of_text_is_checked(house: House, path: str, old: str, new: str) -> None:
    house.bring_in()
    text = texts()[path]
    assert old in text
    client = house.client("mia", "zh-hans")
    fine = ask(client, f"/standards/refund/1/lint/{path}", text=text).json()
    wrong = ask(client, f"/standards/refund/1/lint/{path}", text=text.replace(old, new)).json()
    assert fine["problems"] == []
    assert wrong["problems"] and not wrong["problems"][0]["text"].isascii()


@pytest.mark.parametrize("text", ["", "<", "\x00", "{" * 3000, "<definitions/>", "- - -", "🚚"])
def test_no_text_breaks_the_check(house: House, text: str) -> None:
    house.bring_in()
    for path in texts():
        answer = ask(house.client("mia"), f"/standards/refund/1/lint/{path}", text=text)
        assert answer.status_code == 200 and answer.json()["problems"], path


def test_a_save_says_what_it_did_and_a_late_one_is_refused(house: House) -> None:
    version = house.bring_in()
    client = house.client("mia")
    path = "/standards/refund/1/save/standard.md"
    text = texts()["standard.md"].replace("reason", "cause")
    first = ask(client, path, text=text, revision=version.revision)
    late = ask(client, path, text="late", revision=version.revision)
    assert (first.status_code, late.status_code) == (200, 409)
    assert "somebody else" in late.json()["message"]
    assert ask(client, path, text=3, revision=1).status_code == 400
    assert client.post(path, b"[", content_type="application/json").status_code == 400


def test_what_changed_is_told_in_words_and_colours(house: House) -> None:
    house.put_in_force(house.bring_in())
    process = texts()["processes/refund.bpmn"].replace(
        'gj:clause="REF-1.2" gj:decision="grant"',
        'gj:clause="REF-1.2" gj:indicator="speed" gj:decision="grant"',
    )
    written = texts()["standard.md"].replace("The cashier pays.", "The cashier pays at once.")
    from guiju.web.standards import library

    library.new_version(
        Version.objects.get().standard,
        {**texts(), "processes/refund.bpmn": process, "standard.md": written},
        "mia",
        house.moment[0],
        label="1.1.0",
    )
    text = read(house.client("mia", "zh-hans"), "refund/compare/1/2/")
    assert "指标由 未设定 改为 speed" in text
    assert '"element": "decide", "kind": "changed"' in text
    assert "<ins>- The cashier pays at once.</ins>" in text


def test_scripts_in_a_clause_do_not_reach_the_page(house: House) -> None:
    text = texts()["standard.md"].replace(
        "The cashier pays.", "<script>alert(1)</script> [x](javascript:alert(1))"
    )
    house.put_in_force(house.bring_in(**{"standard.md": text}))
    shown = read(house.client("carl"), "refund/1/")
    assert "<script>alert" not in shown and 'href="javascript' not in shown
