"""My work and the page of a task: what clerks and approvers do all day."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from tests.web.office import Office


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_shows_what_is_offered_to_my_roles_and_nothing_else(office: Office) -> None:
    office.start("R-1")
    assert "Write it down" in text(office.client("dee").get("/work/"))
    assert "Write it down" not in text(office.client("carl").get("/work/"))


def test_tasks_are_claimed_in_bulk_and_a_second_claim_is_told(office: Office) -> None:
    marked = [office.start("R-1"), office.start("R-2")]
    answer = office.client("dee").post("/work/claim/", {"task": marked}, follow=True)
    assert "2 tasks are yours now." in text(answer)
    late = office.client("don").post("/work/claim/", {"task": marked}, follow=True)
    assert "2 tasks could not be taken" in text(late)


def test_the_rows_alone_answer_by_tag_until_something_changes(office: Office) -> None:
    office.start("R-1")
    client = office.client("dee")
    first = client.get("/work/", headers={"X-Part": "1"})
    tag = first.headers["ETag"]
    again = client.get("/work/", headers={"X-Part": "1", "If-None-Match": tag})
    assert again.status_code == 304
    office.start("R-2")
    changed = client.get("/work/", headers={"X-Part": "1", "If-None-Match": tag})
    assert changed.status_code == 200 and "R-2" in text(changed)


def test_a_task_shows_clause_form_and_what_was_done_before(office: Office) -> None:
    task = office.start("R-1")
    shown = text(office.client("dee").get(f"/work/task/{task}"))
    for words in ("REF-1.1", "Amount", "Reason", "Case started", "Complete"):
        assert words in shown
    assert "<strong>REF-1.1 Written down</strong>" in shown, "the clause goes by its title"


def test_what_people_filled_in_before_is_told_by_the_labels_of_the_form(office: Office) -> None:
    task = office.written("R-1")
    shown = text(office.client("carl").get(f"/work/task/{task}"))
    assert "Reason: broken" in shown and "Amount: 20" in shown


def test_the_page_of_a_task_is_in_the_readers_language(office: Office) -> None:
    task = office.start("R-1")
    shown = text(office.client("dee", "zh-hant").get(f"/work/task/{task}"))
    assert 'lang="zh-Hant"' in shown and "要做什麼" in shown and "Write it down" not in shown


def test_a_form_with_errors_is_shown_again_with_what_was_filled_in(office: Office) -> None:
    task = office.start("R-1")
    answer = office.client("dee").post(
        f"/work/task/{task}", {"act": "complete", "f.amount": "many", "f.reason": "It broke"}
    )
    assert answer.status_code == 422
    assert "Write a number." in text(answer) and "It broke" in text(answer)


def test_a_completed_task_moves_the_case_on(office: Office) -> None:
    task = office.start("R-1")
    answer = office.client("dee").post(
        f"/work/task/{task}",
        {"act": "complete", "key": "k1", "f.amount": "19.95", "f.reason": "It broke"},
    )
    assert answer.status_code == 302
    assert office.engine.record("R-1").state.variables["reason"] == "It broke"
    assert "Pay" in text(office.client("carl").get("/work/"))


def test_of_two_who_complete_one_task_the_second_is_told_it_is_gone(office: Office) -> None:
    task = office.start("R-1")
    sent = {"act": "complete", "f.amount": "5", "f.reason": "x"}
    assert office.client("dee").post(f"/work/task/{task}", sent).status_code == 302
    late = office.client("don").post(f"/work/task/{task}", sent, follow=True)
    assert "no longer open" in text(late)


def test_a_draft_is_kept_and_shown_again(office: Office) -> None:
    task = office.start("R-1")
    client = office.client("dee")
    client.post(f"/work/task/{task}", {"act": "claim"})
    sent = {"f.amount": "12", "f.reason": "half a sen"}
    assert client.post(f"/work/draft/{task}", sent).status_code == 200
    assert "half a sen" in text(client.get(f"/work/task/{task}"))


def test_an_approver_forwards_and_the_other_has_it(office: Office) -> None:
    task = office.written("R-1")
    client = office.client("carl")
    client.post(f"/work/task/{task}", {"act": "claim"})
    client.post(f"/work/task/{task}", {"act": "forward", "person": "cleo", "text": "yours"})
    assert "yours" in text(office.client("cleo").get(f"/work/task/{task}"))
    refused = client.post(f"/work/task/{task}", {"act": "complete"})
    assert refused.status_code == 403


def test_an_approver_returns_only_with_a_reason(office: Office) -> None:
    task = office.written("R-1")
    client = office.client("carl")
    client.post(f"/work/task/{task}", {"act": "claim"})
    bare = client.post(f"/work/task/{task}", {"act": "return", "step": "write"}, follow=True)
    assert "Say why." in text(bare)
    client.post(f"/work/task/{task}", {"act": "return", "step": "write", "text": "No receipt"})
    shown = text(office.client("dee").get(f"/work/task/{office.task('R-1')}"))
    assert "Write it down" in shown and "No receipt" in shown


def test_a_signer_signs_before_the_task_can_be_completed(office: Office) -> None:
    task = office.written("R-1")
    carl, cleo = office.client("carl"), office.client("cleo")
    carl.post(f"/work/task/{task}", {"act": "claim"})
    carl.post(f"/work/task/{task}", {"act": "add-signer", "person": "cleo", "text": "please"})
    early = carl.post(f"/work/task/{task}", {"act": "complete"})
    assert early.status_code == 409 and "Signatures are missing." in text(early)
    assert "please" in text(cleo.get("/"))
    assert cleo.post(f"/work/task/{task}", {"act": "complete"}).status_code == 302
    assert carl.post(f"/work/task/{task}", {"act": "complete"}).status_code == 302
    assert office.engine.reader().case("R-1").status == 1


def test_who_wrote_a_refund_does_not_pay_it(office: Office) -> None:
    from guiju.systems.directory.models import Person

    Person.objects.filter(code="dee").update(roles=["desk", "cashier"])
    task = office.written("R-1")
    answer = office.client("dee").post(f"/work/task/{task}", {"act": "complete"})
    assert answer.status_code == 409 and "Four eyes" in text(answer)


def test_a_question_reaches_somebody_and_its_answer_comes_back(office: Office) -> None:
    task = office.start("R-1")
    asked = {"act": "ask", "person": "fay", "text": "Was it red?"}
    office.client("dee").post(f"/work/task/{task}", asked)
    fay = office.client("fay")
    assert "Was it red?" in text(fay.get("/"))
    page = text(fay.get(f"/work/task/{task}"))
    number = page.partition('name="step" value="')[2].partition('"')[0]
    fay.post(f"/work/task/{task}", {"act": "answer", "step": number, "text": "Blue."})
    assert "Blue." in text(office.client("dee").get(f"/work/task/{task}"))


def test_the_deputy_of_somebody_absent_does_their_tasks(office: Office) -> None:
    from guiju.systems.directory.models import Absence

    task = office.written("R-1")
    office.client("carl").post(f"/work/task/{task}", {"act": "claim"})
    since, until = office.clock(), office.clock().replace(year=2027)
    Absence.objects.create(
        key="a", person="carl", since=since, until=until, deputies=["cleo"], reason=""
    )
    cleo = office.client("cleo")
    assert "You stand in for Carl Chen" in text(cleo.get("/"))
    assert cleo.post(f"/work/task/{task}", {"act": "complete"}).status_code == 302


def office_file(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "taken"),
    [
        ("receipt.pdf", b"%PDF-1.7 x", True),
        ("note.txt", "收据".encode(), True),
        ("sheet.xlsx", office_file("[Content_Types].xml", "xl/workbook.xml"), True),
        ("macro.xlsx", office_file("[Content_Types].xml", "xl/a.xml", "xl/vbaProject.bin"), False),
        ("page.html", b"<script>alert(1)</script>", False),
        ("picture.svg", b"<svg onload='alert(1)'/>", False),
        ("fake.pdf", b"<html>", False),
        ("fake.png", b"%PDF-1.7", False),
        ("run.exe", b"MZ", False),
        ("two.pdf.exe", b"%PDF-1.7", False),
        ("nul.txt", b"a\x00b", False),
        ("empty.pdf", b"", False),
        ("archive.zip", office_file("a"), False),
    ],
)
def test_uploads_are_what_they_say_or_are_not_taken(
    office: Office, name: str, data: bytes, taken: bool
) -> None:
    from guiju.web.work.models import Attachment

    task = office.start("R-1")
    upload = io.BytesIO(data)
    upload.name = name
    office.client("dee").post(f"/work/task/{task}", {"act": "upload", "file": upload})
    assert Attachment.objects.exists() is taken


def test_a_file_is_served_in_a_sandbox_to_those_alone_who_may_see_the_case(
    office: Office,
) -> None:
    from guiju.web.work.models import Attachment

    task = office.start("R-1")
    upload = io.BytesIO(b"%PDF-1.7 x")
    upload.name = '../../a\u202ebc"/receipt.pdf'
    office.client("dee").post(f"/work/task/{task}", {"act": "upload", "file": upload})
    kept = Attachment.objects.get()
    assert kept.name == "receipt.pdf"
    answer = office.client("dee").get(f"/work/files/{kept.token}/")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()
    assert office.client("fay").get(f"/work/files/{kept.token}/").status_code == 404


def test_markup_in_data_is_shown_as_text(office: Office) -> None:
    attack = "<img src=x onerror=alert(1)>"
    task = office.start("R-1", {"reason": attack})
    for address in (f"/work/task/{task}", "/cases/case/R-1"):
        assert attack not in text(office.client("dee").get(address))
