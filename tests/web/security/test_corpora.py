"""Attacks that are known: scripts in texts, calls into the house, false files, guessed ids."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from typing import Any

import pytest

from tests.web.office import Office

XSS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "{{7*7}}{% debug %}",
    "＜script＞alert(1)＜/script＞",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "\"onfocus='alert(1)' autofocus='",
    "<style>@import'//x'</style>",
    "]]><script>alert(1)</script>",
]
LIVE = re.compile(
    r"<script(?![^>]*\bnonce=)|<img[^>]+onerror|<svg/onload|<iframe[^>]+srcdoc|<math"
    r"|href=['\"]?javascript:|<style>@import|autofocus='|[^{]49[^0-9].{0,3}debug", re.IGNORECASE
)  # fmt: skip


def test_a_script_in_any_text_of_a_case_is_only_a_text(office: Office) -> None:
    from guiju.run.commands import CompleteTask
    from guiju.web.work.models import Note

    seen = []
    for number, attack in enumerate(XSS):
        case = f"X-{number}"
        task = office.start(case, {"note": attack, attack[:60]: "value"})
        iid = int(task.rpartition(":")[2])
        Note.objects.create(
            case=case, task=iid, element="write", kind="question", author="don", to="dee",
            text=attack, at=office.clock(),
        )  # fmt: skip
        pages = [f"/work/task/{task}", f"/cases/case/{case}", "/work/", "/"]
        found = [office.client("dee").get(each).content.decode() for each in pages]
        values = {"amount": 20, "reason": attack}
        office.engine.do(
            CompleteTask(case=case, task=iid, actor=office.actor("dee"), values=values)
        )
        pages = [f"/cases/case/{case}", f"/work/task/{office.task(case)}"]
        found += [office.client("mia").get(each).content.decode() for each in pages]
        seen += [(attack, LIVE.search(each)) for each in found if LIVE.search(each)]
    assert seen == []


def test_a_script_in_names_and_settings_is_only_a_text(office: Office) -> None:
    from guiju.systems.directory.models import Department, Person
    from guiju.web.administration import tokens
    from guiju.web.administration.models import Connection

    ada = office.client("ada")
    for number, attack in enumerate(XSS):
        Person.objects.filter(code="dee").update(name=attack, mail=attack[:50], phone=attack[:50])
        Department.objects.filter(code="shop").update(title=attack)
        Connection.objects.update_or_create(
            kind="mail", name=f"m{number}",
            defaults={"address": "smtp://a:b@" + "h.example", "changed": office.clock(),
                      "changed_by": attack[:60]},
        )  # fmt: skip
        tokens.make(attack[:100], "ed", ["cases"], 1, "ada", office.clock())
        for path in (
            "people/",
            "people/dee/",
            "organisation/",
            "tokens/",
            "connections/",
            "audit/",
        ):
            text = ada.get(f"/administration/{path}").content.decode()
            assert not LIVE.search(text), (path, attack)
        text = office.client("dee").get("/accounts/me/").content.decode()
        assert not LIVE.search(text), attack


def test_a_script_in_an_address_is_only_a_text(office: Office) -> None:
    for attack in XSS:
        client = office.client("mia")
        asked = {"text": attack, "standard": attack, "start": attack, "sort": attack}
        for path in ("/cases/", "/work/", "/public/certificate/"):
            asked["code"] = attack
            text = client.get(path, asked).content.decode()
            assert not LIVE.search(text), (path, attack)
        answer = client.get("/api/v1/cases/" + attack.replace("/", "%2F").replace("?", "%3F"))
        assert answer.headers["Content-Type"] == "application/problem+json"


INSIDE = [
    "http://hooks.example.com/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/",
    "https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "https://192.168.1.1/",
    "https://172.16.0.1/", "https://0.0.0.0/", "https://2130706433/", "https://0x7f.1/",
    "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://user:pw@example.com/",
    "https://example.com:22/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/",
    "https://[fd00::1]/", "https://[fe80::1]/", "https://100.64.0.1/", "", "https://", "x",
    "https://example.com\r\nX: y/", "//example.com/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_a_webhook_never_calls_into_the_house(
    office: Office, call: Any, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from guiju.web import engine as of_pages

    calls: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        calls.append(address)
        raise OSError("no way out in this test")

    monkeypatch.setattr(socket.socket, "connect", connect)
    answer = call("ed")("POST", "/webhooks", {"name": "h", "url": url})
    assert answer.status_code in (201, 422)
    worker = of_pages.worker(office.engine)
    worker.hooks.turn()  # type: ignore[union-attr]
    office.start("R-9")
    worker.hooks.turn()  # type: ignore[union-attr]
    assert calls == []


def test_a_hook_shows_its_secret_once_and_can_be_ended(office: Office, call: Any) -> None:
    ed = call("ed")
    made = ed.ok("POST", "/webhooks", {"name": "shop", "url": "https://hooks.example.com/g"})
    assert made["secret"].startswith("whsec_")
    assert ed.ok("GET", "/webhooks/shop")["secret"] is None
    again = ed("POST", "/webhooks", {"name": "shop", "url": "https://hooks.example.com/g"})
    assert again.status_code == 409
    assert ed("DELETE", "/webhooks/shop").status_code == 204
    assert ed("GET", "/webhooks/shop").status_code == 404


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


FALSE = [
    ("page.html", b"<script>alert(1)</script>"),
    ("picture.svg", b"<svg onload=alert(1)/>"),
    ("picture.png", b"<script>alert(1)</script>"),
    ("picture.png", b""),
    ("picture.png.exe", b"MZ"),
    ("picture.jpg", b"\x89PNG\r\n\x1a\n"),
    ("paper.pdf", b"MZ%PDF-"),
    ("text.txt", b"\x00\x01"),
    ("text.txt", b"\xff\xfe"),
    ("letter.docx", b"PK\x03\x04"),
    ("letter.docx", _zip(a=b"x")),
    ("sheet.xlsx", _zip(**{"[Content_Types].xml": b"", "xl__vbaProject.bin": b"x"})),
    ("noending", b"x"),
    ("picture.png\x00.html", b"<script>"),
    (".htaccess", b"x"),
]


@pytest.mark.parametrize(("name", "data"), FALSE)
def test_a_false_file_is_not_kept(office: Office, name: str, data: bytes) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from guiju.web.work.models import Attachment

    task = office.start()
    upload = SimpleUploadedFile("x", data, "image/png")
    upload._name = name  # type: ignore[attr-defined]
    office.client("dee").post(f"/work/task/{task}", {"act": "upload", "file": upload})
    assert not Attachment.objects.exists()


def test_a_name_cannot_lead_out_of_the_folder_and_a_file_is_served_in_a_sandbox(
    office: Office,
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from guiju.web.work import files
    from guiju.web.work.models import Attachment

    task = office.start()
    upload = SimpleUploadedFile("x.txt", b"hello", "text/html")
    upload._name = '../../..\\etc/pass"wd\u202e.txt'  # type: ignore[attr-defined]
    kept = files.take(upload, "R-1", 1, "write", "dee", office.clock())
    assert isinstance(kept, Attachment)
    kept.save()
    assert kept.name == "passwd.txt" and task
    assert files.place_of(kept.digest).is_relative_to(files.settings.FILES)
    answer = office.client("dee").get(f"/work/files/{kept.token}/")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()
    assert office.client("fay").get(f"/work/files/{kept.token}/").status_code == 404


GUESSES = [
    "R-2", "r-1", "R-1 ", "R-1%00", "..%2FR-1", "R-1/", "%20R-1", "R-1;", "' OR 1=1 --", "*", "%",
    "R-1'", "S-1", "0", "-1", "%F0%9F%92%A9", "%FF%FE", "a" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("guess", GUESSES)
def test_a_guessed_id_finds_nothing(office: Office, foreign: str, call: Any, guess: str) -> None:
    office.written()
    fay, dee = call("fay"), call("dee")
    for caller in (fay, dee):
        for path in (f"/cases/{guess}", f"/cases/{guess}/entries", f"/tasks/{guess}:1",
                     f"/tasks/{guess}"):  # fmt: skip
            answer = caller("GET", path)
            assert answer.status_code in (403, 404), (path, answer.content[:200])
            assert b"sesame" not in answer.content
    page = office.client("fay").get(f"/cases/case/{guess}")
    assert page.status_code == 404


def test_lists_events_and_messages_never_tell_a_stranger(
    office: Office, foreign: str, call: Any
) -> None:
    from guiju.web.api import paging

    start = paging.written(0)
    for person in ("fay", "dee"):
        caller = call(person)
        told = caller("GET", f"/events?cursor={start}&limit=200")
        assert told.status_code == 200 and b"S-1" not in told.content
        for path in ("/cases", "/cases?beginning=S", "/cases?process=vault", "/tasks"):
            assert b"S-1" not in caller("GET", path).content
    seen = call("otto")("GET", f"/events?cursor={start}")
    assert b"S-1" in seen.content and b"sesame" in seen.content
    ed = call("ed")("GET", f"/events?cursor={start}")
    assert b"S-1" in ed.content and b"sesame" not in ed.content
