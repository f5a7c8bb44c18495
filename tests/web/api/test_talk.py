"""Files, questions, notices and messages by the API: what the buttons of a task's page do."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.api.test_cases import problem
from tests.web.calling import Caller
from tests.web.office import Office
from tests.web.security.test_corpora import FALSE


def upload(caller: Caller, task: str, name: str, data: bytes) -> Any:
    sent = SimpleUploadedFile("x", data)
    sent._name = name  # type: ignore[attr-defined]
    headers = {"Authorization": f"Bearer {caller.token}"}
    return caller.client.post(f"/api/v1/tasks/{task}/files", {"file": sent}, headers=headers)


def test_a_file_is_kept_with_its_case_and_brought_away_by_who_may_see_it(
    office: Office, call: Any
) -> None:
    task = office.start()
    dee, fay = call("dee"), call("fay")
    made = json.loads(upload(dee, task, "note.txt", b"hello").content)
    assert (made["name"], made["size"], made["person"]) == ("note.txt", 5, "dee")
    assert dee.ok("GET", "/cases/R-1/files") == [made]
    answer = dee("GET", f"/files/{made['id']}")
    assert b"".join(answer.streaming_content) == b"hello"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert fay("GET", f"/files/{made['id']}").status_code == 404
    assert upload(fay, task, "note.txt", b"hello").status_code == 404
    assert upload(call("otto"), task, "note.txt", b"hello").status_code == 403


def test_no_false_file_comes_in_by_the_api(office: Office, call: Any) -> None:
    from guiju.web.work.models import Attachment

    task, dee = office.start(), call("dee")
    for name, data in FALSE:
        assert upload(dee, task, name, data).status_code == 422, name
    assert not Attachment.objects.exists()


def test_a_question_is_put_seen_by_who_is_asked_and_answered_once(
    office: Office, call: Any
) -> None:
    task = office.start()
    dee, fay = call("dee"), call("fay")
    assert fay("GET", f"/tasks/{task}").status_code == 404
    nobody = dee("POST", f"/tasks/{task}/ask", {"to": "nobody", "text": "How much?"})
    assert problem(nobody)["code"] == "person-unknown"
    asked = dee.ok("POST", f"/tasks/{task}/ask", {"to": "fay", "text": "How much?"})
    assert fay.ok("GET", "/me/questions") == [asked]
    assert fay("GET", f"/tasks/{task}").status_code == 200
    path = f"/me/questions/{asked['id']}/answer"
    assert dee("POST", path, {"text": "20"}).status_code == 404
    told = fay.ok("POST", path, {"text": "20"})
    assert (told["about"], told["to"]) == (asked["id"], "dee")
    assert problem(fay("POST", path, {"text": "30"}))["code"] == "answered-before"
    assert [each["kind"] for each in dee.ok("GET", "/cases/R-1/notes")] == ["question", "answer"]
    assert fay.ok("GET", "/me/questions") == []


def test_a_notice_is_read_by_its_own_reader_alone(office: Office, call: Any) -> None:
    from guiju.systems.messages.models import Message

    for number in (1, 2, 3):
        Message.objects.create(
            key=f"n{number}", batch="n", case="R-1", direction="out", kind="deadline",
            recipient="dee", staff=True, about=f"Late {number}", text="x", state="delivered",
            channel="app", at=office.clock(),
        )  # fmt: skip
    dee, fay = call("dee"), call("fay")
    page = dee.ok("GET", "/me/notices?limit=2")
    rest = dee.ok("GET", f"/me/notices?limit=2&cursor={page['next']}")
    told = [each["about"] for each in page["items"] + rest["items"]]
    assert told == ["Late 3", "Late 2", "Late 1"] and rest["next"] is None
    path = f"/me/notices/{page['items'][0]['id']}/read"
    assert fay("POST", path).status_code == 404
    assert dee("POST", path).status_code == 204
    assert len(dee.ok("GET", "/me/notices")["items"]) == 2
    assert len(dee.ok("GET", "/me/notices?unread=false")["items"]) == 3
    office.start("R-1")
    assert len(dee.ok("GET", "/cases/R-1/messages")) == 3
    assert call("ed")("GET", "/cases/R-1/messages").status_code == 403


def test_what_may_be_started_and_where_a_case_is_are_told(office: Office, call: Any) -> None:
    office.written()
    dee = call("dee")
    assert [each["process"] for each in dee.ok("GET", "/processes")] == ["refund"]
    assert call("fay").ok("GET", "/processes") == []
    steps = {each["element"]: each["open"] for each in dee.ok("GET", "/cases/R-1/steps")}
    assert steps["write"] == 0 and steps["pay"] == 1
